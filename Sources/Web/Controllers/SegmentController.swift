import HTTPTypes
import Hummingbird
import Service
import Store
import Vocabulary

/// Saved segments, and what an expression would come to.
struct SegmentController: Sendable {
    let segments: SegmentService
    let gate: Gate

    func addRoutes(to routes: Routes) {
        let access = Routes.authenticatedStatuses
        routes.add(.get, "/v1/segments", access.union([200, 400])) { try await list($0, $1) }
        routes.add(.post, "/v1/segments/preview", access.union([200, 400, 413, 415])) {
            try await preview($0, $1)
        }
        routes.add(.get, "/v1/segments/{id}", access.union([200, 404])) { try await show($0, $1) }
        routes.add(.put, "/v1/segments/{id}", access.union([200, 400, 404, 409, 413, 415])) {
            try await save($0, $1)
        }
        routes.add(.delete, "/v1/segments/{id}", access.union([204, 400, 404])) { try await remove($0, $1) }
    }

    private func list(_ request: Request, _ context: VerifierContext) async throws -> Response {
        _ = try await gate.admit(.listSegments, request, context)
        let all = try await segments.list().map { SegmentDocument($0) }
        return try request.page("segments", of: all) { $0.id.text }
    }

    private func show(_ request: Request, _ context: VerifierContext) async throws -> Response {
        _ = try await gate.admit(.showSegment, request, context)
        return try .json(SegmentDocument(try await segments.show(try id(request, context))))
    }

    private func save(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.saveSegment, request, context)
        let id = try id(request, context)
        let wanted = try Requests.segment(try await request.jsonBody(context))
        let saved = try await segments.save(
            id, title: wanted.title, expression: wanted.expression, actor: caller.actor)
        return try .json(SegmentDocument(saved))
    }

    private func remove(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.removeSegment, request, context)
        try await segments.remove(try id(request, context), actor: caller.actor)
        return Response(status: .noContent)
    }

    /// Counts members of the caller's stores alone.
    private func preview(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.previewSegment, request, context)
        let wanted = try Requests.preview(try await request.jsonBody(context))
        let expression = try await segments.expression(wanted.expression)
        return try .json(
            try await segments.preview(expression, sampleCount: wanted.sample, scope: caller.scope))
    }

    private func id(_ request: Request, _ context: VerifierContext) throws(ServiceError) -> SegmentID {
        try request.identifier("id", of: "segment", context)
    }
}
