import HTTPTypes
import NIOCore
import NIOHTTP1

/// Writes answers as the bytes of HTTP/1.1 that Hummingbird would send for the same ones.
struct AnswerWriter: Sendable {
    private let allocator = ByteBufferAllocator()
    private let dates: DateLine
    /// What stands in every answer.
    private let securityLines: [UInt8]

    /// 1,024 bytes: more than the head of any answer.
    private static let headByteCount = 1_024

    init(dates: DateLine) {
        self.dates = dates
        securityLines = SecurityHeadersMiddleware.headers
            .flatMap { Array("\($0.name.rawName): \($0.value)\r\n".utf8) }
    }

    /// Returns the bytes of an answer.
    ///
    /// - Parameters:
    ///   - answer: The answer.
    ///   - requestID: The id of its request.
    /// - Returns: Head and body, as they go over the connection.
    func bytes(_ answer: Answering, requestID: String) -> ByteBuffer {
        var buffer = allocator.buffer(capacity: answer.body.count + Self.headByteCount)
        buffer.writeStaticString("HTTP/1.1 ")
        buffer.writeString(String(answer.status))
        buffer.writeStaticString(" ")
        buffer.writeString(HTTPResponseStatus(statusCode: answer.status).reasonPhrase)
        buffer.writeStaticString("\r\n")
        for (name, value) in answer.headers {
            buffer.writeString(name.rawName)
            buffer.writeStaticString(": ")
            buffer.writeString(value)
            buffer.writeStaticString("\r\n")
        }
        buffer.writeStaticString("Content-Length: ")
        buffer.writeString(String(answer.body.count))
        buffer.writeStaticString("\r\n")
        buffer.writeBytes(securityLines)
        buffer.writeStaticString("X-Request-Id: ")
        buffer.writeString(requestID)
        buffer.writeStaticString("\r\nDate: ")
        buffer.writeBytes(dates.text)
        buffer.writeStaticString("\r\n\r\n")
        buffer.writeBytes(answer.body)
        return buffer
    }
}
