/// Reads a zlib stream (RFC 1950) into memory, never more of it than a limit.
///
/// Written here because the core has no C, and because what a till fetches is read by nothing but checked Swift.
struct Inflater {
    /// Why a stream is not read.
    enum Fault: Error, Sendable, Hashable {
        /// It ends too early.
        case cutOff
        /// It is no such stream, or something follows it.
        case malformed
        /// It holds more bytes than allowed.
        case tooLong
        /// Its bytes are not those that were compressed (RFC 1950, section 2.2).
        case badChecksum
    }

    private var input: BitReader
    private var output: [UInt8] = []
    private let limit: Int

    private init(_ stream: [UInt8], limit: Int) {
        input = BitReader(stream)
        self.limit = limit
    }

    /// Decompresses a whole stream.
    ///
    /// - Parameters:
    ///   - stream: A zlib stream and nothing else.
    ///   - limit: The most bytes that it may hold.
    /// - Returns: What was compressed.
    /// - Throws: `Fault`.
    /// - Complexity: O(*n*) in input and output, and no memory beside the output.
    static func decompress(_ stream: [UInt8], limit: Int) throws(Fault) -> [UInt8] {
        var inflater = Inflater(stream, limit: limit)
        try inflater.readHeader()
        while try !inflater.readBlock() {}
        try inflater.readTrailer()
        return inflater.output
    }

    /// RFC 1950, section 2.2: method 8, a window of at most 32 kB, no dictionary.
    private mutating func readHeader() throws(Fault) {
        let method = try input.bits(8)
        let flags = try input.bits(8)
        guard method & 0x0F == 8, method >> 4 <= 7, flags & 0x20 == 0, (method << 8 | flags) % 31 == 0 else {
            throw .malformed
        }
    }

    private mutating func readTrailer() throws(Fault) {
        input.alignToByte()
        var stated: UInt32 = 0
        for _ in 0..<4 { stated = stated << 8 | UInt32(try input.bits(8)) }
        guard input.isAtEnd else { throw .malformed }
        guard stated == Self.checksum(of: output) else { throw .badChecksum }
    }

    /// Adler-32 (RFC 1950, section 9).
    static func checksum(of bytes: [UInt8]) -> UInt32 {
        // 5,552 is the largest number of bytes after which the sums cannot have overflowed.
        var (first, second): (UInt32, UInt32) = (1, 0)
        for start in stride(from: 0, to: bytes.count, by: 5_552) {
            for byte in bytes[start..<min(start + 5_552, bytes.count)] {
                first &+= UInt32(byte)
                second &+= first
            }
            first %= 65_521
            second %= 65_521
        }
        return second << 16 | first
    }
}

// MARK: - Blocks, RFC 1951, section 3.2.3

extension Inflater {
    /// Reads a block; returns whether it was the last.
    private mutating func readBlock() throws(Fault) -> Bool {
        let isLast = try input.bits(1) == 1
        switch try input.bits(2) {
        case 0: try copyStored()
        case 1: try readSymbols(PrefixCode.fixedLiterals, PrefixCode.fixedDistances)
        case 2:
            let (literals, distances) = try readCodes()
            try readSymbols(literals, distances)
        default: throw .malformed
        }
        return isLast
    }

    private mutating func append(_ byte: UInt8) throws(Fault) {
        guard output.count < limit else { throw .tooLong }
        output.append(byte)
    }

    /// RFC 1951, section 3.2.4.
    private mutating func copyStored() throws(Fault) {
        input.alignToByte()
        let count = try input.bits(16)
        guard try input.bits(16) == count ^ 0xFFFF else { throw .malformed }
        for _ in 0..<count { try append(UInt8(try input.bits(8))) }
    }

    /// RFC 1951, section 3.2.5: literals, and repetitions of what came before.
    private mutating func readSymbols(_ literals: PrefixCode, _ distances: PrefixCode) throws(Fault) {
        while true {
            let symbol = try literals.symbol(&input)
            switch symbol {
            case 0..<256: try append(UInt8(symbol))
            case 256: return
            case 257..<286: try copyMatch(symbol - 257, distances)
            default: throw .malformed
            }
        }
    }

    private mutating func copyMatch(_ symbol: Int, _ distances: PrefixCode) throws(Fault) {
        let length = Self.lengths[symbol] + (try input.bits(Self.lengthBits[symbol]))
        let farness = try distances.symbol(&input)
        guard farness < Self.distances.count else { throw .malformed }
        let distance = Self.distances[farness] + (try input.bits(Self.distanceBits[farness]))
        guard distance <= output.count else { throw .malformed }
        guard output.count + length <= limit else { throw .tooLong }
        for _ in 0..<length { output.append(output[output.count - distance]) }
    }

    /// RFC 1951, section 3.2.7.
    private mutating func readCodes() throws(Fault) -> (literals: PrefixCode, distances: PrefixCode) {
        let literalCount = try input.bits(5) + 257
        let distanceCount = try input.bits(5) + 1
        let lengthCount = try input.bits(4) + 4
        guard literalCount <= 286, distanceCount <= 30 else { throw .malformed }
        var own = [Int](repeating: 0, count: Self.order.count)
        for place in Self.order.prefix(lengthCount) { own[place] = try input.bits(3) }
        let code = try PrefixCode(lengths: own, mayBeIncomplete: false)
        let lengths = try readLengths(literalCount + distanceCount, code)
        // Without an end the block would not end.
        guard lengths[256] > 0 else { throw .malformed }
        return (
            try PrefixCode(lengths: Array(lengths.prefix(literalCount)), mayBeIncomplete: true),
            try PrefixCode(lengths: Array(lengths.dropFirst(literalCount)), mayBeIncomplete: true)
        )
    }

    private mutating func readLengths(_ count: Int, _ code: PrefixCode) throws(Fault) -> [Int] {
        var lengths: [Int] = []
        while lengths.count < count {
            let symbol = try code.symbol(&input)
            let (length, times): (Int, Int)
            switch symbol {
            case 16:
                guard let last = lengths.last else { throw .malformed }
                (length, times) = (last, 3 + (try input.bits(2)))
            case 17: (length, times) = (0, 3 + (try input.bits(3)))
            case 18: (length, times) = (0, 11 + (try input.bits(7)))
            default: (length, times) = (symbol, 1)
            }
            lengths += [Int](repeating: length, count: times)
        }
        guard lengths.count == count else { throw .malformed }
        return lengths
    }

    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    private static let lengths = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163,
        195,
        227, 258,
    ]
    private static let lengthBits = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let distances = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1_025, 1_537, 2_049,
        3_073, 4_097, 6_145, 8_193, 12_289, 16_385, 24_577,
    ]
    private static let distanceBits = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
    ]
}
