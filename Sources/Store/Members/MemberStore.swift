package import Vocabulary

/// Members, their identities and what they allow.
package protocol MemberStore: Sendable {
    func member(_ id: MemberID, home: Home) async throws(StoreError) -> MemberRecord?

    /// Returns members in the order of their ids, after one of them or from the first, at most `limit`.
    func members(after id: MemberID?, limit: Int, home: Home) async throws(StoreError) -> [MemberRecord]

    /// Returns those of these members that there are.
    func members(_ ids: [MemberID], home: Home) async throws(StoreError) -> [MemberID: MemberRecord]

    /// Returns the last of the next `count` members after one of them or from the first, or `nil` if none follows.
    ///
    /// So that several pages can be read at the same time.
    func lastMember(of count: Int, after id: MemberID?, home: Home) async throws(StoreError) -> MemberID?

    /// Returns the members after one of them or from the first, through another, in the order of their ids.
    ///
    /// - Parameters:
    ///   - id: The last one that is left out; `nil` for none.
    ///   - last: The last one.
    ///   - kinds: Of which identities are wanted, each of which costs a look-up; words of `Membership.Identity`.
    ///   - home: Whose.
    /// - Returns: The members, with identities of these kinds alone.
    /// - Throws: `StoreError`.
    func members(
        after id: MemberID?, through last: MemberID, identitiesOf kinds: Set<String>, home: Home
    ) async throws(StoreError) -> [MemberRecord]

    /// Who holds an identity, by its digest; digests that nobody holds are left out.
    func holders(of digests: [[UInt8]], home: Home) async throws(StoreError) -> [[UInt8]: MemberID]

    /// Adds or replaces members, keeps claims that are not known, and appends consents and one audit entry, in one
    /// transaction.
    ///
    /// - Throws: `StoreError.constraint` if another member holds one of the identities; then nothing is written.
    func write(
        _ members: [MemberRecord], consents: [ConsentRecord], claims: [ClaimRecord], audit: AuditRecord,
        home: Home
    ) async throws(StoreError)

    /// Adds members of whom nobody may be there, keeps claims, and appends consents and one audit entry, in one
    /// transaction.
    ///
    /// - Throws: `StoreError.constraint` if one of them is there, or another member holds one of the identities; then
    ///   nothing is written.
    func add(
        _ members: [MemberRecord], consents: [ConsentRecord], claims: [ClaimRecord], audit: AuditRecord,
        home: Home
    ) async throws(StoreError)

    /// Makes a change, with its audit entry, in one transaction.
    ///
    /// - Returns: `false` if a member is not as it was read any more; then nothing is written.
    /// - Throws: `StoreError.constraint` if another member holds one of the identities; then nothing is written.
    func change(_ change: MemberChange, audit: AuditRecord, home: Home) async throws(StoreError) -> Bool

    /// Every merge that a member was part of, oldest first.
    func merges(of member: MemberID, home: Home) async throws(StoreError) -> [MergeRecord]

    /// Members who became part of one, by id.
    func members(mergedInto member: MemberID, home: Home) async throws(StoreError) -> [MemberRecord]

    /// What a member allowed and withdrew, oldest first.
    func consents(of member: MemberID, home: Home) async throws(StoreError) -> [ConsentRecord]
}

extension MemberStore {
    /// Adds or replaces members of whom nothing is claimed that another has.
    package func write(
        _ members: [MemberRecord], consents: [ConsentRecord], audit: AuditRecord, home: Home
    ) async throws(StoreError) {
        try await write(members, consents: consents, claims: [], audit: audit, home: home)
    }

    package func lastMember(
        of count: Int, after id: MemberID?, home: Home
    ) async throws(StoreError) -> MemberID? {
        try await members(after: id, limit: count, home: home).last?.id
    }

    package func members(
        after id: MemberID?, through last: MemberID, identitiesOf kinds: Set<String>, home: Home
    ) async throws(StoreError) -> [MemberRecord] {
        var found: [MemberRecord] = []
        while true {
            let page = try await members(
                after: found.last?.id ?? id, limit: MemberPage.maximumCount, home: home)
            found += page.prefix { $0.id <= last }
            guard page.count == MemberPage.maximumCount, page.last.map({ $0.id < last }) == true else {
                break
            }
        }
        for place in found.indices { found[place].identities.removeAll { !kinds.contains($0.kind) } }
        return found
    }
}

/// How members are read and written.
package enum MemberPage {
    /// 1,000 members: some hundred kilobytes.
    package static let maximumCount = 1_000
}
