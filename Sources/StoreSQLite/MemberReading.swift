import GRDB
import Store
import Vocabulary

/// Reads members with their identities: one statement for all members, and one for all identities.
struct MemberReading {
    private let db: Database
    private let home: Home
    private let arena = BindingArena()
    /// `nil` reads all kinds.
    private let kinds: Set<String>?

    init(_ db: Database, home: Home, kinds: Set<String>? = nil) {
        self.db = db
        self.home = home
        self.kinds = kinds
    }

    /// Returns the members of a condition, in its order.
    ///
    /// - Parameters:
    ///   - condition: What stands after `WHERE home = ?`.
    ///   - bind: Binds the condition's parameters.
    /// - Returns: The members.
    /// - Throws: What SQLite reports.
    func members(_ condition: String, bind: (HotStatement) -> Void) throws -> [MemberRecord] {
        let statement = try statement(
            "SELECT \(MemberTable.columns) FROM member WHERE home = ?" + condition)
        statement.bind(home.rawValue)
        bind(statement)
        var members: [MemberRecord] = []
        try statement.each { row throws(StoreError) in members.append(try Self.member(row)) }
        try addIdentities(to: &members)
        return members
    }

    /// Returns a member, or `nil` if there is none of this id.
    func member(_ id: MemberID) throws -> MemberRecord? {
        try members(" AND id = ?") { $0.bind(id.text) }.first
    }

    /// Returns the members whose columns a statement selects, each with all its identities.
    ///
    /// For members who lie far apart: their identities are looked up one by one.
    ///
    /// - Parameters:
    ///   - sql: A statement over `MemberTable.columns`.
    ///   - bind: Binds its parameters.
    /// - Returns: The members in the statement's order.
    /// - Throws: What SQLite reports.
    func scattered(_ sql: String, bind: (HotStatement) -> Void) throws -> [MemberRecord] {
        // Not kept: expressions are without number, and statements are kept by their text.
        let statement = HotStatement(try db.makeStatement(sql: sql), arena: arena)
        bind(statement)
        var members: [MemberRecord] = []
        try statement.each { row throws(StoreError) in members.append(try Self.member(row)) }
        for place in members.indices { members[place].identities = try identities(of: members[place].id) }
        return members
    }

    private func identities(of member: MemberID) throws -> [IdentityRecord] {
        let statement = try statement(
            "SELECT kind, digest, sealed FROM identity WHERE home = ? AND member = ? ORDER BY kind")
        statement.bind(home.rawValue)
        statement.bind(member.text)
        var identities: [IdentityRecord] = []
        try statement.each { row in
            identities.append(IdentityRecord(kind: row.text(0), digest: row.bytes(1), sealed: row.bytes(2)))
        }
        return identities
    }

    private static func member(_ row: HotRow) throws(StoreError) -> MemberRecord {
        var record = MemberRecord(
            id: MemberID(unchecked: row.text(0)),
            joinedOn: CalendarDate(daysSince1970: Int32(truncatingIfNeeded: row.integer(1))),
            joinedAt: Instant(millisecondsSince1970: row.integer(2)),
            homeStore: row.optionalText(3).map(StoreID.init(unchecked:)), tier: row.text(4),
            gender: row.optionalText(5), language: row.text(6), marketingConsent: row.text(7),
            source: row.text(8), placement: row.optionalText(9).map(PlacementID.init(unchecked:)),
            cell: row.optionalText(10), sealedProfile: row.bytes(11), identities: [],
            updatedAt: Instant(millisecondsSince1970: row.integer(12)))
        try record.setState(row.text(13))
        record.mergedInto = row.optionalText(14).map(MemberID.init(unchecked:))
        record.birthDay = row.optionalInteger(15).map { Int($0) }
        return record
    }

    /// Gives members, who are in the order of their ids, their identities, in the order of kinds.
    ///
    /// Identities lie beside their members' others, so those of neighbours are read from end to end.
    private func addIdentities(to members: inout [MemberRecord]) throws {
        guard let first = members.first?.id.text, let last = members.last?.id.text, kinds?.isEmpty != true
        else { return }
        let wanted = (kinds ?? []).sorted()
        let marks = wanted.map { _ in "?" }.joined(separator: ", ")
        let statement = try statement(
            """
            SELECT member, kind, digest, sealed FROM identity
            WHERE home = ? AND member BETWEEN ? AND ?\(wanted.isEmpty ? "" : " AND +kind IN (\(marks))")
            ORDER BY member, kind
            """)
        statement.bind(home.rawValue)
        for text in [first, last] + wanted { statement.bind(text) }
        var place = 0
        try statement.each { row in
            let member = row.text(0)
            while place < members.count, members[place].id.text != member { place += 1 }
            guard place < members.count else { return }
            members[place].identities.append(
                IdentityRecord(kind: row.text(1), digest: row.bytes(2), sealed: row.bytes(3)))
        }
    }

    private func statement(_ sql: String) throws -> HotStatement {
        HotStatement(try db.cachedStatement(sql: sql), arena: arena)
    }
}
