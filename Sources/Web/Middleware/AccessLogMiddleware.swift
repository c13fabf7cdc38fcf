import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Names, counts and logs every request, by its route and never by its path: paths hold codes.
struct AccessLogMiddleware: RouterMiddleware {
    let metrics: VerifierMetrics

    func handle(
        _ request: Request, context: VerifierContext,
        next: @concurrent (Request, VerifierContext) async throws -> Response
    ) async throws -> Response {
        let start = NIODeadline.now()
        var response = try await next(request, context)
        response.headers[.requestID] = context.id
        RequestLog(metrics: metrics).record(
            Self.knownMethod(request.method), context.endpointPath ?? "none", status: response.status.code,
            since: start, context.logger)
        return response
    }

    /// A client may invent methods, but not make a metric of each.
    private static func knownMethod(_ method: HTTPRequest.Method) -> String {
        let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
        return known.contains(method) ? method.rawValue : "OTHER"
    }
}

/// Counts and logs a request, whichever way it came.
struct RequestLog: Sendable {
    let metrics: VerifierMetrics

    /// - Parameters:
    ///   - method: The method, if it is a known one.
    ///   - route: The route, never the path.
    ///   - status: What was answered.
    ///   - start: When the request came.
    ///   - logger: Where it is logged, with the request's id.
    func record(_ method: String, _ route: String, status: Int, since start: NIODeadline, _ logger: Logger) {
        let nanoseconds = (NIODeadline.now() - start).nanoseconds
        metrics.countRequest(method: method, route: route, status: status, nanoseconds: nanoseconds)
        logger.info(
            "request",
            metadata: [
                "method": "\(method)", "route": "\(route)", "status": "\(status)",
                "microseconds": "\(nanoseconds / 1_000)",
            ])
    }
}
