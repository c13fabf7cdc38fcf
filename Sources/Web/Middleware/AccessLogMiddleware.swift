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
        let nanoseconds = (NIODeadline.now() - start).nanoseconds
        let route = context.endpointPath ?? "none"
        response.headers[.requestID] = context.id
        metrics.countRequest(
            method: Self.knownMethod(request.method), route: route, status: response.status.code,
            nanoseconds: nanoseconds)
        context.logger.info(
            "request",
            metadata: [
                "method": "\(Self.knownMethod(request.method))", "route": "\(route)",
                "status": "\(response.status.code)", "microseconds": "\(nanoseconds / 1_000)",
            ])
        return response
    }

    /// A client may invent methods, but not make a metric of each.
    private static func knownMethod(_ method: HTTPRequest.Method) -> String {
        let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
        return known.contains(method) ? method.rawValue : "OTHER"
    }
}
