import Store
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
    ///   - sequence: The entry that comes before the page; 0 for the first page.
    ///   - limit: How many entries at most, 1 to `LedgerPage.maximumCount`.
    /// - Returns: The entries in their order, and where the next page begins.
    /// - Throws: `ServiceError`.
    package func page(
        after sequence: Int64, limit: Int = LedgerPage.maximumCount
    ) async throws(ServiceError) -> LedgerPageDocument {
        let entries = try await stored(await context.store.ledger(after: sequence, limit: limit))
        var documents: [LedgerDocument] = []
        documents.reserveCapacity(entries.count)
        for entry in entries {
            let code = try await names.code(of: entry.draft.coupon, home: entry.draft.home)
            documents.append(LedgerDocument(entry, coupon: code))
        }
        return LedgerPageDocument(
            entries: documents, next: entries.count == limit ? entries.last?.sequence : nil)
    }
}
