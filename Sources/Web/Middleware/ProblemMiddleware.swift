import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Service

/// Turns every error, Hummingbird's own too, into a problem document.
struct ProblemMiddleware: RouterMiddleware {
    let table: RouteTable

    func handle(
        _ request: Request, context: VerifierContext,
        next: @concurrent (Request, VerifierContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            return lost(request)
        } catch {
            return .problem(Problem(caught: error, context.logger))
        }
    }

    /// A path that leads nowhere, or one that takes other methods.
    private func lost(_ request: Request) -> Response {
        let methods = table.methods(of: request.uri.path)
        guard !methods.isEmpty, !methods.contains(request.method) else {
            return .problem(.http(.notFound, detail: "Nothing is here; /openapi.json says what is where."))
        }
        var response = Response.problem(.http(.methodNotAllowed))
        let allowed = methods.contains(.get) ? methods + [.head] : methods
        response.headers[.allow] = allowed.map(\.rawValue).joined(separator: ", ")
        return response
    }
}

extension Problem {
    /// What a client learns of an error; storage trouble and faults of ours are logged in full.
    init(caught error: any Error, _ logger: @autoclosure () -> Logger) {
        switch error {
        case let problem as Problem: self = problem
        case let error as ServiceError:
            self = Problem(error)
            if status >= 500 { logger().error("request failed", metadata: ["error": "\(error)"]) }
        case let error as any HTTPResponseError: self = .http(error.status)
        default:
            logger().error("request failed", metadata: ["error": "\(error)"])
            self = .internalFault
        }
    }
}
