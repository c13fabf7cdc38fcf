/// Finds how a list writes its characters, by everything that is in it.
///
/// A byte order mark says it. NUL bytes, which no text has, are the halves of UTF-16. What is well-formed UTF-8 is UTF-8: by
/// chance hardly ten characters are. A file of which nine characters in ten are UTF-8 has damaged rows. Anything else is
/// taken for GB18030 only if it looks like Chinese in it, for every Latin text would be read as some Chinese, too.
struct EncodingFinder {
    /// What was found.
    enum Finding: Sendable, Hashable {
        case certain(TextEncoding)
        case guessed(TextEncoding)
        /// Neither; the line of the first byte that is no UTF-8.
        case unknown(line: Int)
    }

    /// 4 KiB: the heading and some rows, where UTF-16 without mark shows itself.
    static let beginningByteCount = 4_096
    /// Of ten characters beyond ASCII, nine must be well formed in a file that is UTF-8 with damaged rows.
    private static let wellFormedShare = 9

    /// 2 MiB without a line's end are no row that is ever read: whoever reads the rows will say so, with the line.
    private static let hopelessByteCount = 2 << 20

    private var bytesWithoutLineEnd = 0
    private var utf8 = UTF8Tally()
    private var gb18030 = GB18030Tally()

    /// Returns what the first bytes say, or `nil` if the rest must be looked at.
    static func encoding(ofBeginning bytes: ArraySlice<UInt8>) -> TextEncoding? {
        for encoding in TextEncoding.allCases where bytes.starts(with: encoding.byteOrderMark) {
            return encoding
        }
        var zeros = [0, 0]
        for (offset, byte) in bytes.prefix(beginningByteCount).enumerated() where byte == 0 {
            zeros[offset % 2] += 1
        }
        // ASCII has its zero behind the letter in UTF-16LE, before it in UTF-16BE.
        if zeros[1] > 0, zeros[0] == 0 { return .utf16LittleEndian }
        if zeros[0] > 0, zeros[1] == 0 { return .utf16BigEndian }
        return nil
    }

    /// Whether looking further is of no use.
    var isHopeless: Bool { bytesWithoutLineEnd > Self.hopelessByteCount }

    /// Looks at the next piece of the file.
    mutating func look(at piece: ArraySlice<UInt8>) {
        let hasLineEnd = piece.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        bytesWithoutLineEnd = hasLineEnd ? 0 : bytesWithoutLineEnd + piece.count
        piece.withUnsafeBufferPointer { bytes in
            utf8.take(bytes)
            // Nearly every list is UTF-8, and then nothing else need be counted.
            if utf8.illFormed > 0 { gb18030.take(bytes) }
        }
    }

    /// What everything together says.
    var finding: Finding {
        if utf8.illFormed == 0 { return .certain(.utf8) }
        if utf8.wellFormed >= Self.wellFormedShare * utf8.illFormed { return .certain(.utf8) }
        return gb18030.looksChinese ? .guessed(.gb18030) : .unknown(line: utf8.firstBadLine)
    }
}

/// Counts the characters beyond ASCII that are well-formed UTF-8, and the bytes that are not (Unicode, table 3-7).
private struct UTF8Tally {
    private(set) var wellFormed = 0
    private(set) var illFormed = 0
    private(set) var firstBadLine = 0
    private var line = 1
    /// How many more bytes the character needs, and what the next may be.
    private var needed = 0
    private var range: ClosedRange<UInt8> = 0x80...0xBF

    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
        for byte in bytes {
            if needed > 0 {
                if range.contains(byte) {
                    needed -= 1
                    range = 0x80...0xBF
                    if needed == 0 { wellFormed += 1 }
                    continue
                }
                needed = 0
                noteIllFormed()
            }
            if byte < 0x80 {
                if byte == UInt8(ascii: "\n") { line += 1 }
            } else {
                begin(byte)
            }
        }
    }

    private mutating func begin(_ byte: UInt8) {
        range = 0x80...0xBF
        switch byte {
        case 0xC2...0xDF: needed = 1
        case 0xE0...0xEF:
            needed = 2
            if byte == 0xE0 { range = 0xA0...0xBF }
            if byte == 0xED { range = 0x80...0x9F }
        case 0xF0...0xF4:
            needed = 3
            if byte == 0xF0 { range = 0x90...0xBF }
            if byte == 0xF4 { range = 0x80...0x8F }
        default: noteIllFormed()
        }
    }

    private mutating func noteIllFormed() {
        if illFormed == 0 { firstBadLine = line }
        illFormed += 1
    }
}

/// Counts what bytes would be in GB18030.
private struct GB18030Tally {
    /// Characters of GB 2312: those of nearly all Chinese texts.
    private var common = 0
    private var others = 0
    private var impossible = 0
    private var first: UInt8?

    /// Half of the characters are of GB 2312, which Latin letters with accents are not, and no more than one in ten cannot be.
    var looksChinese: Bool {
        let characters = common + others
        return common > others && impossible * 10 <= characters
    }

    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
        for byte in bytes {
            guard let lead = first else {
                if byte >= 0x81 { first = byte }
                continue
            }
            first = nil
            switch (lead, byte) {
            case (0xA1...0xF7, 0xA1...0xFE): common += 1
            case (0x81...0xFE, 0x40...0x7E), (0x81...0xFE, 0x80...0xFE): others += 1
            // The first half of a character of four bytes; the second looks the same.
            case (0x81...0xFE, 0x30...0x39): break
            default: impossible += 1
            }
        }
    }
}
