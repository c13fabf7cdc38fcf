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
            let known = HotStatement(
                try db.cachedStatement(sql: "SELECT 1 FROM member WHERE home = ? AND id = ?"),
                arena: BindingArena())
            let statement = try db.cachedStatement(
                sql: Self.memberSelection + " WHERE home = ? AND id = ?")
            var members: [MemberID: MemberRecord] = [:]
            for id in ids.sorted() {
                known.bind(home.rawValue)
                known.bind(id.text)
                // Of a new list there are none, and asking is all that it costs.
                guard try known.first({ _ in true }) != nil else { continue }
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
            let statement = HotStatement(
                try db.cachedStatement(sql: "SELECT member FROM identity WHERE home = ? AND digest = ?"),
                arena: BindingArena())
            var holders: [[UInt8]: MemberID] = [:]
            // In the order of the index, so that neighbours are on a page that was just read.
            for digest in digests.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
                statement.bind(home.rawValue)
                statement.bind(blob: digest)
                let holder = try statement.first { $0.text(0) }
                if let holder { holders[digest] = MemberID(unchecked: holder) }
            }
            return holders
        }
    }

    package func write(
        _ members: [MemberRecord], consents: [ConsentRecord], audit: AuditRecord, home: Home
    ) async throws(StoreError) {
        let writing = MemberWriting(members: members.asStored, consents: consents, home: home)
        try await write { db in
            try writing.write(db)
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
}
