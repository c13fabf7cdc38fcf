package import Store
package import Vocabulary

extension PostgresStore: MemberStore {
    package func member(_ id: MemberID, home: Home) async throws(StoreError) -> MemberRecord? {
        try await members(" AND id = $2", [.home(home), .id(id)]).first
    }

    package func members(
        after id: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [MemberRecord] {
        // Every identifier is greater than the empty text.
        try await members(
            " AND id > $2 ORDER BY id LIMIT $3",
            [.home(home), .text(id?.text ?? ""), .integer(max(limit, 0))])
    }

    package func members(
        _ ids: [MemberID], home: Home
    ) async throws(StoreError) -> [MemberID: MemberRecord] {
        let found = try await members(" AND id = ANY($2)", [.home(home), .texts(ids.map(\.text))])
        return Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
    }

    package func lastMember(
        of count: Int, after id: MemberID?, home: Home
    ) async throws(StoreError) -> MemberID? {
        let statement = Statement(
            """
            SELECT id FROM (SELECT id FROM member WHERE home = $1 AND id > $2 ORDER BY id LIMIT $3) AS next
            ORDER BY id DESC LIMIT 1
            """, [.home(home), .text(id?.text ?? ""), .integer(max(count, 0))])
        return try await rows(statement) { found throws(StoreError) in
            try found.map { row throws(StoreError) in try row.id(0) as MemberID }.first
        }
    }

    package func members(
        after id: MemberID?, through last: MemberID, identitiesOf kinds: Set<String>, home: Home
    ) async throws(StoreError) -> [MemberRecord] {
        try await members(
            " AND id > $2 AND id <= $3 ORDER BY id", [.home(home), .text(id?.text ?? ""), .id(last)],
            identitiesOf: kinds)
    }

    package func holders(
        of digests: [[UInt8]], home: Home
    ) async throws(StoreError) -> [[UInt8]: MemberID] {
        let statement = Statement(
            "SELECT digest, member FROM identity WHERE home = $1 AND digest = ANY($2)",
            [.home(home), .byteStrings(digests)])
        return try await rows(statement) { found throws(StoreError) in
            var holders: [[UInt8]: MemberID] = [:]
            for row in found.rows { holders[try row[0]] = try row.id(1) as MemberID }
            return holders
        }
    }

    package func write(
        _ members: [MemberRecord], consents: [ConsentRecord], claims: [ClaimRecord], audit: AuditRecord,
        home: Home
    ) async throws(StoreError) {
        let writing = MemberWriting(members: members.asStored, consents: consents, audit: audit, home: home)
        try await write(writing, claims: claims)
    }

    package func add(
        _ members: [MemberRecord], consents: [ConsentRecord], claims: [ClaimRecord], audit: AuditRecord,
        home: Home
    ) async throws(StoreError) {
        var writing = MemberWriting(members: members.asStored, consents: consents, audit: audit, home: home)
        writing.areNew = true
        try await write(writing, claims: claims)
    }

    private func write(_ writing: MemberWriting, claims: [ClaimRecord]) async throws(StoreError) {
        try await write { connection throws(StoreError) in
            for statement in writing.statements { try connection.query(statement) }
            if !claims.isEmpty { try connection.query(Self.keeping(claims, home: writing.home)) }
        }
    }

    package func consents(of member: MemberID, home: Home) async throws(StoreError) -> [ConsentRecord] {
        let statement = Statement(
            """
            SELECT purpose, state, source, at, wording, placement FROM consent
            WHERE home = $1 AND member = $2 ORDER BY number
            """, [.home(home), .id(member)])
        return try await rows(statement) { found throws(StoreError) in
            try found.map { row throws(StoreError) in
                ConsentRecord(
                    member: member, purpose: try row[0], state: try row[1], source: try row[2],
                    at: try row.instant(3), wording: try row[4], placement: try row.optionalID(5))
            }
        }
    }

    /// The members of a condition on `$2` and on, in its order.
    private func members(
        _ condition: String, _ parameters: [Parameter], identitiesOf kinds: Set<String>? = nil
    ) async throws(StoreError) -> [MemberRecord] {
        try await members(
            of: Statement(
                "SELECT \(MemberTable.columns) FROM member WHERE home = $1" + condition, parameters),
            identitiesOf: kinds, home: parameters[0])
    }

    /// The members whose columns a statement returns, each with its identities as of the same moment.
    func members(
        of statement: Statement, identitiesOf kinds: Set<String>? = nil, home: Parameter
    ) async throws(StoreError) -> [MemberRecord] {
        try await read { connection throws(StoreError) in
            try Self.members(of: statement, identitiesOf: kinds, home: home, connection)
        }
    }

    /// The members whose columns a statement returns, inside a transaction.
    static func members(
        of statement: Statement, identitiesOf kinds: Set<String>? = nil, home: Parameter,
        _ connection: Connection
    ) throws(StoreError) -> [MemberRecord] {
        let found = try connection.query(statement)
        let ids = try found.map { row throws(StoreError) in try row[0] as String }
        let identities = try identities(of: ids, kinds: kinds, home: home, connection)
        return try found.map { row throws(StoreError) in try memberRecord(row, identities) }
    }

    private static func identities(
        of members: [String], kinds: Set<String>?, home: Parameter, _ connection: Connection
    ) throws(StoreError) -> [String: [IdentityRecord]] {
        guard !members.isEmpty, kinds?.isEmpty != true else { return [:] }
        let found = try connection.query(
            """
            SELECT member, kind, digest, sealed FROM identity WHERE home = $1 AND member = ANY($2)
            \(kinds == nil ? "" : "AND kind = ANY($3)") ORDER BY member, kind
            """, [home, .texts(members)] + (kinds.map { [.texts($0.sorted())] } ?? []))
        var identities: [String: [IdentityRecord]] = [:]
        for row in found.rows {
            identities[try row[0], default: []].append(
                IdentityRecord(kind: try row[1], digest: try row[2], sealed: try row[3]))
        }
        return identities
    }

    private static func memberRecord(
        _ row: Row, _ identities: [String: [IdentityRecord]]
    ) throws(StoreError) -> MemberRecord {
        var record = MemberRecord(
            id: try row.id(0), joinedOn: try row.day(1), joinedAt: try row.instant(2),
            homeStore: try row.optionalID(3), tier: try row[4], gender: try row[5], language: try row[6],
            marketingConsent: try row[7], source: try row[8], placement: try row.optionalID(9),
            cell: try row[10], sealedProfile: try row[11], identities: identities[try row[0]] ?? [],
            updatedAt: try row.instant(12))
        try record.setState(try row[13])
        record.mergedInto = try row.optionalID(14)
        record.birthDay = try row[15]
        return record
    }
}
