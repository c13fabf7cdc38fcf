package import Vocabulary

/// Members, their identities and what they allow.
package protocol MemberStore: Sendable {
    func member(_ id: MemberID, home: Home) async throws(StoreError) -> MemberRecord?

    /// Returns members in the order of their ids, after one of them or from the first, at most `limit`.
    func members(after id: MemberID?, limit: Int, home: Home) async throws(StoreError) -> [MemberRecord]

    /// Returns those of these members that there are.
    func members(_ ids: [MemberID], home: Home) async throws(StoreError) -> [MemberID: MemberRecord]

    /// Who holds an identity, by its digest; digests that nobody holds are left out.
    func holders(of digests: [[UInt8]], home: Home) async throws(StoreError) -> [[UInt8]: MemberID]

    /// Adds or replaces members, and appends consents and one audit entry, in one transaction.
    ///
    /// - Throws: `StoreError.constraint` if another member holds one of the identities; then nothing is written.
    func write(
        _ members: [MemberRecord], consents: [ConsentRecord], audit: AuditRecord, home: Home
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

/// How members are read and written.
package enum MemberPage {
    /// 1,000 members: some hundred kilobytes.
    package static let maximumCount = 1_000
}
