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
        response.headers[.requestID] = context.id
        let instruments = requests.instruments(request.method, context.endpointPath)
        RequestLog(instruments: instruments).record(
            status: response.status.code, since: start, context.logger)
        return response
    }
}

/// Counts and logs the requests of a route, whichever way they come.
struct RequestLog: Sendable {
    let instruments: RouteInstruments

    /// - Parameters:
    ///   - status: What was answered.
    ///   - start: When the request came.
    ///   - logger: Where it is logged, with the request's id.
    func record(status: Int, since start: NIODeadline, _ logger: Logger) {
        let nanoseconds = (NIODeadline.now() - start).nanoseconds
        instruments.record(status: status, nanoseconds: nanoseconds)
        // None of these comes from the client.
        logger.info(
            "request",
            metadata: [
                "method": "\(instruments.method)", "route": "\(instruments.route)",
                "status": .stringConvertible(status),
                "duration_ms": .stringConvertible(Double(nanoseconds / 1_000) / 1_000),
            ])
    }
}
