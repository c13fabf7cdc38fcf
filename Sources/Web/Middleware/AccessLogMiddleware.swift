import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Names, counts and logs every request, by its route and never by its path: paths hold codes.
struct AccessLogMiddleware: RouterMiddleware {
    let requests: RequestMetrics

    func handle(
        _ request: Request, context: VerifierContext,
        next: @concurrent (Request, VerifierContext) async throws -> Response
    ) async throws -> Response {
        let start = NIODeadline.now()
        requests.inFlight.add(1)
        defer { requests.inFlight.add(-1) }
        var response = try await next(request, context)
        let nanoseconds = (NIODeadline.now() - start).nanoseconds
        response.headers[.requestID] = context.id
        let instruments = requests.instruments(request.method, context.endpointPath)
        instruments.record(status: response.status.code, nanoseconds: nanoseconds)
        // None of these comes from the client.
        context.logger.info(
            "request",
            metadata: [
                "method": "\(instruments.method)", "route": "\(instruments.route)",
                "status": .stringConvertible(response.status.code),
                "duration_ms": .stringConvertible(Double(nanoseconds / 1_000) / 1_000),
            ])
        return response
    }
}
