import HTTPTypes
import Hummingbird
import NIOCore
import Service

/// An answer before it becomes a response, or the bytes of one.
struct Answering: Sendable {
    let status: Int
    let headers: [(name: HTTPField.Name, value: String)]
    let body: [UInt8]

    /// A JSON answer that is written already, not to be stored by anyone on the way.
    static func json(_ body: [UInt8], status: Int = 200, isReplayed: Bool = false) -> Answering {
        Answering(
            status: status,
            headers: [(.contentType, "application/json"), (.cacheControl, "no-store")] + replayed(isReplayed),
            body: body)
    }

    /// A problem document (RFC 9457), with what its status demands in the headers.
    static func problem(_ problem: Problem, isReplayed: Bool = false) -> Answering {
        var headers: [(name: HTTPField.Name, value: String)] = [
            (.contentType, "application/problem+json"), (.cacheControl, "no-store"),
        ]
        if let seconds = problem.retryAfterSeconds { headers.append((.retryAfter, String(seconds))) }
        if problem.status == 401 { headers.append((.wwwAuthenticate, "Bearer realm=\"tessera\"")) }
        return Answering(
            status: problem.status, headers: headers + replayed(isReplayed), body: problem.json)
    }

    private static func replayed(_ isReplayed: Bool) -> [(name: HTTPField.Name, value: String)] {
        isReplayed ? [(.idempotentReplayed, "true")] : []
    }
}

extension Response {
    init(_ answer: Answering) {
        var headers = HTTPFields()
        for (name, value) in answer.headers { headers[name] = value }
        self.init(
            status: HTTPResponse.Status(code: answer.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }

    /// A JSON answer, not to be stored by anyone on the way.
    static func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, isReplayed: Bool = false
    ) throws(ServiceError) -> Response {
        Response(.json(try JSONText.document(value), status: status.code, isReplayed: isReplayed))
    }

    /// A problem document (RFC 9457), with what its status demands in the headers.
    static func problem(_ problem: Problem, isReplayed: Bool = false) -> Response {
        Response(Answering.problem(problem, isReplayed: isReplayed))
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
