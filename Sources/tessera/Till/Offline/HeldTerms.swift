import OfflineTill
import Payload
import Vocabulary

/// Terms that a till holds, ready to judge by.
struct HeldTerms: Sendable {
    /// As they came, for the file.
    var bytes: [UInt8]
    var terminal: TerminalID
    var store: StoreID
    var keyring: IssuerKeyring
    var lists: [ListName]
    /// The store's local time minus UTC at a moment.
    var offsetSeconds: @Sendable (Instant) -> Int
    /// The terms with what is known of each batch's list.
    var terms: @Sendable ([UInt32: StatusKnowledge]) -> OfflineTerms

    /// A batch's status list.
    struct ListName: Sendable, Hashable {
        /// What signed codes carry of the batch.
        var number: UInt32
        /// What the server calls it.
        var batch: String
        /// What the list names itself.
        var uri: String
    }
}
