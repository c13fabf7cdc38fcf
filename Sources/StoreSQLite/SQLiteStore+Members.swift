import GRDB
package import Store
package import Vocabulary

extension SQLiteStore: MemberStore {
    package func member(_ id: MemberID, home: Home) async throws(StoreError) -> MemberRecord? {
        try await read { db in try MemberReading(db, home: home).member(id) }
    }

    package func members(
        _ ids: [MemberID], home: Home
    ) async throws(StoreError) -> [MemberID: MemberRecord] {
        try await read { db in
            let known = HotStatement(
                try db.cachedStatement(sql: "SELECT 1 FROM member WHERE home = ? AND id = ?"),
                arena: BindingArena())
            let reading = MemberReading(db, home: home)
            var members: [MemberID: MemberRecord] = [:]
            for id in ids.sorted() {
                known.bind(home.rawValue)
                known.bind(id.text)
                // Of a new list there are none, and asking is all that it costs.
                guard try known.first({ _ in true }) != nil else { continue }
                members[id] = try reading.member(id)
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
        _ members: [MemberRecord], consents: [ConsentRecord], claims: [ClaimRecord], audit: AuditRecord,
        home: Home
    ) async throws(StoreError) {
        let writing = MemberWriting(members: members.asStored, consents: consents, home: home)
        try await write(writing, claims: claims, audit: audit)
    }

    package func add(
        _ members: [MemberRecord], consents: [ConsentRecord], claims: [ClaimRecord], audit: AuditRecord,
        home: Home
    ) async throws(StoreError) {
        var writing = MemberWriting(members: members.asStored, consents: consents, home: home)
        writing.areNew = true
        try await write(writing, claims: claims, audit: audit)
    }

    private func write(
        _ writing: MemberWriting, claims: [ClaimRecord], audit: AuditRecord
    ) async throws(StoreError) {
        // A list's identities refer to members of the same write, so looking up millions of them finds what is known.
        try await write(areReferencesChecked: !writing.isList) { db in
            try writing.write(db)
            try Self.keep(claims, home: writing.home, db)
            try Self.insert(audit, db)
        }
    }

    package func consents(of member: MemberID, home: Home) async throws(StoreError) -> [ConsentRecord] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT purpose, state, source, at, wording, placement FROM consent
                    WHERE home = ? AND member = ? ORDER BY number
                    """, arguments: [home.rawValue, member.text]
            ).map { row in
                ConsentRecord(
                    member: member, purpose: row[0], state: row[1], source: row[2],
                    at: Instant(millisecondsSince1970: row[3]), wording: row[4],
                    placement: (row[5] as String?).map(PlacementID.init(unchecked:)))
            }
        }
    }
}
