/// Thirty-two bytes held without an allocation and compared in constant time.
struct Bytes32: Sendable, Hashable {
    static let byteCount = 32

    /// Four big-endian words.
    private let words: SIMD4<UInt64>

    /// Takes exactly 32 bytes.
    init(_ bytes: [UInt8]) throws(ByteCountError) {
        let checked = try ByteCountError.check(bytes, expected: Self.byteCount)
        self = checked.withUnsafeBytes { Bytes32(loading: $0) }
    }

    /// Takes the 32 bytes of a hash where they lie.
    init(loading bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count == Self.byteCount, "a hash has 32 bytes")
        func word(_ place: Int) -> UInt64 {
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self))
        }
        words = SIMD4(word(0), word(1), word(2), word(3))
    }

    var bytes: [UInt8] {
        let bigEndian = SIMD4(
            words[0].bigEndian, words[1].bigEndian, words[2].bigEndian, words[3].bigEndian)
        return withUnsafeBytes(of: bigEndian) { Array($0) }
    }

    /// The first eight bytes as a number.
    var leading64: UInt64 { words[0] }

    /// Compares without a branch on the content, so that the time says nothing about where two values differ.
    func isEqual(constantTime other: Bytes32) -> Bool {
        let difference = words ^ other.words
        return difference[0] | difference[1] | difference[2] | difference[3] == 0
    }

    static func == (left: Bytes32, right: Bytes32) -> Bool { left.isEqual(constantTime: right) }
}
