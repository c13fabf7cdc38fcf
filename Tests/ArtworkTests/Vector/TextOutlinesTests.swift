import Testing

@testable import Artwork

@Suite struct TextOutlinesTests {
    @Test("A line is as long as its font says, and stands on its baseline")
    func latin() throws {
        let text = try TextOutlines("HI", size: 10, families: ["DejaVu Sans"])
        // The font's own table: H is 1,540 and I 604 of 2,048 wide, and both are 1,493 high.
        #expect(abs(text.advance - 10 * (1_540 + 604) / 2_048) < 0.02)
        #expect(abs(text.bounds.height - 10 * 1_493 / 2_048) < 0.02)
        #expect(abs(text.bounds.maxY) < 0.01)
        #expect(text.bounds.minX > 0 && text.bounds.maxX < text.advance)
        let bold = try TextOutlines("HI", size: 10, families: ["DejaVu Sans"], weight: 700)
        #expect(bold.advance > text.advance)
        let spaced = try TextOutlines(" HI\t", size: 10, families: ["DejaVu Sans"])
        // A space is 651 wide.
        #expect(abs(spaced.advance - text.advance - 20 * 651 / 2_048) < 0.02)
    }

    @Test("Chinese is set in squares, in the captions' font or in whatever font has it")
    func chinese() throws {
        let text = try TextOutlines("扫码领券", size: 3)
        #expect(abs(text.advance - 12) < 0.01)
        #expect(text.bounds.height > 2 && text.bounds.height < 3.2)
        let other = try TextOutlines("扫码领券", size: 3, families: ["DejaVu Sans", "a'b\\"])
        #expect(abs(other.advance - 12) < 0.01)
    }

    @Test("Arabic letters join, and its lines begin at the left like all others")
    func arabic() throws {
        let word = try TextOutlines("سلام", size: 10, families: ["DejaVu Sans"])
        let letters = try "سلام".unicodeScalars.reduce(0) { sum, scalar in
            sum + (try TextOutlines(String(Character(scalar)), size: 10, families: ["DejaVu Sans"])).advance
        }
        #expect(word.advance < letters * 0.9)
        #expect(word.bounds.minX > -2 && word.bounds.maxX < word.advance + 2)
        // A mark at the end of a sentence is at the left.
        let sentence = try TextOutlines("سلام!", size: 10, families: ["DejaVu Sans"])
        let mark = try TextOutlines("!", size: 10, families: ["DejaVu Sans"])
        let first = try #require(sentence.path.parts.min { $0.minX < $1.minX })
        #expect(abs(first.width - mark.bounds.width) < 0.05)
        #expect(sentence.advance > word.advance)
    }

    @Test("Characters that no font has are named, each once")
    func missing() {
        // Unicode has assigned neither.
        let (sign, other) = (Unicode.Scalar(UInt32(0x2FE0)), Unicode.Scalar(UInt32(0x2FE1)))
        #expect(throws: TextFault.missingGlyphs([sign, other].compactMap { $0 })) {
            try TextOutlines("A\u{2FE0}\u{2FE1}B\u{2FE0}\u{FE0F} \u{200D}", size: 1)
        }
    }

    @Test("A text that shows nothing or is no line is refused")
    func refused() {
        #expect(throws: TextFault.empty) { try TextOutlines(" \t", size: 1) }
        #expect(throws: TextFault.empty) { try TextOutlines("", size: 1) }
        #expect(throws: TextFault.tooLong(count: 201, maximum: 200)) {
            try TextOutlines(String(repeating: "A", count: 201), size: 1)
        }
    }

    @Test("Markup is text, and the longest line has all its letters")
    func markup() throws {
        let text = try TextOutlines("<b>&\"'", size: 1, families: ["DejaVu Sans"])
        #expect(text.path.parts.count >= 6)
        let line = try TextOutlines(String(repeating: "I", count: 200), size: 1, families: ["DejaVu Sans"])
        #expect(line.path.parts.count == 200)
        #expect(abs(line.advance - 200.0 * 604 / 2_048) < 0.2)
        let again = try TextOutlines(String(repeating: "I", count: 200), size: 1, families: ["DejaVu Sans"])
        #expect(again == line)
    }
}

extension VectorPath {
    /// The rectangle of each part.
    fileprivate var parts: [VectorBounds] {
        var paths: [VectorPath] = []
        for segment in segments {
            if case .move = segment { paths.append(VectorPath()) }
            paths[paths.count - 1].segments.append(segment)
        }
        return paths.compactMap(\.bounds)
    }
}
