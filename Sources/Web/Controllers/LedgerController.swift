import HTTPTypes
import Hummingbird
import NIOCore
import Service
import Store

/// The register, as a stream of JSON lines or page by page.
struct LedgerController: Sendable {
    let ledger: LedgerService
    let gate: Gate

    func addRoutes(to routes: Routes) {
        routes.add(.get, "/v1/ledger", Routes.authenticatedStatuses.union([200, 400])) {
            try await read($0, $1)
        }
    }

    private func read(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.readLedger, request, context)
        let after = try request.ledgerPosition
        if request.wantsOneDocument {
            let limit = try request.number("limit", in: 1...LedgerPage.maximumCount)
            return try .json(
                try await ledger.page(
                    after: after, limit: limit ?? LedgerPage.maximumCount, scope: caller.scope))
        }
        let limit = try request.number("limit", in: 1...Int.max) ?? Int.max
        return try await stream(after: after, limit: limit, for: caller.principal)
    }

    /// Streams the register from one entry on.
    ///
    /// The first page is read before the head is sent, so that trouble with storage is still a 503; later trouble
    /// ends the connection without the last chunk, which every client tells from a whole answer. So does a token
    /// that is revoked meanwhile.
    private func stream(
        after: LedgerPosition, limit: Int, for principal: Principal
    ) async throws -> Response {
        let scope = principal.scope
        let first = try await ledger.page(
            after: after, limit: min(limit, LedgerPage.maximumCount), scope: scope)
        let body = ResponseBody { writer in
            var page = first
            var left = limit
            while true {
                left -= page.entries.count
                try await writer.write(try Self.lines(page))
                guard left > 0, let next = page.next else { break }
                guard try await gate.access.isCurrent(principal) else {
                    throw Problem.http(.unauthorized, detail: "The token was revoked.")
                }
                page = try await ledger.page(
                    after: next, limit: min(left, LedgerPage.maximumCount), scope: scope)
            }
            try await writer.finish(nil)
        }
        let headers: HTTPFields = [.contentType: "application/x-ndjson", .cacheControl: "no-store"]
        return Response(status: .ok, headers: headers, body: body)
    }

    private static func lines(_ page: LedgerPageDocument) throws(ServiceError) -> ByteBuffer {
        var buffer = ByteBuffer()
        for entry in page.entries { buffer.writeBytes(try JSONText.line(entry)) }
        return buffer
    }
}

extension Request {
    /// Whether one JSON document is wanted instead of lines.
    fileprivate var wantsOneDocument: Bool {
        let types = headers[values: .accept].joined(separator: ",").lowercased()
        return types.contains("application/json") && !types.contains("application/x-ndjson")
    }

    /// Where the register is read on: a number, or what an earlier page named as `next`.
    fileprivate var ledgerPosition: LedgerPosition {
        get throws(Problem) {
            guard let text = uri.queryParameters["after"] else { return .start }
            if let position = LedgerPosition(parsing: text) { return position }
            throw .invalidInput([
                InputFault(
                    pointer: "?after", detail: "A number, 0 or more, or the `next` of a page was expected.")
            ])
        }
    }

    /// A number of the query, or `nil` if it is not there.
    ///
    /// - Throws: A problem with status 400 for anything but a number of the range.
    func number(_ name: String, in range: ClosedRange<Int>) throws(Problem) -> Int? {
        guard let text = uri.queryParameters[Substring(name)] else { return nil }
        if let number = Int(text), range.contains(number) { return number }
        let limits =
            range.upperBound == Int.max
            ? "\(range.lowerBound) or more" : "\(range.lowerBound) to \(range.upperBound)"
        throw .invalidInput([InputFault(pointer: "?\(name)", detail: "A number, \(limits), was expected.")])
    }
}
