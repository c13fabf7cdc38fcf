import GRDB
import Store
import Vocabulary

/// Writes members with their identities and what they allow, in the order of the tables' keys.
struct MemberWriting: Sendable {
    private let members: [MemberRecord]
    private let consents: [ConsentRecord]
    private let identityPlaces: [IdentityPlace]
    let home: Home
    /// Whether none of the members may be there: then there is nothing to look for and nothing to free.
    var areNew = false

    /// 5,000 members: a list, and no longer one person.
    static let listCount = 5_000
    /// 256 MB for a list's writer: of an index over millions of digests each group changes most pages, and a page that does
    /// not stay in memory is written and read twice.
    private static let listCacheKilobyteCount = 262_144

    /// Takes members, each of them once and in the order of their ids.
    init(members: [MemberRecord], consents: [ConsentRecord], home: Home) {
        self.members = members
        self.consents = consents
        self.home = home
        // Before the writer's turn, for which others wait.
        identityPlaces = Self.places(of: members)
    }

    /// Whether there are so many that a list is being taken.
    var isList: Bool { members.count >= Self.listCount }

    /// Writes all of it.
    ///
    /// Identities are freed first and taken last: two members may exchange one in one write. They are taken in the order
    /// of their digests, which are spread over the whole of their index: so each of its pages is changed once.
    func write(_ db: Database) throws {
        if isList {
            try db.execute(sql: "PRAGMA cache_size = -\(Self.listCacheKilobyteCount)")
        }
        let arena = BindingArena()
        let statement = HotStatement(
            try db.cachedStatement(sql: areNew ? Self.insert : Self.upsert), arena: arena)
        for member in members { try put(member, statement) }
        if !areNew { try freeIdentities(db, arena) }
        try takeIdentities(HotStatement(try db.cachedStatement(sql: Self.insertIdentity), arena: arena))
        let consenting = HotStatement(try db.cachedStatement(sql: Self.insertConsent), arena: arena)
        for consent in consents { try insert(consent, consenting) }
    }

    private func freeIdentities(_ db: Database, _ arena: BindingArena) throws {
        let free = HotStatement(
            try db.cachedStatement(sql: "DELETE FROM identity WHERE home = ? AND member = ?"), arena: arena)
        for member in members {
            free.bind(home.rawValue)
            free.bind(member.id.text)
            try free.run()
        }
    }

    private func takeIdentities(_ statement: HotStatement) throws {
        for place in identityPlaces {
            let member = members[Int(place.member)]
            let identity = member.identities[Int(place.identity)]
            statement.bind(home.rawValue)
            statement.bind(blob: identity.digest)
            statement.bind(member.id.text)
            statement.bind(identity.kind)
            statement.bind(blob: identity.sealed)
            try statement.run()
        }
    }

    /// Where an identity comes in the order of the digests, which eight bytes of each say well enough.
    private struct IdentityPlace {
        let digest: UInt64
        let member: Int32
        let identity: Int32
    }

    /// The places of all identities, in order.
    private static func places(of members: [MemberRecord]) -> [IdentityPlace] {
        var places: [IdentityPlace] = []
        places.reserveCapacity(members.reduce(0) { $0 + $1.identities.count })
        for (number, member) in members.enumerated() {
            for (index, identity) in member.identities.enumerated() {
                let digest = identity.digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
                places.append(IdentityPlace(digest: digest, member: Int32(number), identity: Int32(index)))
            }
        }
        places.sort { $0.digest < $1.digest }
        return places
    }

    private func put(_ member: MemberRecord, _ statement: HotStatement) throws {
        statement.bind(home.rawValue)
        statement.bind(member.id.text)
        statement.bind(member.joinedOn.daysSince1970)
        statement.bind(member.joinedAt.millisecondsSince1970)
        statement.bind(member.homeStore?.text)
        statement.bind(member.tier)
        statement.bind(member.gender)
        statement.bind(member.language)
        statement.bind(member.marketingConsent)
        statement.bind(member.source)
        statement.bind(member.placement?.text)
        statement.bind(member.cell)
        statement.bind(blob: member.sealedProfile)
        statement.bind(member.updatedAt.millisecondsSince1970)
        statement.bind(member.stateWord)
        statement.bind(member.mergedInto?.text)
        statement.bind(member.birthDay)
        statement.bind(member.identityKinds)
        try statement.run()
    }

    private func insert(_ consent: ConsentRecord, _ statement: HotStatement) throws {
        statement.bind(home.rawValue)
        statement.bind(consent.member.text)
        statement.bind(consent.purpose)
        statement.bind(consent.state)
        statement.bind(consent.source)
        statement.bind(consent.at.millisecondsSince1970)
        statement.bind(consent.wording)
        statement.bind(consent.placement?.text)
        try statement.run()
    }

    private static let insertIdentity =
        "INSERT INTO identity (home, digest, member, kind, sealed) VALUES (?, ?, ?, ?, ?)"

    private static let insertConsent = """
        INSERT INTO consent (home, member, purpose, state, source, at, wording, placement)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """

    private static let insert = """
        INSERT INTO member (home, \(MemberTable.columns), identity_kinds)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    private static let upsert = """
        \(insert)
        \(MemberTable.replacing)
        """
}
