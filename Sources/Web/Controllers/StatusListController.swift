import HTTPTypes
import Hummingbird
import NIOCore
import Payload
import Service
import Vocabulary

/// The signed status lists of batches with signed codes, for tills that work without a network.
struct StatusListController: Sendable {
    let lists: StatusListService
    let gate: Gate

    func addRoutes(to routes: Routes) {
        let statuses = Routes.authenticatedStatuses
        routes.add(.get, "/v1/status-lists", statuses.union([200, 400])) { try await list($0, $1) }
        routes.add(.get, "/v1/status-lists/{batch}", statuses.union([200, 304, 400, 404])) {
            try await show($0, $1)
        }
    }

    /// A Status List Aggregation (draft-ietf-oauth-status-list, section 9.2), page by page.
    private func list(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.listStatusLists, request, context)
        let all = try await lists.addresses(scope: caller.scope).map(\.uri)
        return try request.page("status_lists", of: all) { $0 }
    }

    private func show(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.showStatusList, request, context)
        let batch: BatchID = try request.identifier("batch", of: "status list", context)
        let token = try await lists.token(of: batch, since: try request.baseDigest, scope: caller.scope)
        let tag = "\"\(Digest256(hashing: token.bytes).hex)\""
        // Private: who may see a list depends on the token.
        let cache = "private, max-age=\(StatusListDesk.freshSeconds)"
        return request.answer(token.bytes, type: token.mediaType, cache: cache, tag: tag)
    }
}

extension Request {
    /// The SHA-256 of the list that a till has.
    fileprivate var baseDigest: Digest256? {
        get throws(Problem) {
            guard let text = uri.queryParameters["since"] else { return nil }
            if let bytes = try? Hex.decode(String(text)), let digest = try? Digest256(bytes: bytes) {
                return digest
            }
            throw .invalidInput([
                InputFault(
                    pointer: "?since",
                    detail:
                        "The SHA-256 of a list was expected, 64 hexadecimal digits, not \(text.prefix(80)).")
            ])
        }
    }

    /// Answers bytes, or 304 to whoever has them already (RFC 9110, section 13.1.2).
    ///
    /// - Parameters:
    ///   - bytes: What is answered.
    ///   - type: Their media type.
    ///   - cache: For how long, and who, may keep them.
    ///   - tag: What names these bytes, with its quotation marks; `W/` before it if it names what they mean.
    /// - Returns: The answer.
    func answer(_ bytes: [UInt8], type: String, cache: String, tag: String) -> Response {
        let known = headers[values: .ifNoneMatch].joined(separator: ",").split(separator: ",")
            .map { String($0).replacing("W/", with: "").filter { !$0.isWhitespace } }
        let headers: HTTPFields = [.cacheControl: cache, .eTag: tag]
        guard !known.contains(tag.replacing("W/", with: "")), !known.contains("*") else {
            return Response(status: .notModified, headers: headers)
        }
        var all = headers
        all[.contentType] = type
        return Response(
            status: .ok, headers: all, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
