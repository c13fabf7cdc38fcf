internal import QRSymbol

/// The modules of a symbol as rows of bits, as an image mask of one bit a module has them.
struct ModuleBits: Sendable, Hashable {
    /// Modules a side, without the quiet zone.
    let size: Int
    /// A set bit is dark; each row begins with a byte of its own, the leftmost module is the highest bit.
    let bytes: [UInt8]

    var bytesPerRow: Int { (size + 7) / 8 }

    /// Takes the modules of a symbol of either family, those under a logo left light.
    ///
    /// - Complexity: O(size²)
    init(_ symbol: Symbol, without logo: LogoArea?) {
        let bytesPerRow = (symbol.size + 7) / 8
        var bytes = [UInt8](repeating: 0, count: symbol.size * bytesPerRow)
        for row in 0..<symbol.size {
            for column in 0..<symbol.size
            where symbol.isDark(row: row, column: column)
                && logo?.hides(row: row, column: column) != true
            {
                bytes[row * bytesPerRow + column / 8] |= 0x80 >> UInt8(column % 8)
            }
        }
        self.init(size: symbol.size, bytes: bytes)
    }

    /// Takes rows of bits.
    init(size: Int, bytes: [UInt8]) {
        self.size = size
        self.bytes = bytes
    }

    /// Takes the modules, those under a logo left light.
    ///
    /// - Complexity: O(size²) in bytes.
    init(_ matrix: ModuleMatrix, without logo: LogoArea?) {
        size = matrix.size
        let bytesPerRow = (size + 7) / 8
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size * bytesPerRow)
        for row in 0..<size {
            let hidden = logo?.hiddenColumns(inRow: row) ?? []
            for index in 0..<matrix.wordsPerRow {
                var word = matrix.word(index, ofRow: row)
                for columns in hidden { word &= ~Self.bits(of: columns, inWord: index) }
                let count = min(8, bytesPerRow - 8 * index)
                let mirrored = Self.mirrored(word)
                for byte in 0..<count {
                    bytes.append(UInt8(truncatingIfNeeded: mirrored >> UInt64(8 * byte)))
                }
            }
        }
        self.bytes = bytes
    }

    func isDark(row: Int, column: Int) -> Bool {
        guard row >= 0, column >= 0, row < size, column < size else { return false }
        return bytes[row * bytesPerRow + column / 8] & (0x80 >> UInt8(column % 8)) != 0
    }

    /// The bits of a range of columns in the word that begins at column 64 × index.
    private static func bits(of columns: Range<Int>, inWord index: Int) -> UInt64 {
        let inside = columns.clamped(to: 64 * index..<64 * (index + 1))
        guard !inside.isEmpty else { return 0 }
        let ones = inside.count == 64 ? UInt64.max : (1 << UInt64(inside.count)) - 1
        return ones << UInt64(inside.lowerBound - 64 * index)
    }

    /// Reverses the bits of every byte, for the first column is a word's lowest bit and a byte's highest.
    private static func mirrored(_ word: UInt64) -> UInt64 {
        var word = word
        word = (word >> 1 & 0x5555_5555_5555_5555) | (word & 0x5555_5555_5555_5555) << 1
        word = (word >> 2 & 0x3333_3333_3333_3333) | (word & 0x3333_3333_3333_3333) << 2
        return (word >> 4 & 0x0F0F_0F0F_0F0F_0F0F) | (word & 0x0F0F_0F0F_0F0F_0F0F) << 4
    }
}

extension PDFText {
    /// Appends modules as an inline image mask that fills the unit square (ISO 32000-1, 8.9.6.2 and 8.9.7).
    ///
    /// Inline images should not pass 4 KB (8.9.7, note 3); version 40 has 4,071 bytes.
    mutating func append(mask bits: ModuleBits) {
        append("BI/W ")
        append(bits.size)
        append("/H ")
        append(bits.size)
        // Value 1 paints.
        append("/IM true/D[1 0]")
        // A reader that looks for the end mark instead of counting must not find it in the modules.
        guard bits.bytes.hasEndMark else {
            append("ID ")
            append(bits.bytes)
            append("\nEI\n")
            return
        }
        append("/F/AHx ID ")
        var digits = PDFText()
        digits.append(hexadecimal: bits.bytes)
        append(digits.bytes.dropFirst())
        append("\nEI\n")
    }
}

extension [UInt8] {
    /// Whether `EI` stands somewhere.
    fileprivate var hasEndMark: Bool {
        var before: UInt8 = 0
        for byte in self {
            if byte == UInt8(ascii: "I"), before == UInt8(ascii: "E") { return true }
            before = byte
        }
        return false
    }
}
