/// Trouble with storage; a refusal is never one of these.
///
/// After any of them nothing was written, except `unknown`: then the same request with the same key tells.
package enum StoreError: Error, Sendable, Hashable {
    /// Other writers kept the database busy, or more requests wait than the queue takes; try again.
    case busy(String)
    /// The disk or the quota is full.
    case full(String)
    /// The database, its folder or its file system does not take writes.
    case readOnly(String)
    /// It cannot be opened or reached.
    case unreachable(String)
    /// A constraint of the schema was hit: a fault of ours, or a hand in the database.
    case constraint(String)
    /// What is stored cannot be what was written.
    case corrupt(String)
    /// It is of a newer version of Tessera than this one.
    case newerSchema(found: String)
    /// The commit may or may not have happened.
    case unknown(String)
}
