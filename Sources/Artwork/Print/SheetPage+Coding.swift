extension SheetPage {
    /// The page as bytes that ``init(encoded:)`` reads: three counts, the operators, the letters.
    public var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(content.count + 12 + glyphs.count * 5)
        for count in [labelCount, content.count, glyphs.count] { bytes.append(word: UInt32(count)) }
        bytes += content.bytes
        for key in glyphs.sorted() {
            bytes.append(contentsOf: key.face.letter.utf8)
            bytes.append(word: key.scalar.value)
        }
        return bytes
    }

    /// Reads a page; `nil` for bytes that are none.
    public init?(encoded bytes: [UInt8]) {
        guard bytes.count >= 12 else { return nil }
        let counts = (0..<3).map { Int(bytes.word(at: 4 * $0)) }
        guard bytes.count == 12 + counts[1] + 5 * counts[2] else { return nil }
        var content = PDFText()
        content.append(bytes[12..<12 + counts[1]])
        var glyphs: Set<GlyphKey> = []
        for start in stride(from: 12 + counts[1], to: bytes.count, by: 5) {
            let letter = String(Character(Unicode.Scalar(bytes[start])))
            guard let face = Typeface.allCases.first(where: { $0.letter == letter }),
                let scalar = Unicode.Scalar(bytes.word(at: start + 1))
            else { return nil }
            glyphs.insert(GlyphKey(face: face, scalar: scalar))
        }
        self.init(content: content, glyphs: glyphs, labelCount: counts[0])
    }
}

extension [UInt8] {
    fileprivate mutating func append(word: UInt32) {
        for shift in stride(from: 0, to: 32, by: 8) {
            append(UInt8(truncatingIfNeeded: word >> UInt32(shift)))
        }
    }

    fileprivate func word(at place: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(self[place + $1]) << UInt32(8 * $1) }
    }
}
