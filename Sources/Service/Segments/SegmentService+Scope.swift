import Membership
package import Store
import Vocabulary

extension SegmentService {
    /// Returns whom a text selects of those whose home is one of some stores.
    ///
    /// - Parameters:
    ///   - text: An expression, or the id of a saved segment; `nil` for everybody.
    ///   - scope: The stores.
    ///   - pointer: What to call the text where it is wrong.
    /// - Returns: What the store can be asked, or `nil` for everybody of every store.
    /// - Throws: As `selection(of:pointer:)`.
    package func selection(
        of text: String?, scope: StoreScope, pointer: String
    ) async throws(ServiceError) -> MemberSelection? {
        guard let text else {
            guard case .only = scope else { return nil }
            return MemberSelection(.everyone, today: today, home: context.home()).narrowed(to: scope)
        }
        return try await selection(of: try await expression(text), pointer: pointer).narrowed(to: scope)
    }

    /// Returns the expression of a saved segment if the text is its id, else the text.
    package func expression(_ text: String) async throws(ServiceError) -> String {
        guard let id = try? SegmentID(parsing: text) else { return text }
        return try await list().first { $0.id == id }?.expression ?? text
    }
}

extension MemberSelection {
    /// The same selection, of members alone whose home is one of some stores.
    func narrowed(to scope: StoreScope) -> MemberSelection {
        guard let stores = scope.stores else { return self }
        var narrowed = self
        narrowed.rule = .all([.test(.attribute(.homeStore, .oneOf(Set(stores.map(\.text))))), rule])
        return narrowed
    }
}
