import Hummingbird
import NIOCore

/// A redemption as nearly every till sends it, read from the bytes of a connection without an HTTP parser.
///
/// The grammar is much narrower than HTTP's: one method and path, plain header lines, a length, JSON. Whatever is not
/// in it, be it wrong or only unusual, is somebody else's to read, and nothing of it is judged here.
struct PlainRequest: Sendable, Hashable {
    /// The value of `Authorization`.
    let authorization: String
    let idempotencyKey: String
    /// The values of `Accept-Language`, in their order.
    let languages: [String]
    /// The values of `X-Forwarded-For`, in their order.
    let forwardedFor: [String]
    /// Whether the connection ends with the answer.
    let isLast: Bool
    let body: [UInt8]

    /// What the bytes at the beginning of a connection, or behind a request, are.
    enum Reading: Sendable, Hashable {
        case request(PlainRequest, byteCount: Int)
        /// It may become a request when more has come.
        case incomplete
        /// Something else.
        case other
    }

    /// 8,192 bytes: ten times the headers of a till behind two proxies.
    static let maximumHeadByteCount = 8_192

    fileprivate static let requestLine = Array("POST /v1/redemptions HTTP/1.1\r\n".utf8)

    /// Reads the first request in a buffer, and takes nothing from it.
    ///
    /// - Complexity: O(*n*) in the bytes of the request.
    static func read(_ buffer: ByteBuffer) -> Reading {
        buffer.withUnsafeReadableBytes { bytes in
            var reader = HeadReader(bytes: bytes)
            switch reader.head() {
            case .other: return .other
            case .incomplete: return bytes.count < maximumHeadByteCount ? .incomplete : .other
            case .complete(let head):
                let byteCount = head.byteCount + head.contentLength
                guard bytes.count >= byteCount else { return .incomplete }
                return .request(
                    PlainRequest(head, body: Array(bytes[head.byteCount..<byteCount])), byteCount: byteCount)
            }
        }
    }

    private init(_ head: HeadReader.Head, body: [UInt8]) {
        authorization = head.authorization
        idempotencyKey = head.idempotencyKey
        languages = head.languages
        forwardedFor = head.forwardedFor
        isLast = head.isLast
        self.body = body
    }
}

/// Reads the head of a request.
private struct HeadReader {
    let bytes: UnsafeRawBufferPointer
    private var position = 0
    private var fields = Fields()

    init(bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    enum Outcome {
        case complete(Head)
        case incomplete
        case other
    }

    struct Head {
        let authorization: String
        let idempotencyKey: String
        let languages: [String]
        let forwardedFor: [String]
        let isLast: Bool
        let contentLength: Int
        /// Up to the body.
        let byteCount: Int
    }

    /// What was found of each field that matters.
    private struct Fields {
        var authorization: String?
        var idempotencyKey: String?
        var contentLength: Int?
        var languages: [String] = []
        var forwardedFor: [String] = []
        var hasHost = false
        var isJSON = false
        var isLast: Bool?
    }

    mutating func head() -> Outcome {
        let line = PlainRequest.requestLine
        let common = min(bytes.count, line.count)
        for place in 0..<common where bytes[place] != line[place] { return .other }
        guard bytes.count >= line.count else { return .incomplete }
        position = line.count
        while true {
            switch field() {
            case .field: continue
            case .incomplete: return .incomplete
            case .other: return .other
            case .end: return complete
            }
        }
    }

    private var complete: Outcome {
        guard let authorization = fields.authorization, let key = fields.idempotencyKey,
            let length = fields.contentLength, fields.hasHost, fields.isJSON
        else { return .other }
        return .complete(
            Head(
                authorization: authorization, idempotencyKey: key, languages: fields.languages,
                forwardedFor: fields.forwardedFor, isLast: fields.isLast ?? false, contentLength: length,
                byteCount: position))
    }

    private enum Line {
        case field, end, incomplete, other
    }

    /// Reads a line `name: value`, or the empty one.
    private mutating func field() -> Line {
        let limit = min(bytes.count, PlainRequest.maximumHeadByteCount)
        let start = position
        var colon: Int?
        while position < limit, bytes[position] != UInt8(ascii: "\r") {
            let byte = bytes[position]
            if colon == nil, byte == UInt8(ascii: ":") {
                colon = position
            } else if colon == nil ? !Self.isNameByte(byte) : !Self.isValueByte(byte) {
                return .other
            }
            position += 1
        }
        guard position + 1 < limit else {
            return bytes.count < PlainRequest.maximumHeadByteCount ? .incomplete : .other
        }
        guard bytes[position + 1] == UInt8(ascii: "\n") else { return .other }
        let end = position
        position += 2
        if end == start { return .end }
        guard let colon, colon > start else { return .other }
        return take(start..<colon, trimmed(colon + 1..<end)) ? .field : .other
    }

    /// Letters, digits, `-` and `_`: of the characters that a name may have, those that names do have.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func isValueByte(_ byte: UInt8) -> Bool {
        (0x20...0x7E).contains(byte) || byte == 0x09
    }

    /// Without the white space around it (RFC 9110, 5.5).
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        return start..<end
    }
}

extension HeadReader {
    /// Takes a field; `false` if it is none for here.
    private mutating func take(_ name: Range<Int>, _ value: Range<Int>) -> Bool {
        switch name.count {
        case 2 where isNamed("te", name), 7 where isNamed("upgrade", name), 6 where isNamed("expect", name),
            7 where isNamed("trailer", name), 16 where isNamed("content-encoding", name),
            17 where isNamed("transfer-encoding", name):
            return false
        case 4 where isNamed("host", name): return takeHost()
        case 10 where isNamed("connection", name): return takeConnection(value)
        case 12 where isNamed("content-type", name): return takeType(value)
        case 13 where isNamed("authorization", name): return Self.takeOnce(text(value), &fields.authorization)
        case 14 where isNamed("content-length", name): return takeLength(value)
        case 15 where isNamed("idempotency-key", name):
            return Self.takeOnce(text(value), &fields.idempotencyKey)
        case 15 where isNamed("accept-language", name): fields.languages.append(text(value))
        case 15 where isNamed("x-forwarded-for", name): fields.forwardedFor.append(text(value))
        default: break
        }
        return true
    }

    /// Compares a name with one in small letters.
    private func isNamed(_ known: StaticString, _ name: Range<Int>) -> Bool {
        for place in 0..<known.utf8CodeUnitCount {
            let byte = bytes[name.lowerBound + place]
            let small = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
            guard small == known.utf8Start[place] else { return false }
        }
        return true
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeRawBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }

    /// A second field of a name that is there once is somebody else's to judge.
    private static func takeOnce<Value>(_ value: Value, _ field: inout Value?) -> Bool {
        guard field == nil else { return false }
        field = value
        return true
    }

    private mutating func takeHost() -> Bool {
        guard !fields.hasHost else { return false }
        fields.hasHost = true
        return true
    }

    private mutating func takeConnection(_ value: Range<Int>) -> Bool {
        switch text(value) {
        case "keep-alive", "Keep-Alive": Self.takeOnce(false, &fields.isLast)
        case "close": Self.takeOnce(true, &fields.isLast)
        default: false
        }
    }

    private mutating func takeType(_ value: Range<Int>) -> Bool {
        guard !fields.isJSON, Request.isJSON(text(value)) else { return false }
        fields.isJSON = true
        return true
    }

    /// A length of one to five digits that is no longer than a body may be.
    private mutating func takeLength(_ value: Range<Int>) -> Bool {
        guard (1...5).contains(value.count) else { return false }
        var length = 0
        for place in value {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) else { return false }
            length = length * 10 + Int(bytes[place] - UInt8(ascii: "0"))
        }
        guard length <= Request.maximumBodyByteCount else { return false }
        return Self.takeOnce(length, &fields.contentLength)
    }
}
