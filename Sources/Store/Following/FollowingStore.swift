import Promotion
package import Vocabulary

/// Readers of the register that do something for what they read, and how far each has come.
package protocol FollowingStore: Sendable {
    /// How far a reader has come; the start for one that never read.
    func position(of reader: ReaderName) async throws(StoreError) -> LedgerPosition

    /// Carries out what follows from entries of the register and moves their reader on, in one transaction.
    ///
    /// - Parameters:
    ///   - step: The requests, and from where to where the reader came with them.
    ///   - home: The shard of the requests.
    /// - Returns: The replies in the order of the requests, once they are on disk; `nil` if another process has moved the
    ///   reader meanwhile, and then nothing was written.
    /// - Throws: `StoreError`; then nothing was written, or the error is `unknown`, and the same requests again tell.
    func follow(_ step: FollowStep, home: Home) async throws(StoreError) -> [UnitReply]?

    /// The redemptions on a receipt, oldest first, at most `TillReceipt.maximumCount`.
    func redemptions(on receipt: TillReceipt, home: Home) async throws(StoreError) -> [LedgerEntry]
}

/// A till's receipt, which joins the redemptions of one purchase.
package struct TillReceipt: Sendable, Hashable {
    package let store: StoreID
    /// Numbers come again on other days.
    package let day: CalendarDate
    package let number: String

    /// 100 redemptions: more are a till that gives every purchase one number.
    package static let maximumCount = 100

    /// The receipt of a redemption; `nil` if the till named none.
    package init?(of draft: LedgerDraft) {
        guard let number = draft.purchase else { return nil }
        (store, day, self.number) = (draft.store, draft.moment.date, number)
    }
}

/// Who reads; raw values are stored, so never rename one.
package enum ReaderName: String, Sendable, Hashable, CaseIterable {
    /// Gives points for redemptions.
    case points
}

/// What one transaction of a reader writes.
package struct FollowStep: Sendable, Hashable {
    package let reader: ReaderName
    /// Where the reader must still be.
    package let start: LedgerPosition
    package let end: LedgerPosition
    package let requests: [UnitRequest]
    package let at: Instant

    package init(
        reader: ReaderName, start: LedgerPosition, end: LedgerPosition, requests: [UnitRequest], at: Instant
    ) {
        self.reader = reader
        self.start = start
        self.end = end
        self.requests = requests
        self.at = at
    }
}

extension LedgerPosition {
    /// Reads a stored position.
    ///
    /// - Throws: `StoreError.corrupt` for a text that is none.
    package init(column text: String) throws(StoreError) {
        guard let position = LedgerPosition(parsing: text) else {
            throw .corrupt("a reader of the ledger is at \(text.prefix(40)), which is no place in it")
        }
        self = position
    }
}
