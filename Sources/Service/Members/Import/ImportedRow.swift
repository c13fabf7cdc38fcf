import Membership
import Payload
import Store
import Vocabulary

/// A row of a list on its way into the store.
struct ImportedRow: Sendable {
    let listed: ListedRow
    /// The row's identities with the hashes under which the store finds them.
    let identities: [(identity: Identity, digest: [UInt8])]
}

/// A row of which it is known what it changes.
struct JudgedRow: Sendable {
    let outcome: RowOutcome
    let existing: OpenMember?
    let stored: SealedMember?
    /// What the store will keep; `nil` if nothing changes.
    let sealed: SealedMember?
    /// The identities that the row says are the member's, and that somebody else has or claims.
    let claims: [ClaimRecord]
}

/// What the store knows of the members and identities of some rows.
struct KnownMembers: Sendable {
    var members: [MemberID: SealedMember] = [:]
    var owners: [Identity: MemberID] = [:]

    /// Returns what the store has of a row's subject.
    func member(_ subject: RowSubject?) -> SealedMember? {
        switch subject {
        case nil: nil
        case .member(let id): members[id]
        case .holder(let identity): owners[identity].flatMap { members[$0] }
        }
    }
}
