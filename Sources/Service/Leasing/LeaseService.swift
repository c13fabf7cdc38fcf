package import Store
package import Vocabulary

/// Shows what terminals hold.
package struct LeaseService: Sendable {
    private let context: ServiceContext

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// 10,000 leases: three for each till of three thousand shops.
    package static let maximumCount = 10_000

    /// Returns the leases that hold something, or may, by id.
    ///
    /// - Parameter scope: Leases of other stores' terminals are left out.
    /// - Returns: At most `maximumCount`.
    /// - Throws: `ServiceError.storage`.
    package func list(scope: StoreScope = .every) async throws(ServiceError) -> [OpenLeaseDocument] {
        let now = context.surroundings.now()
        return try await stored(
            await context.store.openLeases(at: now, limit: Self.maximumCount, home: context.home())
        )
        .filter { scope.includes($0.lease.store) }.map(OpenLeaseDocument.init)
    }
}

/// A lease as the office sees it.
package struct OpenLeaseDocument: Sendable, Hashable, Encodable {
    package let lease: LeaseID
    package let terminal: TerminalID
    package let store: StoreID
    /// RFC 3339, UTC.
    package let issuedAt: String
    package let usableUntil: String
    /// Until when nobody else gets what it holds.
    package let heldUntil: String
    package let coupons: Int
    package let uses: Int
    /// How many of them were neither given, as far as is known, nor given back.
    package let held: Int

    init(lease: LeaseRecord, held: Int) {
        (self.lease, terminal, store) = (lease.id, lease.terminal, lease.store)
        issuedAt = lease.issuedAt.rfc3339
        usableUntil = lease.usableUntil.rfc3339
        heldUntil = lease.heldUntil.rfc3339
        (coupons, uses) = (lease.couponCount, lease.useCount)
        self.held = held
    }
}
