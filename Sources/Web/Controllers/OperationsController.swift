import HTTPTypes
import Hummingbird
import Payload
import Service
import Store
import Templates

/// What machines ask: is it alive, can it write, what did it count, what can it do, by which keys.
struct OperationsController: Sendable {
    let context: ServiceContext
    let registry: MetricsRegistry
    let gate: Gate

    func addRoutes(to routes: Routes) {
        routes.add(.get, "/healthz", [200]) { _, _ in try .json(Status(status: "ok")) }
        routes.add(.get, "/readyz", [200]) { try await ready($0, $1) }
        routes.add(.get, "/metrics", [200]) { _, _ in
            .text(registry.text, type: "text/plain; version=0.0.4; charset=utf-8")
        }
        routes.add(.get, "/openapi.json", [200]) { _, _ in try Self.description() }
        routes.add(.get, "/v1/keys", [200, 304]) { request, context in try keys(request, context) }
    }

    private struct Status: Encodable {
        let status: String
    }

    /// Commits an empty write: a full or read-only disk is found before a till finds it.
    private func ready(_ request: Request, _ context: VerifierContext) async throws -> Response {
        try limit(request, context)
        try await stored(await self.context.store.checkWritable())
        return try .json(Status(status: "ready"))
    }

    private func keys(_ request: Request, _ context: VerifierContext) throws -> Response {
        try limit(request, context)
        let keys = self.context.keys
        let all = keys.keyring.keys.map { KeyDocument($0, of: keys) }
        let bytes = try JSONText.document(
            ListDocument(name: "keys", all: all, id: { String($0.id) }, after: nil, limit: all.count))
        return request.answer(
            bytes, type: "application/json", cache: "public, max-age=\(Self.keysSeconds)",
            tag: "\"\(Digest256(hashing: bytes).hex)\"")
    }

    /// Five minutes: so soon a new key is known everywhere.
    private static let keysSeconds = 300

    private func limit(_ request: Request, _ context: VerifierContext) throws {
        let address = request.clientAddress(context, trustedProxyCount: gate.trustedProxyCount)
        try Guardrails.take(gate.guardrails.page, NetworkName.of(address))
    }

    private static func description() throws -> Response {
        guard let text = TemplateLibrary.embedded("openapi.json") else { throw Problem.internalFault }
        return .text(text, type: "application/json", cache: "public, max-age=300")
    }
}
