import Testing

@testable import QRSymbol

@Suite struct ReadingOddsTests {
    @Test("More left is better, a weak block counts for more than a strong one, and what is unreadable most")
    func odds() {
        let layout = BlockLayout(version: 5, level: .high)
        func points(_ left: [Double]) -> Double { ReadingOdds.points(left: left, of: layout) }
        #expect(points([5, 5, 5, 5]) < points([4, 5, 5, 5]))
        #expect(points([3, 7, 7, 7]) > points([6, 6, 6, 6]))
        #expect(points([-1, -1, -1, -1]) > points([0, 0, 0, 0]) && points([0, 0, 0, 0]) > 16)
        #expect(points([11, 11, 11, 11]) < 1)
    }

    @Test("A version costs more than the one before, but for those that have more alignment patterns")
    func versions() {
        let costs = (1...40).map { ReadingOdds.points(version: $0) }
        let cheaper = (2...40).filter { costs[$0 - 1] <= costs[$0 - 2] }
        #expect(cheaper == [2, 7])
    }

    @Test("A symbol that is lighter than half costs more the lighter it is, a darker one nothing")
    func lightness() {
        #expect(ReadingOdds.points(darkShare: 0.4) > ReadingOdds.points(darkShare: 0.45))
        #expect(ReadingOdds.points(darkShare: 0.45) > 0)
        #expect(ReadingOdds.points(darkShare: 0.5) == 0 && ReadingOdds.points(darkShare: 0.6) == 0)
    }

    @Test("How dark a symbol is counts what the logo shows in its place, doubtful modules in part")
    func darkShare() throws {
        let matrix = ModuleMatrix(try Symbol(encoding: Array("DARK".utf8), level: .medium))
        let place = LogoPlace(rows: 8..<11, columns: 9..<13)
        func darkCount(_ isCounted: (_ row: Int, _ column: Int) -> Bool) -> Double {
            var count = 0
            for row in 0..<matrix.size {
                count += (0..<matrix.size).count { isCounted(row, $0) && matrix.isDark(row: row, column: $0) }
            }
            return Double(count)
        }
        let dark = darkCount { _, _ in true }
        let hidden = darkCount { place.contains(row: $0, column: $1) }
        let count = Double(matrix.size * matrix.size)
        for (share, expected) in [(0.0, dark - hidden), (0.25, dark - hidden + 3), (1, dark - hidden + 12)] {
            let face = LogoFace(rows: 3, columns: 4) { _, _ in share }
            #expect(abs(matrix.darkShare(face, at: place) - expected / count) < 1e-9)
        }
        let nothing = LogoFace(rows: 3, columns: 4) { _, _ in nil }
        #expect(abs(matrix.darkShare(nothing, at: place) - dark / count) < 1e-9)
    }
}
