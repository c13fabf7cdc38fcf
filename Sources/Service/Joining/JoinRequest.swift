package import Membership
import Payload
import Store
import Vocabulary

/// What somebody asks for who wants to join, as the page sends it.
package struct JoinForm: Sendable, Hashable {
    /// Their number, as they write it; `nil` for who signs in elsewhere.
    package var phone: String?
    /// `nil` if they were not asked, or did not say.
    package var name: String?
    /// A language tag: of the page.
    package var language: String
    package var agreesToTerms: Bool
    /// What they allowed by a tick of theirs.
    package var allowed: Set<ConsentPurpose>
    /// What their browser says of where they are, as `JoinPosition` reads it; `nil` if they did not share it.
    package var position: String?

    package init(
        phone: String? = nil, name: String? = nil, language: String, agreesToTerms: Bool,
        allowed: Set<ConsentPurpose>, position: String? = nil
    ) {
        self.phone = phone
        self.name = name
        self.language = language
        self.agreesToTerms = agreesToTerms
        self.allowed = allowed
        self.position = position
    }
}

/// A form that was checked, as it waits for the proof: sealed, since it names a person.
struct JoinRequest: Sendable, Hashable, Codable {
    var draft: MemberDraft
    /// The version of the terms that they agreed to.
    var terms: String
    /// Each question of the page with what they answered.
    var answers: [Answer]
    /// A word of `LocationEvidence.Grade`: how it was known where they were, if that was asked.
    var evidence: String?
    /// The coarse cell where they were, if they allow that a place of theirs is kept; never a coordinate.
    var cell: String?

    struct Answer: Sendable, Hashable, Codable {
        var purpose: String
        var wording: String
        var isAllowed: Bool
    }

    init(_ form: JoinForm, placement: PlacementRecord, rules: JoinRules) {
        draft = MemberDraft()
        draft.phone = form.phone
        draft.name = form.name
        draft.language = form.language
        draft.homeStore = placement.store?.text
        draft.source = Self.source
        draft.placement = placement.id.text
        terms = rules.terms.version
        answers = rules.consents.map { consent in
            Answer(
                purpose: consent.purpose.rawValue, wording: consent.version,
                isAllowed: form.allowed.contains(consent.purpose))
        }
    }

    /// Notes how it was known where they are, and the cell if they allow it.
    mutating func take(_ whereabouts: JoinService.Whereabouts, allowed: Set<ConsentPurpose>) {
        evidence = whereabouts.grade?.rawValue
        cell = allowed.contains(.location) ? whereabouts.cell?.geohash : nil
    }

    /// What the ledger of consents and the member's record call joining by the page.
    static let source = "join"

    /// By what whoever asks was proved, or will be.
    var proof: JoinRules.Proof { draft.phone == nil ? .wechat : .phone }

    // MARK: - Sealing

    func sealed(for challenge: ChallengeID, _ context: ServiceContext) throws(ServiceError) -> [UInt8] {
        do {
            return try context.keys.vault.seal(
                try JSONText.document(self), nonce: context.surroundings.randomBytes(Vault.nonceByteCount),
                context: Self.binding(challenge))
        } catch {
            throw .keys("a request to join cannot be sealed: \(error)")
        }
    }

    init(
        opening sealed: [UInt8], of challenge: ChallengeID, _ context: ServiceContext
    ) throws(ServiceError) {
        let bytes: [UInt8]
        do {
            bytes = try context.keys.vault.open(sealed, context: Self.binding(challenge))
        } catch {
            throw .keys("a request to join cannot be opened with the keys of this workspace")
        }
        self = try JSONText.reading(
            JoinRequest.self, from: String(decoding: bytes, as: UTF8.self), what: "request to join")
    }

    private static func binding(_ challenge: ChallengeID) -> [UInt8] {
        Array("challenge \(challenge)".utf8)
    }
}
