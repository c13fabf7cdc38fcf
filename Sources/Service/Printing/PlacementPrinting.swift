import Payload
import Store
package import Vocabulary

/// Draws the code of a placement in the brand's look.
package struct PlacementPrinting: Sendable {
    private let context: ServiceContext

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// Draws the symbol that leads to a placement's page.
    ///
    /// - Parameters:
    ///   - id: The placement.
    ///   - order: Format, size and style; its text is not read.
    /// - Returns: The file and its numbers.
    /// - Throws: `ServiceError.notFound`, or as `SymbolPrinting.draw`.
    package func draw(
        _ id: PlacementID, order: SymbolOrder
    ) async throws(ServiceError) -> DrawnSymbol {
        guard let placement = try await stored(await context.store.placement(id)) else {
            throw .notFound(kind: "placement", name: id.text)
        }
        var order = order
        order.text = context.configuration.server.publicHost.placementURL(id.text)
        return try SymbolPrinting.draw(order, title: placement.title)
    }
}
