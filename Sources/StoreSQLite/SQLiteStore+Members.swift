import Foundation
import GRDB
package import Store
package import Vocabulary

extension SQLiteStore: MemberStore {
    package func member(_ id: MemberID, home: Home) async throws(StoreError) -> MemberRecord? {
        try await read { db in try Self.member(id, home: home, db) }
    }

    package func members(
        after id: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [MemberRecord] {
        try await read { db in
            // Every identifier is greater than the empty text.
            try Row.fetchAll(
                db, sql: Self.memberSelection + " WHERE home = ? AND id > ? ORDER BY id LIMIT ?",
                arguments: [home.rawValue, id?.text ?? "", max(limit, 0)]
            ).map { try Self.memberRecord($0, home: home, db) }
        }
    }

    package func members(
        _ ids: [MemberID], home: Home
    ) async throws(StoreError) -> [MemberID: MemberRecord] {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: Self.memberSelection + " WHERE home = ? AND id = ?")
            var members: [MemberID: MemberRecord] = [:]
            for id in ids {
                let row = try Row.fetchOne(statement, arguments: [home.rawValue, id.text])
                members[id] = try row.map { try Self.memberRecord($0, home: home, db) }
            }
            return members
        }
    }

    package func holders(
        of digests: [[UInt8]], home: Home
    ) async throws(StoreError) -> [[UInt8]: MemberID] {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT member FROM identity WHERE home = ? AND digest = ?")
            var holders: [[UInt8]: MemberID] = [:]
            for digest in digests {
                let holder = try String.fetchOne(statement, arguments: [home.rawValue, Data(digest)])
                holders[digest] = holder.map(MemberID.init(unchecked:))
            }
            return holders
        }
    }

    package func write(
        _ members: [MemberRecord], consents: [ConsentRecord], audit: AuditRecord, home: Home
    ) async throws(StoreError) {
        let members = members.asStored
        try await write { db in
            try Self.write(members, consents: consents, home: home, db)
            try Self.insert(audit, db)
        }
    }

    package func consents(of member: MemberID, home: Home) async throws(StoreError) -> [ConsentRecord] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT purpose, state, source, at FROM consent
                    WHERE home = ? AND member = ? ORDER BY number
                    """, arguments: [home.rawValue, member.text]
            ).map { row in
                ConsentRecord(
                    member: member, purpose: row[0], state: row[1], source: row[2],
                    at: Instant(millisecondsSince1970: row[3]))
            }
        }
    }
}

extension SQLiteStore {
    /// Writes members, each once, with what they allow.
    static func write(
        _ members: [MemberRecord], consents: [ConsentRecord], home: Home, _ db: Database
    ) throws {
        for member in members { try replace(member, home: home, db) }
        // Only after all are free: two members may exchange an identity in one write.
        for member in members {
            for identity in member.identities { try insert(identity, of: member.id, home: home, db) }
        }
        for consent in consents { try insert(consent, home: home, db) }
    }

    /// Reads a member inside a transaction.
    static func member(_ id: MemberID, home: Home, _ db: Database) throws -> MemberRecord? {
        let row = try Row.fetchOne(
            db, sql: memberSelection + " WHERE home = ? AND id = ?", arguments: [home.rawValue, id.text])
        return try row.map { try memberRecord($0, home: home, db) }
    }

    static let memberColumns = """
        id, joined_on, joined_at, home_store, tier, gender, language, marketing_consent, source, placement, cell,
            sealed_profile, updated_at, state, merged_into
        """

    static let memberSelection = "SELECT \(memberColumns) FROM member"

    static func memberRecord(_ row: Row, home: Home, _ db: Database) throws -> MemberRecord {
        let statement = try db.cachedStatement(
            sql: "SELECT kind, digest, sealed FROM identity WHERE home = ? AND member = ? ORDER BY kind")
        let id: String = row[0]
        let identities = try Row.fetchAll(statement, arguments: [home.rawValue, id]).map { row in
            IdentityRecord(
                kind: row[0], digest: LedgerColumns.bytes(row[1]), sealed: LedgerColumns.bytes(row[2]))
        }
        var record = MemberRecord(
            id: MemberID(unchecked: id), joinedOn: CalendarDate(daysSince1970: row[1]),
            joinedAt: Instant(millisecondsSince1970: row[2]),
            homeStore: (row[3] as String?).map(StoreID.init(unchecked:)), tier: row[4], gender: row[5],
            language: row[6], marketingConsent: row[7], source: row[8],
            placement: (row[9] as String?).map(PlacementID.init(unchecked:)), cell: row[10],
            sealedProfile: LedgerColumns.bytes(row[11]), identities: identities,
            updatedAt: Instant(millisecondsSince1970: row[12]))
        try record.setState(row[13])
        record.mergedInto = (row[14] as String?).map(MemberID.init(unchecked:))
        return record
    }

    /// Writes the member and frees the identities that it had.
    private static func replace(_ member: MemberRecord, home: Home, _ db: Database) throws {
        let upsert = try db.cachedStatement(
            sql: """
                INSERT INTO member (home, \(memberColumns), identity_kinds)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (home, id) DO UPDATE SET joined_on = excluded.joined_on, joined_at = excluded.joined_at,
                    home_store = excluded.home_store, tier = excluded.tier, gender = excluded.gender,
                    language = excluded.language, marketing_consent = excluded.marketing_consent,
                    source = excluded.source, placement = excluded.placement, cell = excluded.cell,
                    sealed_profile = excluded.sealed_profile, updated_at = excluded.updated_at,
                    state = excluded.state, merged_into = excluded.merged_into, identity_kinds = excluded.identity_kinds
                """)
        try upsert.execute(arguments: [
            home.rawValue, member.id.text, member.joinedOn.daysSince1970,
            member.joinedAt.millisecondsSince1970, member.homeStore?.text, member.tier,
            member.gender, member.language, member.marketingConsent, member.source, member.placement?.text,
            member.cell, Data(member.sealedProfile), member.updatedAt.millisecondsSince1970, member.stateWord,
            member.mergedInto?.text, member.identityKinds,
        ])
        let free = try db.cachedStatement(sql: "DELETE FROM identity WHERE home = ? AND member = ?")
        try free.execute(arguments: [home.rawValue, member.id.text])
    }

    private static func insert(
        _ identity: IdentityRecord, of member: MemberID, home: Home, _ db: Database
    ) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT INTO identity (home, digest, member, kind, sealed) VALUES (?, ?, ?, ?, ?)")
        try statement.execute(arguments: [
            home.rawValue, Data(identity.digest), member.text, identity.kind, Data(identity.sealed),
        ])
    }

    private static func insert(_ consent: ConsentRecord, home: Home, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT INTO consent (home, member, purpose, state, source, at) VALUES (?, ?, ?, ?, ?, ?)")
        try statement.execute(arguments: [
            home.rawValue, consent.member.text, consent.purpose, consent.state, consent.source,
            consent.at.millisecondsSince1970,
        ])
    }
}
