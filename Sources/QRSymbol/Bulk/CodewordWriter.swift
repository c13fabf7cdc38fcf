/// Writes segments as the data codewords of a symbol, ISO/IEC 18004, 7.4.
///
/// Bits gather in a word and leave it by whole bytes.
struct CodewordWriter {
    /// The codewords; those behind the ones that were written are left over from before.
    private(set) var bytes: [UInt8]
    /// FNC1 in first position, ISO/IEC 18004, table 2.
    private static let gs1Indicator: UInt64 = 0b0101
    private var count = 0
    private var pending: UInt64 = 0
    private var pendingCount = 0

    /// Makes room for the codewords of the largest symbol.
    init() {
        bytes = [UInt8](repeating: 0, count: BlockLayout(version: 40, level: .low).codewordCount)
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
        (count, pending, pendingCount) = (0, 0, 0)
        if isGS1 { append(Self.gs1Indicator, 4) }
        for segment in segments {
            append(UInt64(segment.mode.indicator), 4)
            append(UInt64(segment.range.count), segment.mode.headerBitCount(version: version) - 4)
            switch segment.mode {
            case .numeric: appendDigits(text, segment.range)
            case .alphanumeric: appendAlphanumerics(text, segment.range)
            case .byte: for place in segment.range { append(UInt64(text[place]), 8) }
            }
        }
        // The terminator is cut off where the symbol is full.
        append(0, min(4, dataCount * 8 - count * 8 - pendingCount))
        flush()
        var pad: UInt8 = 0xEC
        while count < dataCount {
            bytes[count] = pad
            count += 1
            pad ^= 0xEC ^ 0x11
        }
    }

    /// Puts a block's correction codewords behind the data.
    mutating func set(_ remainder: ReedSolomon.Remainder, count: Int, at start: Int) {
        var bytes = bytes.mutableSpan
        for place in 0..<count { bytes[start + place] = remainder[place] }
    }

    /// Appends up to 16 bits.
    @inline(__always)
    private mutating func append(_ bits: UInt64, _ bitCount: Int) {
        pending = pending &<< UInt64(bitCount) | bits
        pendingCount &+= bitCount
        guard pendingCount >= 32 else { return }
        pendingCount &-= 32
        let word = UInt32(truncatingIfNeeded: pending &>> UInt64(pendingCount))
        let place = count
        count = place &+ 4
        var bytes = bytes.mutableSpan
        bytes[place] = UInt8(truncatingIfNeeded: word &>> 24)
        bytes[place + 1] = UInt8(truncatingIfNeeded: word &>> 16)
        bytes[place + 2] = UInt8(truncatingIfNeeded: word &>> 8)
        bytes[place + 3] = UInt8(truncatingIfNeeded: word)
    }

    /// Writes what is left of a word; the last byte is filled with zeros.
    private mutating func flush() {
        append(0, (8 - pendingCount & 7) & 7)
        while pendingCount > 0 {
            pendingCount -= 8
            bytes[count] = UInt8(truncatingIfNeeded: pending >> UInt64(pendingCount))
            count += 1
        }
    }

    private mutating func appendDigits(_ text: [UInt8], _ range: Range<Int>) {
        var place = range.lowerBound
        while place < range.upperBound {
            let group = min(3, range.upperBound - place)
            var number: UInt64 = 0
            for _ in 0..<group {
                number = number * 10 + UInt64(text[place] & 0x0F)
                place += 1
            }
            append(number, group * 3 + 1)
        }
    }

    private mutating func appendAlphanumerics(_ text: [UInt8], _ range: Range<Int>) {
        var place = range.lowerBound
        while place + 1 < range.upperBound {
            append(CharacterClass.value(text[place]) * 45 + CharacterClass.value(text[place + 1]), 11)
            place += 2
        }
        if place < range.upperBound { append(CharacterClass.value(text[place]), 6) }
    }
}

extension SegmentMode {
    /// ISO/IEC 18004, table 2.
    fileprivate var indicator: UInt8 {
        switch self {
        case .numeric: 0b0001
        case .alphanumeric: 0b0010
        case .byte: 0b0100
        }
    }
}

/// Which modes can hold a byte, by a table.
enum CharacterClass {
    /// The densest mode that can hold each byte.
    private static let densest: [SegmentMode] = (0...255).map { byte in
        SegmentMode.allCases.first { $0.sixths(for: UInt8(byte)) != nil } ?? .byte
    }

    /// The values of alphanumeric characters, ISO/IEC 18004, table 5; 0 for others.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0, count: 256)
        for (value, byte) in SegmentMode.alphanumericCharacters.enumerated() {
            values[Int(byte)] = UInt8(value)
        }
        return values
    }()

    @inline(__always)
    static func densestMode(_ byte: UInt8) -> SegmentMode { densest[Int(byte)] }

    @inline(__always)
    static func value(_ byte: UInt8) -> UInt64 { UInt64(values[Int(byte)]) }
}
