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
        } catch let problem as Problem {
            return .problem(problem)
        } catch let error as ServiceError {
            return response(to: error, context)
        } catch let error as HTTPError where error.status == .notFound {
            return lost(request)
        } catch let error as any HTTPResponseError {
            return .problem(.http(error.status))
        } catch {
            context.logger.error("request failed", metadata: ["error": "\(error)"])
            return .problem(.internalFault)
        }
    }

    /// Storage trouble and faults of ours are logged in full; the client learns what it can use.
    private func response(to error: ServiceError, _ context: VerifierContext) -> Response {
        let problem = Problem(error)
        if problem.status >= 500 {
            context.logger.error("request failed", metadata: ["error": "\(error)"])
        }
        return .problem(problem)
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
