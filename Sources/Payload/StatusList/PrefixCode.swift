/// Bytes read bit by bit, the lowest first (RFC 1951, section 3.1.1).
struct BitReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads a number of 0 to 16 bits.
    ///
    /// - Throws: `cutOff` at the end.
    mutating func bits(_ count: Int) throws(Inflater.Fault) -> Int {
        guard position + count <= bytes.count * 8 else { throw .cutOff }
        var value = 0
        var done = 0
        while done < count {
            let taken = min(count - done, 8 - position & 7)
            let part = Int(bytes[position >> 3]) >> (position & 7) & (1 << taken - 1)
            value |= part << done
            position += taken
            done += taken
        }
        return value
    }

    /// Skips the rest of a byte that was begun.
    mutating func alignToByte() { position = (position + 7) & ~7 }

    var isAtEnd: Bool { position == bytes.count * 8 }
}

/// A Huffman code that follows from the lengths of its words (RFC 1951, section 3.2.2).
struct PrefixCode {
    private static let maximumLength = 15

    /// How many words there are of each length.
    private var counts = [Int](repeating: 0, count: maximumLength + 1)
    /// The symbols by the length of their words, then by themselves.
    private let symbols: [Int]

    /// Makes the code.
    ///
    /// - Parameters:
    ///   - lengths: The length of each symbol's word, 0 to 15; 0 for symbols that do not occur.
    ///   - mayBeIncomplete: Whether it may be a single word of one bit, or none.
    /// - Throws: `malformed` for lengths of which there is no code.
    init(lengths: [Int], mayBeIncomplete: Bool) throws(Inflater.Fault) {
        for length in lengths where length > 0 { counts[length] += 1 }
        var left = 1
        for length in 1...Self.maximumLength {
            left = left * 2 - counts[length]
            guard left >= 0 else { throw .malformed }
        }
        let used = lengths.count { $0 > 0 }
        let isLone = used == 0 || (used == 1 && counts[1] == 1)
        guard left == 0 || (mayBeIncomplete && isLone) else { throw .malformed }
        symbols = lengths.indices.filter { lengths[$0] > 0 }.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
    }

    /// Reads the next symbol.
    ///
    /// - Throws: `cutOff` at the end, `malformed` if no symbol has such a word.
    func symbol(_ input: inout BitReader) throws(Inflater.Fault) -> Int {
        var (word, first, index) = (0, 0, 0)
        for length in 1...Self.maximumLength {
            word |= try input.bits(1)
            let count = counts[length]
            if word - first < count { return symbols[index + word - first] }
            index += count
            first = (first + count) << 1
            word <<= 1
        }
        throw .malformed
    }

    /// RFC 1951, section 3.2.6.
    static let fixedLiterals = known(
        (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
    static let fixedDistances = known([Int](repeating: 5, count: 32))

    private static func known(_ lengths: [Int]) -> PrefixCode {
        guard let code = try? PrefixCode(lengths: lengths, mayBeIncomplete: false) else {
            preconditionFailure("the codes of RFC 1951 are complete")
        }
        return code
    }
}
