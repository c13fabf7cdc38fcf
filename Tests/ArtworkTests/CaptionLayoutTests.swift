import Testing

@testable import Artwork

/// A font in which every character is half as wide as it is high.
private func halfWidth(_ text: String, _ face: Typeface, _ millimetres: Double) -> Double {
    Double(text.count) * millimetres / 2
}

@Suite struct CaptionLayoutTests {
    static func layout(width: Double, height: Double = 20) -> CaptionLayout {
        CaptionLayout(
            area: PageRectangle(x: 5, y: 5, width: width, height: height), alignment: .leading,
            nominalMillimetres: 2, width: halfWidth)
    }

    @Test("Words that fit keep their size and stand inside the area in order")
    func fits() throws {
        let placed = try Self.layout(width: 30).place([
            (.title, "Tea"), (.code, "7K4M-9TX2"), (.note, "2027"),
        ])
        #expect(placed.map(\.text) == ["Tea", "7K4M-9TX2", "2027"])
        #expect(placed.map(\.millimetres) == [2, 1.9, 1.6])
        #expect(placed.map(\.baseline) == placed.map(\.baseline).sorted())
        #expect(placed.allSatisfy { $0.baseline > 5 && $0.baseline < 25 && $0.x == 5 })
    }

    @Test("A title wraps at words and is shortened after its second line")
    func title() throws {
        let placed = try Self.layout(width: 8).place([(.title, "A very long title that goes on")])
        #expect(placed.count == 2)
        #expect(placed[1].text.hasSuffix("…"))
        #expect(placed.allSatisfy { halfWidth($0.text, .title, $0.millimetres) <= 8 })
    }

    @Test("A code is set smaller, then broken at its groups, and never loses a character")
    func code() throws {
        let smaller = try Self.layout(width: 8).place([(.code, "7K4M-9TX2")])
        #expect(smaller.count == 1)
        #expect(smaller[0].millimetres < 1.9 && smaller[0].millimetres >= 1.2)
        let broken = try Self.layout(width: 8).place([(.code, "7K4M-9TX2-RB5A-77QD")])
        #expect(broken.count > 1)
        #expect(broken.map(\.text).joined() == "7K4M-9TX2-RB5A-77QD")
    }

    @Test("Everything shrinks to fit the height, down to a limit")
    func height() throws {
        let words: [(line: Sheet.Caption.Line, text: String)] = [
            (.title, "Tea"), (.code, "7K4M"), (.note, "x"),
        ]
        let placed = try Self.layout(width: 30, height: 6.5).place(words)
        #expect(placed[0].millimetres < 2)
        #expect(throws: CaptionLayout.TooLong(line: .note)) {
            try Self.layout(width: 30, height: 3).place(words)
        }
    }

    @Test("Centred lines have the same space at both sides, and no words take no room")
    func centred() throws {
        let layout = CaptionLayout(
            area: PageRectangle(x: 0, y: 0, width: 20, height: 10), alignment: .centred,
            nominalMillimetres: 2, width: halfWidth)
        #expect(try layout.place([(.title, "Teas"), (.note, "")]).map(\.x) == [8])
        #expect(try layout.place([]).isEmpty)
    }
}
