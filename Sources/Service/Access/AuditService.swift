package import Store

/// Reads the audit log.
package struct AuditService: Sendable {
    private let context: ServiceContext

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// Returns a page of the log, oldest entry first.
    ///
    /// - Parameters:
    ///   - number: The entry that comes before the page, 0 for the first page; `nil` for the newest entries.
    ///   - limit: How many entries at most, 1 to `AuditPage.maximumCount`.
    ///   - scope: Entries that concern other stores, or none, are left out.
    /// - Returns: The entries in their order, and where the next page begins.
    /// - Throws: `ServiceError`.
    package func page(
        after number: Int64?, limit: Int = AuditPage.maximumCount, scope: StoreScope = .every
    ) async throws(ServiceError) -> AuditPageDocument {
        let entries = try await stored(
            await context.store.auditPage(after: number, limit: limit, scope: scope))
        return AuditPageDocument(
            entries: entries.map(AuditDocument.init),
            next: number != nil && entries.count == limit ? entries.last?.number : nil)
    }
}
