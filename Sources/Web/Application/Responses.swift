import HTTPTypes
import Hummingbird
import NIOCore
import Service

extension Response {
    /// A JSON answer, not to be stored by anyone on the way.
    static func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, isReplayed: Bool = false
    ) throws(ServiceError) -> Response {
        json(bytes: try JSONText.document(value), status: status, isReplayed: isReplayed)
    }

    /// A JSON answer that is written already.
    static func json(bytes: [UInt8], status: HTTPResponse.Status = .ok, isReplayed: Bool = false) -> Response {
        var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
        if isReplayed { headers[.idempotentReplayed] = "true" }
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// A problem document (RFC 9457), with what its status demands in the headers.
    static func problem(_ problem: Problem, isReplayed: Bool = false) -> Response {
        var headers: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store"]
        if let seconds = problem.retryAfterSeconds { headers[.retryAfter] = String(seconds) }
        if problem.status == 401 { headers[.wwwAuthenticate] = "Bearer realm=\"tessera\"" }
        if isReplayed { headers[.idempotentReplayed] = "true" }
        return Response(
            status: HTTPResponse.Status(code: problem.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: problem.json)))
    }

    /// A text of some kind.
    static func text(
        _ text: String, type: String, status: HTTPResponse.Status = .ok, cache: String = "no-store"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: cache],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}

extension Problem {
    /// The word and title of a plain HTTP status.
    static func http(_ status: HTTPResponse.Status, detail: String? = nil) -> Problem {
        let phrase = status.reasonPhrase.isEmpty ? "Error \(status.code)" : status.reasonPhrase
        let reason = phrase.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
        return Problem(status: status.code, reason: String(reason), title: phrase, detail: detail)
    }
}
