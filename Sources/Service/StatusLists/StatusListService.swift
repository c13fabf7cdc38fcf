package import Payload
import Promotion
package import Store
package import Vocabulary

/// The signed status lists of batches with signed codes, for tills that judge coupons without a network.
package struct StatusListService: Sendable {
    private let context: ServiceContext
    private let desk: StatusListDesk

    package init(_ context: ServiceContext) {
        self.context = context
        desk = StatusListDesk(context)
    }

    /// Returns the addresses of the lists that somebody may see, by batch.
    ///
    /// - Parameter scope: Batches whose offers are good in none of these stores are left out.
    /// - Returns: Each batch with signed codes, and where its list is fetched.
    /// - Throws: `ServiceError.storage`.
    package func addresses(
        scope: StoreScope = .every
    ) async throws(ServiceError) -> [(batch: BatchID, uri: String)] {
        let batches = try await stored(await context.store.batches())
        let campaigns = try await stored(await context.store.campaigns())
        var stores: [OfferID: Conditions.StoreScope] = [:]
        for offer in campaigns.flatMap(\.campaign.offers) { stores[offer.id] = offer.conditions.stores }
        return batches.filter { $0.profile == .signed && scope.overlaps(stores[$0.offer]) }
            .sorted { $0.id < $1.id }.map { ($0.id, uri(of: $0.id)) }
    }

    /// Returns the list of a batch, or what changed since a list if that is shorter.
    ///
    /// - Parameters:
    ///   - id: The batch.
    ///   - base: The SHA-256 of the list that the till has; `nil` for none.
    ///   - scope: A batch whose offer is good in none of these stores is as good as none.
    /// - Returns: The signed token.
    /// - Throws: `ServiceError.notFound` if there is no such batch, or none with signed codes.
    package func token(
        of id: BatchID, since base: Digest256? = nil, scope: StoreScope = .every
    ) async throws(ServiceError) -> StatusListToken {
        guard let batch = try await stored(await context.store.batch(id)), batch.profile == .signed,
            let offer = try await stored(await context.store.offer(batch.offer)),
            scope.overlaps(offer.offer.conditions.stores)
        else { throw .notFound(kind: "status list", name: id.text) }
        return try await desk.token(of: batch, offer, uri: uri(of: id), since: base)
    }

    /// Where the list of a batch is fetched, which is what names it.
    package func uri(of batch: BatchID) -> String {
        context.configuration.server.publicHost.origin + "/v1/status-lists/" + batch.text
    }
}

extension StoreScope {
    /// Whether an offer is good in one of the stores; an offer that is gone is good in none.
    fileprivate func overlaps(_ stores: Conditions.StoreScope?) -> Bool {
        guard let stores else { return false }
        return switch self {
        case .every: true
        case .only(let own): own.contains(where: stores.includes)
        }
    }
}
