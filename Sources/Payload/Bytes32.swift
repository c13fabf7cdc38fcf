/// Thirty-two bytes held without an allocation and compared in constant time.
struct Bytes32: Sendable, Hashable {
    static let byteCount = 32

    /// Four big-endian words.
    private let words: SIMD4<UInt64>

    /// Takes exactly 32 bytes.
    init(_ bytes: [UInt8]) throws(ByteCountError) {
        self.init(trusting: try ByteCountError.check(bytes, expected: Self.byteCount))
    }

    /// Takes bytes whose count the caller knows, such as those of a hash.
    init(trusting bytes: some Sequence<UInt8>) {
        var words = SIMD4<UInt64>()
        for (position, byte) in bytes.enumerated() {
            words[position / 8] = words[position / 8] << 8 | UInt64(byte)
        }
        self.words = words
    }

    var bytes: [UInt8] { (0..<4).flatMap { words[$0].bigEndianBytes } }

    /// The first eight bytes as a number.
    var leading64: UInt64 { words[0] }

    /// Compares without a branch on the content, so that the time says nothing about where two values differ.
    func isEqual(constantTime other: Bytes32) -> Bool {
        let difference = words ^ other.words
        return difference[0] | difference[1] | difference[2] | difference[3] == 0
    }

    static func == (left: Bytes32, right: Bytes32) -> Bool { left.isEqual(constantTime: right) }
}
