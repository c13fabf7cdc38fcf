import HTTPTypes
import Hummingbird
import Service
import Store

/// Reads the codes of a camera's picture for tills whose browser cannot; nothing of it is kept or logged.
struct ReadingController: Sendable {
    let desk: ReadingDesk
    let gate: Gate

    /// The media types of pictures that are read.
    private static let types: Set = ["image/jpeg", "image/png"]

    func addRoutes(to routes: Routes) {
        let statuses = Routes.authenticatedStatuses.union([200, 400, 413, 415])
        routes.add(.post, "/v1/readings", statuses) { try await read($0, $1) }
    }

    private func read(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.readPicture, request, context)
        if let subject = caller.principal.lockoutSubject {
            try Guardrails.take(gate.guardrails.reading, subject.name)
        }
        let type = request.headers[.contentType].map { $0.prefix { $0 != ";" }.trimmingSpaces.lowercased() }
        guard let type, Self.types.contains(type) else {
            throw Problem.http(
                .unsupportedMediaType, detail: "The body must be a picture, image/jpeg or image/png.")
        }
        let picture = try await request.boundedBody(context, atMost: ReadingDesk.maximumByteCount)
        guard let codes = try await desk.codes(in: picture) else { throw Self.busy }
        return try .json(ReadingDocument(codes: codes))
    }

    /// Too many pictures wait.
    private static var busy: Problem {
        var problem = Problem.http(
            .serviceUnavailable, detail: "Too many pictures wait to be read; send the next one.")
        problem.retryAfterSeconds = 1
        return problem
    }
}
