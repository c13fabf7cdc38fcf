/// Writes segments as the data codewords of a symbol, ISO/IEC 18004, 7.4.
struct CodewordWriter {
    /// The codewords; those behind the ones that were written are left over from before.
    private(set) var bytes: [UInt8]
    /// FNC1 in first position, ISO/IEC 18004, table 2.
    private static let gs1Indicator: UInt64 = 0b0101
    /// What fills the codewords that the text leaves, in turn, ISO/IEC 18004, 7.4.10.
    private static let pads: (UInt8, UInt8) = (0b1110_1100, 0b0001_0001)

    /// Makes room for the codewords of the largest symbol, and for the zeros behind its correction codewords.
    init() {
        let count = BlockLayout(version: 40, level: .low).codewordCount
        bytes = [UInt8](repeating: 0, count: count + ReedSolomon.Remainder.byteCount)
    }

    /// Writes all data codewords of a symbol.
    ///
    /// - Parameters:
    ///   - text: What the segments refer to.
    ///   - segments: They fit.
    ///   - version: 1 to 40.
    ///   - dataCount: The number of data codewords; what the text leaves of them is padded.
    ///   - isGS1: Whether FNC1 in first position comes before the segments.
    mutating func write(
        _ text: [UInt8], _ segments: [Segmentation.Segment], version: Int, dataCount: Int, isGS1: Bool = false
    ) {
        var bytes = bytes.mutableSpan
        var raw = unsafe bytes.mutableBytes
        var bits = BitGatherer()
        if isGS1 { bits.append(Self.gs1Indicator, 4, to: &raw) }
        for segment in segments {
            bits.append(UInt64(segment.mode.indicator), 4, to: &raw)
            bits.append(
                UInt64(segment.range.count), segment.mode.headerBitCount(version: version) - 4, to: &raw)
            let text = text.span.extracting(segment.range)
            switch segment.mode {
            case .numeric: bits.appendDigits(text, to: &raw)
            case .alphanumeric: bits.appendAlphanumerics(text, to: &raw)
            case .byte: bits.appendBytes(text, to: &raw)
            }
        }
        // The terminator is cut off where the symbol is full.
        bits.append(0, min(4, dataCount * 8 - bits.count), to: &raw)
        var pad = Self.pads
        for place in bits.flush(to: &raw)..<dataCount {
            raw.storeBytes(of: pad.0, toByteOffset: place, as: UInt8.self)
            swap(&pad.0, &pad.1)
        }
    }

    /// Takes all data codewords as they are.
    mutating func write(data: [UInt8]) {
        bytes.replaceSubrange(..<data.count, with: data)
    }

    /// Puts a block's correction codewords behind the data, and zeros behind them: the next block's come later.
    mutating func set(_ remainder: ReedSolomon.Remainder, at start: Int) {
        var bytes = bytes.mutableSpan
        var raw = unsafe bytes.mutableBytes
        for index in 0..<4 {
            let word = remainder.words[index].bigEndian
            raw.storeBytes(of: word, toByteOffset: start + index * 8, as: UInt64.self)
        }
    }
}

/// Bits that gather in a word and leave it by four bytes.
private struct BitGatherer {
    private var byteCount = 0
    private var pending: UInt64 = 0
    private var pendingCount = 0

    /// The number of bits so far.
    var count: Int { byteCount * 8 + pendingCount }

    /// Appends up to 32 bits.
    @inline(__always)
    mutating func append(_ bits: UInt64, _ bitCount: Int, to bytes: inout MutableRawSpan) {
        pending = pending &<< UInt64(bitCount) | bits
        pendingCount &+= bitCount
        guard pendingCount >= 32 else { return }
        pendingCount &-= 32
        let word = UInt32(truncatingIfNeeded: pending &>> UInt64(pendingCount))
        bytes.storeBytes(of: word.bigEndian, toByteOffset: byteCount, as: UInt32.self)
        byteCount &+= 4
    }

    /// Writes what is left of a word; the last byte is filled with zeros.
    ///
    /// - Returns: The number of bytes.
    mutating func flush(to bytes: inout MutableRawSpan) -> Int {
        append(0, (8 - pendingCount & 7) & 7, to: &bytes)
        while pendingCount > 0 {
            pendingCount -= 8
            let byte = UInt8(truncatingIfNeeded: pending >> UInt64(pendingCount))
            bytes.storeBytes(of: byte, toByteOffset: byteCount, as: UInt8.self)
            byteCount += 1
        }
        return byteCount
    }

    /// Three digits are ten bits.
    mutating func appendDigits(_ text: borrowing Span<UInt8>, to bytes: inout MutableRawSpan) {
        var place = 0
        while place < text.count {
            let group = min(3, text.count - place)
            var number: UInt64 = 0
            for _ in 0..<group {
                number = number * 10 + UInt64(text[place] & 0x0F)
                place += 1
            }
            append(number, group * 3 + 1, to: &bytes)
        }
    }

    /// Two characters are eleven bits; four are appended at once.
    mutating func appendAlphanumerics(_ text: borrowing Span<UInt8>, to bytes: inout MutableRawSpan) {
        let values = CharacterClass.values
        func pair(_ place: Int) -> UInt64 {
            values[text[place]] &* 45 &+ values[text[place &+ 1]]
        }
        var place = 0
        while place &+ 3 < text.count {
            append(pair(place) &<< 11 | pair(place &+ 2), 22, to: &bytes)
            place &+= 4
        }
        if place + 1 < text.count {
            append(pair(place), 11, to: &bytes)
            place += 2
        }
        if place < text.count { append(values[text[place]], 6, to: &bytes) }
    }

    /// Four bytes are appended at once.
    mutating func appendBytes(_ text: borrowing Span<UInt8>, to bytes: inout MutableRawSpan) {
        var place = 0
        while place &+ 3 < text.count {
            let word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt32.self)
            append(UInt64(UInt32(bigEndian: word)), 32, to: &bytes)
            place &+= 4
        }
        while place < text.count {
            append(UInt64(text[place]), 8, to: &bytes)
            place &+= 1
        }
    }
}

extension SegmentMode {
    /// 0 for digits, 1 for alphanumeric, 2 for bytes: no two of them have a bit in common.
    var rank: UInt8 { UInt8(rawValue) }

    /// ISO/IEC 18004, table 2.
    var indicator: UInt8 {
        switch self {
        case .numeric: 0b0001
        case .alphanumeric: 0b0010
        case .byte: 0b0100
        }
    }
}
