import Membership
import Payload
import Store
import Vocabulary

/// A member as the store keeps it: personal data sealed.
typealias SealedMember = Store.MemberRecord
/// A member as the rules and lists see it: personal data in the clear.
typealias OpenMember = Membership.MemberRecord

/// Turns a member into what the store keeps, and back.
///
/// The store finds an identity by its keyed hash and shows it by its ciphertext, so that a stolen database tells
/// neither a name nor a number. Every sealed value is bound to its member, so that none can be moved to another.
struct MemberSealer: Sendable {
    private let context: ServiceContext
    private let calendar: HomeCalendar
    /// Both keys are taken in once: a list has many members.
    private let lookup: KeyedDigest.Prepared
    private let cards: MemberCardCode.Maker

    init(_ context: ServiceContext) {
        self.context = context
        lookup = KeyedDigest.Prepared(context.keys.identityLookup)
        cards = MemberCardCode.Maker(context.keys)
        calendar = HomeCalendar(context)
    }

    /// Returns the hash under which an identity is found.
    func digest(of identity: Identity) -> [UInt8] {
        digest(kind: identity.kind.rawValue, value: identity.value)
    }

    /// Returns HMAC-SHA256 over kind, a zero byte and the normal form: no kind contains one.
    static func digest(kind: String, value: String, key: Secret32) -> [UInt8] {
        KeyedDigest(of: Array(kind.utf8) + [0] + Array(value.utf8), key: key).bytes
    }

    private func digest(kind: String, value: String) -> [UInt8] {
        lookup.digest(of: Array(kind.utf8) + [0] + Array(value.utf8)).bytes
    }

    // MARK: - Sealing

    /// Returns the sealed form of a member.
    ///
    /// - Parameters:
    ///   - open: The member.
    ///   - stored: What the store has of the member; its sealed identities are kept where they still hold.
    ///   - placement: What brought a member who is new.
    ///   - now: The time of the change.
    /// - Returns: What the store may keep.
    /// - Throws: `ServiceError.keys` if the vault cannot seal.
    func seal(
        _ open: OpenMember, over stored: SealedMember?, placement: PlacementID? = nil, at now: Instant
    ) throws(ServiceError) -> SealedMember {
        let member = open.member
        // The profile's and those of all identities, drawn at once: a list of a million has millions.
        var nonces = NonceSupply(context.surroundings, count: 1 + open.identities.count)
        var sealed = SealedMember(
            id: member.id, joinedOn: calendar.date(at: member.joinedAt, in: member.homeStore),
            joinedAt: member.joinedAt, homeStore: member.homeStore,
            tier: member.tier?.name ?? stored?.tier ?? lowestTier,
            gender: member.gender?.rawValue,
            language: member.language?.tag ?? SealedMember.undeterminedLanguage,
            marketingConsent: member.marketingConsent.state.rawValue, source: member.source,
            placement: stored?.placement ?? placement, cell: member.cell?.geohash,
            sealedProfile: try sealedProfile(of: member, &nonces),
            identities: try sealedIdentities(of: open, over: stored, &nonces), updatedAt: now)
        (sealed.state, sealed.mergedInto) = (member.state, stored?.mergedInto)
        sealed.birthDay = member.birthday?.dayNumber
        return sealed
    }

    /// What a new member has; a program has at least one tier.
    private var lowestTier: String { context.configuration.program.tiers.first ?? "member" }

    private func sealedProfile(
        of member: Member, _ nonces: inout NonceSupply
    ) throws(ServiceError) -> [UInt8] {
        // As `JSONText` writes a profile, at a tenth of the cost.
        var writer = JSONWriter(capacity: 32 + member.name.utf8.count + member.note.utf8.count)
        writer.object { writer in
            writer.field("name", member.name)
            writer.field("note", member.note)
            if let birthday = member.birthday { writer.field("birthday", birthday.text) }
        }
        return try seal(writer.bytes, of: member.id, as: "profile", nonce: nonces.next())
    }

    private func sealedIdentities(
        of open: OpenMember, over stored: SealedMember?, _ nonces: inout NonceSupply
    ) throws(ServiceError) -> [IdentityRecord] {
        let code = cards.code(of: open.member.id)
        var wanted = [(kind: MemberCardCode.identityKind, value: code.code.text)]
        wanted += open.identities.map { ($0.kind.rawValue, $0.value) }
        var records: [IdentityRecord] = []
        for (kind, value) in wanted.sorted(by: { $0.kind < $1.kind }) {
            let digest = digest(kind: kind, value: value)
            if let kept = stored?.identities.first(where: { $0.kind == kind && $0.digest == digest }) {
                records.append(kept)
            } else {
                let sealed = try sealedIdentity(kind, value, of: open.member.id, &nonces)
                records.append(IdentityRecord(kind: kind, digest: digest, sealed: sealed))
            }
        }
        return records
    }

    /// Nothing of a card's code: it follows from the member's id, and is never read back.
    private func sealedIdentity(
        _ kind: String, _ value: String, of member: MemberID, _ nonces: inout NonceSupply
    ) throws(ServiceError) -> [UInt8] {
        guard kind != MemberCardCode.identityKind else { return [] }
        return try seal(Array(value.utf8), of: member, as: "identity \(kind)", nonce: nonces.next())
    }

    private func seal(
        _ bytes: [UInt8], of member: MemberID, as part: String, nonce: [UInt8]
    ) throws(ServiceError) -> [UInt8] {
        do {
            return try context.keys.vault.seal(bytes, nonce: nonce, context: binding(member, part))
        } catch {
            throw .keys("the \(part) of member \(member) cannot be sealed: \(error)")
        }
    }

    private func newNonce() -> [UInt8] { context.surroundings.randomBytes(Vault.nonceByteCount) }

    // MARK: - Opening

    /// Returns a member in the clear.
    ///
    /// - Throws: As `open(_:_:)`.
    func open(_ sealed: SealedMember) throws(ServiceError) -> OpenMember {
        try open(sealed, .all)
    }

    /// Returns the parts of a member that are wanted in the clear.
    ///
    /// - Parameters:
    ///   - sealed: The member as stored.
    ///   - parts: Which parts are opened; others are as if nothing were known.
    /// - Returns: The member.
    /// - Throws: `ServiceError.keys` if it was sealed by another workspace or is damaged, `.storage(.corrupt)` if
    ///   what was sealed is no profile.
    func open(
        _ sealed: SealedMember, _ parts: SealedParts
    ) throws(ServiceError) -> OpenMember {
        let consent = Consent(
            state: Consent.State(rawValue: sealed.marketingConsent) ?? .unknown, source: "store",
            recordedAt: sealed.updatedAt)
        var member = Member(
            id: sealed.id, joinedAt: sealed.joinedAt,
            marketingConsent: consent)
        member.state = sealed.state
        if parts.hasProfile {
            let profile = try profile(of: sealed)
            member.name = profile.name
            member.note = profile.note
            member.birthday = try birthday(of: sealed, profile)
        }
        member.gender = sealed.gender.flatMap(Gender.init(rawValue:))
        member.homeStore = sealed.homeStore
        member.tier = Tier(parsing: sealed.tier)
        member.language = Self.language(sealed.language)
        member.cell = sealed.cell.flatMap { CoarseCell(parsing: $0) }
        member.source = sealed.source
        return OpenMember(member: member, identities: try identities(of: sealed, parts.identityKinds))
    }

    private static func language(_ tag: String) -> Language? {
        if let usual = usualLanguages[tag] { return usual }
        return tag == SealedMember.undeterminedLanguage ? nil : Language(parsing: tag)
    }

    /// Those of almost all members: reading a tag costs more than a look-up.
    private static let usualLanguages = Dictionary(
        uniqueKeysWithValues: ["zh-Hans", "zh-Hant", "en"].compactMap { tag in
            Language(parsing: tag).map { (tag, $0) }
        })

    private func identities(
        of sealed: SealedMember, _ kinds: Set<String>
    ) throws(ServiceError) -> Set<Identity> {
        var identities: Set<Identity> = []
        for record in sealed.identities where kinds.contains(record.kind) {
            if let identity = try identity(record, of: sealed.id) { identities.insert(identity) }
        }
        return identities
    }

    /// The birthday that was sealed; what is no day says so by name, not by what it is.
    private func birthday(
        of sealed: SealedMember, _ profile: SealedProfile
    ) throws(ServiceError) -> Birthday? {
        guard let text = profile.birthday else { return nil }
        guard let birthday = try? Birthday(parsing: text, today: Self.noDayIsLater) else {
            throw .storage(.corrupt("the birthday of member \(sealed.id) is no day"))
        }
        return birthday
    }

    /// What was checked when it was sealed is not checked again by a clock.
    private static let noDayIsLater = CalendarDate(daysSince1970: .max)

    private func profile(of sealed: SealedMember) throws(ServiceError) -> SealedProfile {
        let bytes = try open(sealed.sealedProfile, of: sealed.id, as: "profile")
        do {
            return try SealedProfile(reading: bytes)
        } catch {
            throw .storage(.corrupt("the profile of member \(sealed.id) is not what is sealed as one"))
        }
    }

    private func open(
        _ sealed: [UInt8], of member: MemberID, as part: String
    ) throws(ServiceError) -> [UInt8] {
        do {
            return try context.keys.vault.open(sealed, context: binding(member, part))
        } catch {
            throw .keys("the \(part) of member \(member) cannot be opened with the keys of this workspace")
        }
    }

    /// Returns an identity in the clear; `nil` if it is none that members show, such as a card's code.
    ///
    /// - Throws: `ServiceError.keys` if it was sealed by another workspace.
    func identity(_ record: IdentityRecord, of member: MemberID) throws(ServiceError) -> Identity? {
        guard let kind = Identity.Kind(rawValue: record.kind) else { return nil }
        let value = try open(record.sealed, of: member, as: "identity \(record.kind)")
        return Identity(unchecked: String(decoding: value, as: UTF8.self), kind: kind)
    }

    /// Returns an identity as a member's who is said to have it.
    ///
    /// - Throws: `ServiceError.keys` if the vault cannot seal.
    func claim(
        _ identity: Identity, of member: MemberID, source: String, at now: Instant
    ) throws(ServiceError) -> ClaimRecord {
        let kind = identity.kind.rawValue
        let sealed = try seal(
            Array(identity.value.utf8), of: member, as: "identity \(kind)", nonce: newNonce())
        return ClaimRecord(
            member: member,
            identity: IdentityRecord(kind: kind, digest: digest(of: identity), sealed: sealed),
            source: source, at: now)
    }

    /// Returns an identity as another member's.
    ///
    /// - Throws: `ServiceError.keys` if it was sealed by another workspace.
    func resealed(
        _ identity: IdentityRecord, from member: MemberID, to other: MemberID
    ) throws(ServiceError) -> IdentityRecord {
        var moved = identity
        let part = "identity \(identity.kind)"
        moved.sealed = try seal(
            try open(identity.sealed, of: member, as: part), of: other, as: part, nonce: newNonce())
        return moved
    }

    private func binding(_ member: MemberID, _ part: String) -> [UInt8] {
        // In one array: every value of a list of a million has one.
        let words = ["member ", member.text, " ", part]
        var bytes: [UInt8] = []
        bytes.reserveCapacity(words.reduce(0) { $0 + $1.utf8.count })
        for word in words { bytes.append(contentsOf: word.utf8) }
        return bytes
    }
}

/// Nonces drawn together, each of them given once.
private struct NonceSupply {
    private let surroundings: Surroundings
    private var bytes: [UInt8]

    init(_ surroundings: Surroundings, count: Int) {
        self.surroundings = surroundings
        bytes = surroundings.randomBytes(count * Vault.nonceByteCount)
    }

    /// Returns the next; beyond what was drawn at first each costs a draw.
    mutating func next() -> [UInt8] {
        if bytes.isEmpty { bytes = surroundings.randomBytes(Vault.nonceByteCount) }
        let nonce = Array(bytes.suffix(Vault.nonceByteCount))
        bytes.removeLast(Vault.nonceByteCount)
        return nonce
    }
}
