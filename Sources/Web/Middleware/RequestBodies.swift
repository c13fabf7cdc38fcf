import HTTPTypes
import Hummingbird
import NIOCore
import Service

extension Request {
    /// 64 kB: a purchase of 500 items fits twice.
    static let maximumBodyByteCount = 64 * 1_024

    /// 16 MB: as much is read and thrown away so that a client can read why its body was refused; past that
    /// the connection is closed.
    static let maximumDiscardedByteCount = 16 * 1_024 * 1_024

    /// Reads a JSON body.
    ///
    /// - Parameter context: The request's context, whose connection is closed on a body without end.
    /// - Returns: The bytes.
    /// - Throws: A problem: 415 for another content type, 413 for a body over `maximumBodyByteCount`.
    func jsonBody(_ context: VerifierContext) async throws -> [UInt8] {
        guard isJSON else {
            throw Problem.http(.unsupportedMediaType, detail: "The body must be application/json.")
        }
        return try await boundedBody(context)
    }

    /// Reads a body of lines of JSON.
    ///
    /// - Parameters:
    ///   - context: As for `jsonBody`.
    ///   - limit: How many bytes at most, up to `maximumDiscardedByteCount`.
    /// - Returns: The bytes.
    /// - Throws: A problem: 415 for another content type, 413 for a body over the limit.
    func linesBody(_ context: VerifierContext, atMost limit: Int) async throws -> [UInt8] {
        let type = headers[.contentType].map { $0.prefix { $0 != ";" }.trimmingSpaces.lowercased() }
        guard type == "application/x-ndjson" else {
            throw Problem.http(.unsupportedMediaType, detail: "The body must be application/x-ndjson.")
        }
        return try await boundedBody(context, atMost: limit)
    }

    /// Reads a body of any kind.
    ///
    /// - Parameters:
    ///   - context: As for `jsonBody`.
    ///   - limit: The most bytes, at most `maximumDiscardedByteCount`.
    /// - Returns: The bytes.
    /// - Throws: A problem with status 413 for a body over the limit.
    func boundedBody(
        _ context: VerifierContext, atMost limit: Int = maximumBodyByteCount
    ) async throws -> [UInt8] {
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit {
            // Hummingbird reads past the body after the answer is sent; a length that is a lie ends there.
            if length > Self.maximumDiscardedByteCount { context.closeAfterAnswer() }
            throw Self.tooLarge(limit)
        }
        return try await collected(context, atMost: limit)
    }

    /// Reads the fields of a form.
    ///
    /// - Parameter context: As for `jsonBody`.
    /// - Returns: The fields.
    /// - Throws: A problem: 415 for another content type, 413 for a body over `maximumBodyByteCount`.
    func formBody(_ context: VerifierContext) async throws -> FormFields {
        let type = headers[.contentType].map { $0.prefix { $0 != ";" }.trimmingSpaces.lowercased() }
        guard type == "application/x-www-form-urlencoded" else {
            throw Problem.http(
                .unsupportedMediaType, detail: "The body must be application/x-www-form-urlencoded.")
        }
        return FormFields(parsing: try await boundedBody(context))
    }

    /// Refuses what another site's page sends: browsers say where a request comes from.
    ///
    /// - Throws: A problem with status 403.
    func requireOwnPage() throws(Problem) {
        if let site = headers[.fetchSite], site != "same-origin" {
            throw .http(.forbidden, detail: "Only a page of this server may send this.")
        }
    }

    private func collected(_ context: VerifierContext, atMost limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        var count = 0
        for try await part in body {
            count += part.readableBytes
            guard count <= Self.maximumDiscardedByteCount else {
                context.closeAfterAnswer()
                throw Self.tooLarge(limit)
            }
            if count <= limit { bytes += part.readableBytesView }
        }
        guard count <= limit else { throw Self.tooLarge(limit) }
        return bytes
    }

    private static func tooLarge(_ limit: Int) -> Problem {
        .http(.contentTooLarge, detail: "A body has at most \(limit) bytes; nothing was done.")
    }

    /// `application/json`, with parameters or without.
    private var isJSON: Bool {
        headers[.contentType].map(Self.isJSON) ?? false
    }

    /// Whether a content type is JSON's, with parameters or without.
    static func isJSON(_ type: String) -> Bool {
        type == "application/json"
            || type.prefix { $0 != ";" }.trimmingSpaces.lowercased() == "application/json"
    }
}

extension VerifierContext {
    /// One second: time for the answer to leave before the connection is closed on a body that nobody wants.
    private static let closingDelay = TimeAmount.seconds(1)

    /// Closes the connection shortly, whatever the client still sends.
    func closeAfterAnswer() {
        let channel = channel
        channel.eventLoop.scheduleTask(in: Self.closingDelay) { channel.close(promise: nil) }
    }
}
