/// Reads the text out of data codewords, ISO/IEC 18004, 7.4.
enum SegmentReader {
    /// Returns the bytes of all segments; `nil` when the bits make no sense.
    ///
    /// Announcements (character set, FNC1 in first position, structured append) are read and left out, as zxing-cpp and
    /// ZBar leave them out of a symbol's bytes; an industry's indicator stands before the text, Kanji come as Shift JIS.
    static func bytes(of data: [UInt8], version: Int) -> [UInt8]? {
        var bits = BitSource(bytes: data)
        var bytes: [UInt8] = []
        var hasFunctionCharacter = false
        // Fewer than four bits left mean the same as the terminator.
        while let mode = bits.read(4), mode != 0 {
            guard let segment = segment(mode, &bits, version: version) else { return nil }
            hasFunctionCharacter = hasFunctionCharacter || mode == 0b0101 || mode == 0b1001
            bytes += hasFunctionCharacter && mode == 0b0010 ? separated(segment) : segment
        }
        return bytes
    }

    private static func segment(_ mode: Int, _ bits: inout BitSource, version: Int) -> [UInt8]? {
        switch mode {
        case 0b0001: counted(.numeric, &bits, version).flatMap { digits(&bits, count: $0) }
        case 0b0010: counted(.alphanumeric, &bits, version).flatMap { characters(&bits, count: $0) }
        case 0b0100: counted(.byte, &bits, version).flatMap { bits.bytes($0) }
        case 0b1000: bits.read(kanjiCountBits(version)).flatMap { kanji(&bits, count: $0) }
        case 0b0011: bits.read(16).map { _ in [] }
        case 0b0101: []
        case 0b1001: bits.read(8).map(indicator)
        case 0b0111: skippedAssignment(&bits)
        default: nil
        }
    }

    /// Two digits, or a letter to whose code 100 was added (7.4.8.3).
    private static func indicator(_ value: Int) -> [UInt8] {
        value < 100
            ? [0x30 + UInt8(value / 10), 0x30 + UInt8(value % 10)] : [UInt8(truncatingIfNeeded: value - 100)]
    }

    /// Under FNC1 a percent sign of alphanumeric mode is a separator, and two are a percent sign (7.4.8.2).
    private static func separated(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var place = 0
        while place < text.count {
            let isPercent = text[place] == UInt8(ascii: "%")
            let isPair = isPercent && place + 1 < text.count && text[place + 1] == UInt8(ascii: "%")
            result.append(isPercent && !isPair ? 0x1D : text[place])
            place += isPair ? 2 : 1
        }
        return result
    }

    private static func counted(_ mode: SegmentMode, _ bits: inout BitSource, _ version: Int) -> Int? {
        bits.read(mode.headerBitCount(version: version) - 4)
    }

    /// The width of the character count, table 3.
    private static func kanjiCountBits(_ version: Int) -> Int { version < 10 ? 8 : version < 27 ? 10 : 12 }

    /// One to three bytes name a character set, the first one's leading bits saying how many, table 4.
    private static func skippedAssignment(_ bits: inout BitSource) -> [UInt8]? {
        guard let first = bits.read(8) else { return nil }
        let more = first < 0x80 ? 0 : first < 0xC0 ? 8 : 16
        return bits.read(more).map { _ in [] }
    }

    private static func digits(_ bits: inout BitSource, count: Int) -> [UInt8]? {
        var text: [UInt8] = []
        for start in stride(from: 0, to: count, by: 3) {
            let length = min(3, count - start)
            guard let number = bits.read([4, 7, 10][length - 1]), number < [10, 100, 1_000][length - 1]
            else { return nil }
            text += [number / 100, number / 10 % 10, number % 10].suffix(length).map { 0x30 + UInt8($0) }
        }
        return text
    }

    private static func characters(_ bits: inout BitSource, count: Int) -> [UInt8]? {
        let alphabet = SegmentMode.alphanumericCharacters
        var text: [UInt8] = []
        for start in stride(from: 0, to: count, by: 2) {
            let isPair = start + 1 < count
            guard let value = bits.read(isPair ? 11 : 6), value < (isPair ? 45 * 45 : 45) else { return nil }
            text += isPair ? [alphabet[value / 45], alphabet[value % 45]] : [alphabet[value]]
        }
        return text
    }

    /// Thirteen bits a character, packed as 7.4.6 says.
    private static func kanji(_ bits: inout BitSource, count: Int) -> [UInt8]? {
        var text: [UInt8] = []
        for _ in 0..<count {
            guard let value = bits.read(13) else { return nil }
            let packed = (value / 0xC0) << 8 | (value % 0xC0)
            let code = packed + (packed < 0x1F00 ? 0x8140 : 0xC140)
            text += [UInt8(code >> 8 & 0xFF), UInt8(code & 0xFF)]
        }
        return text
    }
}

/// Bits from the most significant on.
private struct BitSource {
    let bytes: [UInt8]
    var position = 0

    /// Returns the next bits as a number; `nil` when there are fewer.
    mutating func read(_ count: Int) -> Int? {
        guard position + count <= bytes.count * 8 else { return nil }
        defer { position += count }
        return (position..<position + count).reduce(0) { value, bit in
            value << 1 | Int(bytes[bit / 8] >> UInt8(7 - bit % 8) & 1)
        }
    }

    mutating func bytes(_ count: Int) -> [UInt8]? {
        guard position + count * 8 <= bytes.count * 8 else { return nil }
        return (0..<count).compactMap { _ in read(8).map(UInt8.init) }
    }
}
