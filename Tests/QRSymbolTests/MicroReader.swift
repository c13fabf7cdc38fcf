import QRSymbol

/// Takes a Micro QR symbol apart by the standard's tables alone, ISO/IEC 18004; shares no code with the encoder.
struct MicroReader {
    /// 1 to 4, from the format information.
    let version: Int
    /// L, M or Q; M1 has none.
    let level: String
    let mask: Int
    /// Bytes in one mode: 1 numeric, 2 alphanumeric, 4 byte, 8 Kanji as Shift JIS.
    private(set) var segments: [ContentReader.Segment] = []
    /// Whether the correction codewords are right.
    let isCorrect: Bool

    var bytes: [UInt8] { segments.flatMap(\.bytes) }

    /// Table 13 of 7.9.2 and table 9: symbol numbers with version, level, bits of data and correction codewords.
    private static let kinds: [(version: Int, level: String, dataBits: Int, correction: Int)] = [
        (1, "", 20, 2), (2, "L", 40, 5), (2, "M", 32, 6), (3, "L", 84, 6), (3, "M", 68, 8),
        (4, "L", 128, 8), (4, "M", 112, 10), (4, "Q", 80, 14),
    ]

    /// Reads modules; `nil` when they are no Micro QR symbol.
    init?(_ isDark: (_ row: Int, _ column: Int) -> Bool, size: Int) {
        guard Self.hasFixedPatterns(isDark, size), let format = Self.format(isDark) else { return nil }
        let kind = Self.kinds[format >> 2]
        guard size == 9 + 2 * kind.version else { return nil }
        (version, level, mask) = (kind.version, kind.level, format & 3)
        var placed: [Bool] = []
        // Two columns at a time from the right, upwards first; row 0 and column 0 are timing.
        for (turn, right) in stride(from: size - 1, to: 0, by: -2).enumerated() {
            for step in 1..<size {
                let row = turn % 2 == 0 ? size - step : step
                for column in [right, right - 1] where row > 8 || column > 8 {
                    placed.append(isDark(row, column) != Self.isInverted(mask: format & 3, row, column))
                }
            }
        }
        let data = Array(placed.prefix(kind.dataBits))
        guard placed.count == kind.dataBits + kind.correction * 8 else { return nil }
        let correction = placed.dropFirst(kind.dataBits)
        isCorrect = Self.isCodeword(Self.codewords(data) + Self.codewords(Array(correction)), kind.correction)
        readSegments(data)
    }

    private mutating func readSegments(_ data: [Bool]) {
        // Zeros behind: cut-off terminators.
        var bits = BitReader(bytes: Self.codewords(data + Array(repeating: false, count: 32)))
        // Tables 2 and 3: bits of the indicator are version - 1, the count's go by mode.
        let modes = [1, 2, 4, 8]
        let widths = [[3], [4, 3], [5, 4, 4, 3], [6, 5, 5, 4]][version - 1]
        while bits.position < data.count {
            // The terminator: 3, 5, 7 or 9 zeros, or as many as there is room for.
            let start = bits.position
            let terminator = bits.read(2 * version + 1)
            if terminator == 0 || terminator == nil { return }
            bits.position = start
            guard let indicator = version == 1 ? 0 : bits.read(version - 1), indicator < widths.count,
                let count = bits.read(widths[indicator])
            else { return }
            segments.append(
                .init(mode: modes[indicator], bytes: ContentReader.content(modes[indicator], count, &bits)))
        }
    }

    /// A finder with its separator, and timing from it to the right and down.
    private static func hasFixedPatterns(_ isDark: (Int, Int) -> Bool, _ size: Int) -> Bool {
        let finder = (0..<8).allSatisfy { row in
            (0..<8).allSatisfy { column in
                let distance = max(abs(row - 3), abs(column - 3))
                return isDark(row, column) == (distance == 0 || distance == 1 || distance == 3)
            }
        }
        return finder
            && (8..<size).allSatisfy { isDark(0, $0) == ($0 % 2 == 0) && isDark($0, 0) == ($0 % 2 == 0) }
    }

    /// Five bits, when the fifteen are a codeword: along row 8 to the right, then up column 8; 7.9.2.
    private static func format(_ isDark: (Int, Int) -> Bool) -> Int? {
        let places = (1...8).map { (8, $0) } + (1...7).reversed().map { ($0, 8) }
        let read = places.reduce(0) { $0 << 1 | (isDark($1.0, $1.1) ? 1 : 0) } ^ 0b100_0100_0100_0101
        // The BCH (15, 5) code's generator is x^10 + x^8 + x^5 + x^4 + x^2 + x + 1.
        var remainder = read
        for bit in (10...14).reversed() where remainder >> bit & 1 == 1 {
            remainder ^= 0b101_0011_0111 << (bit - 10)
        }
        return remainder == 0 ? read >> 10 : nil
    }

    /// The four masks of table 10.
    private static func isInverted(mask: Int, _ row: Int, _ column: Int) -> Bool {
        let product = row * column
        return switch mask {
        case 0: row % 2 == 0
        case 1: (row / 2 + column / 3) % 2 == 0
        case 2: (product % 2 + product % 3) % 2 == 0
        default: ((row + column) % 2 + product % 3) % 2 == 0
        }
    }

    /// Bytes of bits; the last of M1 and M3 has four, which are its high ones, as zint and segno have it too.
    private static func codewords(_ bits: [Bool]) -> [UInt8] {
        stride(from: 0, to: bits.count, by: 8).map { start in
            let part = bits[start..<min(start + 8, bits.count)]
            let value = part.reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
            return value << UInt8(8 - part.count)
        }
    }

    /// Whether the generator's roots are roots of the block, 7.5.2.
    private static func isCodeword(_ block: [UInt8], _ correctionCount: Int) -> Bool {
        (0..<correctionCount).allSatisfy { power in
            block.reduce(0) { PlainField.product($0, PlainField.power(power)) ^ $1 } == 0
        }
    }
}
