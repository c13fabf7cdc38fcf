package import Store
import Vocabulary

/// Reads the register.
package struct LedgerService: Sendable {
    private let context: ServiceContext
    private let names: CouponNames

    package init(_ context: ServiceContext) {
        self.context = context
        names = CouponNames(context)
    }

    /// Returns a page of the register.
    ///
    /// - Parameters:
    ///   - position: How far the reader has come.
    ///   - limit: How many entries at most, 1 to `LedgerPage.maximumCount`.
    /// - Returns: The entries in their order, and where the next page begins.
    /// - Throws: `ServiceError`.
    package func page(
        after position: LedgerPosition, limit: Int = LedgerPage.maximumCount
    ) async throws(ServiceError) -> LedgerPageDocument {
        let entries = try await stored(await context.store.ledger(after: position, limit: limit))
        var documents: [LedgerDocument] = []
        documents.reserveCapacity(entries.count)
        for entry in entries {
            let code = try await names.code(of: entry.draft.coupon, home: entry.draft.home)
            documents.append(LedgerDocument(entry, coupon: code))
        }
        var end = position
        for entry in entries { end.advance(to: entry) }
        return LedgerPageDocument(entries: documents, next: entries.count == limit ? end : nil)
    }
}
