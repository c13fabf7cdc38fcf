@testable import QRSymbol

/// What a symbol's data codewords say, with all headers and modes of ISO/IEC 18004, 7.4; written for the tests.
struct ContentReader: Equatable {
    /// Bytes in one mode; those of Kanji as Shift JIS.
    struct Segment: Equatable {
        var mode: Int
        var bytes: [UInt8]
    }

    /// The designator of an ECI header.
    private(set) var designator: Int?
    /// 1 or 2.
    private(set) var functionCharacterPosition: Int?
    /// The codeword behind FNC1 in second position.
    private(set) var indicator: Int?
    /// Of structured append: the symbol's number from 0, the number of the last, and the parity.
    private(set) var sequence: [Int]?
    private(set) var segments: [Segment] = []

    /// Reads the data of a QR symbol.
    init?(_ symbol: Symbol) {
        var bits = BitReader(bytes: CodewordReader(symbol).data)
        let column = symbol.version < 10 ? 0 : symbol.version < 27 ? 1 : 2
        while let mode = bits.read(4), mode != 0 {
            switch mode {
            case 3:
                guard let number = bits.read(4), let last = bits.read(4), let parity = bits.read(8) else {
                    return nil
                }
                sequence = [number, last, parity]
            case 5: functionCharacterPosition = 1
            case 9:
                functionCharacterPosition = 2
                indicator = bits.read(8)
            case 7: designator = Self.designator(&bits)
            case 1, 2, 4, 8:
                let widths = [1: [10, 12, 14], 2: [9, 11, 13], 4: [8, 16, 16], 8: [8, 10, 12]]
                guard let width = widths[mode]?[column], let count = bits.read(width) else { return nil }
                segments.append(
                    Segment(mode: mode, bytes: Self.content(mode, count, &bits, isFNC1: isFNC1)))
            default: return nil
            }
        }
    }

    /// All segments, one after the other.
    var bytes: [UInt8] { segments.flatMap(\.bytes) }

    private var isFNC1: Bool { functionCharacterPosition != nil }

    /// Table 4: one, two or three bytes.
    private static func designator(_ bits: inout BitReader) -> Int? {
        guard let first = bits.read(8) else { return nil }
        if first < 0x80 { return first }
        if first < 0xC0 { return bits.read(8).map { (first & 0x3F) << 8 | $0 } }
        return bits.read(16).map { (first & 0x1F) << 16 | $0 }
    }

    static func content(_ mode: Int, _ count: Int, _ bits: inout BitReader, isFNC1: Bool = false) -> [UInt8] {
        switch mode {
        case 1: return CodewordReader.digits(&bits, count: count)
        case 2:
            let characters = CodewordReader.characters(&bits, count: count)
            return isFNC1 ? withSeparators(characters) : characters
        case 4: return (0..<count).compactMap { _ in bits.read(8).map(UInt8.init) }
        default:
            return (0..<count).flatMap { _ -> [UInt8] in
                // 7.4.6: the difference's bytes, the first times 0xC0.
                let value = bits.read(13) ?? 0
                let difference = (value / 0xC0) << 8 | value % 0xC0
                let code = difference + (difference < 0x1F00 ? 0x8140 : 0xC140)
                return [UInt8(code >> 8), UInt8(code & 0xFF)]
            }
        }
    }

    /// 7.4.8.2: two percent signs are one, and one is a separator.
    private static func withSeparators(_ characters: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = characters[...]
        while let first = rest.popFirst() {
            guard first == UInt8(ascii: "%") else {
                bytes.append(first)
                continue
            }
            if rest.first == first {
                rest.removeFirst()
                bytes.append(first)
            } else {
                bytes.append(0x1D)
            }
        }
        return bytes
    }
}
