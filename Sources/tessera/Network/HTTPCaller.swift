import Foundation

/// One request to a verifier.
struct HTTPCall: Sendable, Hashable {
    enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
    }

    var method = Method.get
    /// Below the server's address, beginning with a slash.
    var path: String
    var headers: [String: String] = [:]
    var body: [UInt8] = []
}

/// What came back.
struct HTTPReply: Sendable, Hashable {
    var status: Int
    var body: [UInt8]
    /// The seconds of `Retry-After`.
    var retryAfter: Int?
    /// Whether this is an earlier answer again (`Idempotent-Replayed`).
    var isReplayed = false
    /// The server's time (`Date`, RFC 9110 section 6.6.1), in seconds since 1970.
    var date: Int64?

    /// The body as a value, or `nil` if it is none.
    func decoded<Value: Decodable>(as type: Value.Type) -> Value? {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try? decoder.decode(type, from: Data(body))
    }
}

/// No answer came: whether the request was carried out is not known.
struct Unreachable: Error, Sendable, Hashable, CustomStringConvertible {
    let description: String
    /// Whether no connection was made, so that nothing can have been carried out.
    let isUnconnected: Bool

    init(_ description: String, isUnconnected: Bool = false) {
        self.description = description
        self.isUnconnected = isUnconnected
    }
}

/// Whatever carries requests to a verifier; tests bring their own.
protocol HTTPCaller: Sendable {
    func call(_ call: HTTPCall) async throws(Unreachable) -> HTTPReply
}
