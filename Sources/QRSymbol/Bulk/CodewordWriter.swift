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
        (count, pending, pendingCount) = (0, 0, 0)
        if isGS1 { append(Self.gs1Indicator, 4) }
        for segment in segments {
            append(UInt64(segment.mode.indicator), 4)
            append(UInt64(segment.range.count), segment.mode.headerBitCount(version: version) - 4)
            let text = text.span.extracting(segment.range)
            switch segment.mode {
            case .numeric: appendDigits(text)
            case .alphanumeric: appendAlphanumerics(text)
            case .byte: appendBytes(text)
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

    /// Puts a block's correction codewords behind the data, and zeros behind them: the next block's come later.
    mutating func set(_ remainder: ReedSolomon.Remainder, at start: Int) {
        var bytes = bytes.mutableSpan
        var raw = unsafe bytes.mutableBytes
        for index in 0..<4 {
            raw.storeBytes(of: remainder.words[index].bigEndian, toByteOffset: start + index * 8, as: UInt64.self)
        }
    }

    /// Appends up to 32 bits.
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
        var raw = unsafe bytes.mutableBytes
        raw.storeBytes(of: word.bigEndian, toByteOffset: place, as: UInt32.self)
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

    private mutating func appendDigits(_ text: borrowing Span<UInt8>) {
        var place = 0
        while place < text.count {
            let group = min(3, text.count - place)
            var number: UInt64 = 0
            for _ in 0..<group {
                number = number * 10 + UInt64(text[place] & 0x0F)
                place += 1
            }
            append(number, group * 3 + 1)
        }
    }

    /// Two characters are eleven bits; four are appended at once.
    private mutating func appendAlphanumerics(_ text: borrowing Span<UInt8>) {
        let values = CharacterClass.values
        func pair(_ place: Int) -> UInt64 {
            values[text[place]] &* 45 &+ values[text[place &+ 1]]
        }
        var place = 0
        while place &+ 3 < text.count {
            append(pair(place) &<< 11 | pair(place &+ 2), 22)
            place &+= 4
        }
        if place + 1 < text.count {
            append(pair(place), 11)
            place += 2
        }
        if place < text.count { append(values[text[place]], 6) }
    }

    private mutating func appendBytes(_ text: borrowing Span<UInt8>) {
        var place = 0
        while place &+ 3 < text.count {
            let word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt32.self)
            append(UInt64(UInt32(bigEndian: word)), 32)
            place &+= 4
        }
        while place < text.count {
            append(UInt64(text[place]), 8)
            place &+= 1
        }
    }
}

extension SegmentMode {
    /// 0 for digits, 1 for alphanumeric, 2 for bytes: no two of them have a bit in common.
    var rank: UInt8 { UInt8(rawValue) }

    /// ISO/IEC 18004, table 2.
    fileprivate var indicator: UInt8 {
        switch self {
        case .numeric: 0b0001
        case .alphanumeric: 0b0010
        case .byte: 0b0100
        }
    }
}

/// Which modes can hold a byte, by tables.
enum CharacterClass {
    /// The densest mode that can hold each byte.
    static let densestModes = ByteTable { byte in
        SegmentMode.allCases.first { $0.sixths(for: byte) != nil } ?? .byte
    }

    /// The ranks of those modes.
    static let ranks = ByteTable { densestModes[$0].rank }

    /// The values of alphanumeric characters, ISO/IEC 18004, table 5; 0 for others.
    static let values = ByteTable { byte in
        UInt64(SegmentMode.alphanumericCharacters.firstIndex(of: byte) ?? 0)
    }
}

/// What is known of every byte; looked up without a check, since there is no byte without an entry.
struct ByteTable<Element: Sendable>: Sendable {
    private let elements: [Element]

    init(_ element: (UInt8) -> Element) {
        elements = (0...255).map { element(UInt8($0)) }
    }

    @inline(__always)
    subscript(byte: UInt8) -> Element { unsafe elements.span[unchecked: Int(byte)] }
}
