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
    ///   - scope: Entries of other stores are left out; a page may then be short, or empty, and not the last.
    /// - Returns: The entries in their order, and where the next page begins.
    /// - Throws: `ServiceError`.
    package func page(
        after position: LedgerPosition, limit: Int = LedgerPage.maximumCount, scope: StoreScope = .every
    ) async throws(ServiceError) -> LedgerPageDocument {
        // Of a few stores' entries a whole page is read, so that a small limit does not mean many small steps.
        let count = scope == .every ? limit : LedgerPage.maximumCount
        let read = try await stored(await context.store.ledger(after: position, limit: count))
        let entries = Array(read.filter { scope.includes($0.draft.store) }.prefix(limit))
        var documents: [LedgerDocument] = []
        documents.reserveCapacity(entries.count)
        for entry in entries {
            let code = try await names.code(of: entry.draft.coupon, home: entry.draft.home)
            documents.append(LedgerDocument(entry, coupon: code))
        }
        let isCut = entries.count == limit
        var end = position
        for entry in isCut ? entries : read { end.advance(to: entry) }
        return LedgerPageDocument(entries: documents, next: isCut || read.count == count ? end : nil)
    }
}
