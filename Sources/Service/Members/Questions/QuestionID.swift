import Payload
import Store

/// Names a question: the first 8 bytes of the digest of the identity that it is about, as 16 hexadecimal digits.
package struct QuestionID: Sendable, Hashable, Encodable, CustomStringConvertible {
    let prefix: [UInt8]

    /// 8 bytes: of a million questions, two have one name with a chance of one in thirty million.
    static let byteCount = 8

    init(ofDigest digest: [UInt8]) {
        prefix = Array(digest.prefix(Self.byteCount))
    }

    /// Reads a name as it was written.
    ///
    /// - Returns: `nil` for anything but 16 hexadecimal digits.
    package init?(_ text: String) {
        guard let bytes = try? Hex.decode(text), bytes.count == Self.byteCount else { return nil }
        prefix = bytes
    }

    /// The digests that it may stand for.
    var digests: ClosedRange<DigestBound> { ClosedRange.range(startingWith: prefix) }

    package var description: String { Hex.encode(prefix) }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
