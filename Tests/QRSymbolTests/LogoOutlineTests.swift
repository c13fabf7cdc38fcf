import Support
import Testing

@testable import QRSymbol

@Suite struct LogoOutlineTests {
    /// Rows of a mask as they can be looked at: `#` is hidden.
    private func drawn(_ outline: LogoOutline, rows: Int, columns: Int, ring: Double) -> [String] {
        let mask = outline.mask(rows: rows, columns: columns, ring: ring)
        return (0..<rows).map { row in
            String((0..<columns).map { mask.hides(row: row, column: $0) ? "#" : "." })
        }
    }

    /// One opaque square of eight by eight.
    private let spot = LogoOutline(width: 80, height: 80) { $0 / 10 == 3 && $1 / 10 == 3 }

    @Test("One opaque spot hides its module, and those that its ring touches")
    func spots() {
        func hidden(_ side: Int, _ ring: Double) -> [String] {
            drawn(spot, rows: side, columns: side, ring: ring).filter { $0.contains("#") }
        }
        #expect(hidden(8, 0) == ["...#...."])
        // Half a module further in the spot lies across four modules, which its ring fills.
        #expect(hidden(9, 0.5) == ["...##....", "...##...."])
        #expect(hidden(10, 1) == Array(repeating: "...###....", count: 3))
        #expect(hidden(12, 2) == Array(repeating: "...#####....", count: 5))
        // A ring is round: three modules away there are none at the corners.
        #expect(
            hidden(14, 3) == [
                "....#####.....", "...#######....", "...#######....", "...#######....", "...#######....",
                "...#######....", "....#####.....",
            ])
    }

    @Test("A picture keeps its proportions, and an opaque one hides all but what its ring does not touch")
    func proportions() {
        let wide = LogoOutline(width: 40, height: 20) { _, _ in true }
        #expect(drawn(wide, rows: 6, columns: 10, ring: 1) == Array(repeating: "##########", count: 6))
        // The picture of eight by four stands in the middle.
        #expect(
            drawn(wide, rows: 10, columns: 10, ring: 1)
                == ["..........", ".........."] + Array(repeating: "##########", count: 6) + [
                    "..........", "..........",
                ])
        let half = LogoOutline(width: 40, height: 20) { _, column in column < 20 }
        #expect(drawn(half, rows: 6, columns: 10, ring: 1) == Array(repeating: "######....", count: 6))
        #expect(drawn(half, rows: 4, columns: 8, ring: 0) == Array(repeating: "####....", count: 4))
    }

    @Test("A mask counts its modules, and knows them again")
    func masks() {
        var generator = SplitMix64.forTests()
        let wanted = (0..<12 * 70).map { _ in Bool.random(using: &generator) }
        let mask = LogoMask(rows: 12, columns: 70) { wanted[$0 * 70 + $1] }
        #expect(mask.moduleCount == wanted.count { $0 }, "seed \(generator.seed)")
        for place in wanted.indices {
            #expect(mask.hides(row: place / 70, column: place % 70) == wanted[place])
        }
        #expect(!mask.hides(row: -1, column: 0) && !mask.hides(row: 12, column: 0))
        #expect(!mask.hides(row: 0, column: -1) && !mask.hides(row: 0, column: 70))
    }

    @Test("The rectangles of a share are those in which an outline hides the share, whatever its ring")
    func shares() throws {
        let letters = LogoOutline(width: 300, height: 60) { row, column in
            // Five stems, each with a foot.
            column % 60 < 12 || row >= 48 && column % 60 < 40
        }
        let disc = LogoOutline(width: 100, height: 100) { row, column in
            let (y, x) = (Double(2 * row - 99), Double(2 * column - 99))
            return x * x + y * y <= 10_000
        }
        for (outline, aspect, percents) in [(letters, 5.0, [3.0, 4.5, 6]), (disc, 1.0, [5.0, 12, 25])] {
            for ring in [0, 0.5, 1] {
                for percent in percents {
                    let knockOut = KnockOut(ring: ring, outline: outline)
                    let wish = LogoWish(percent: percent, aspect: aspect, knockOut: knockOut)
                    let found = wish.dimensions(inSymbolOf: 45)
                    let best = try #require(found.first, "\(aspect) \(ring) \(percent)")
                    for (rows, columns) in found {
                        let mask = outline.mask(rows: rows, columns: columns, ring: ring)
                        let share = Double(mask.moduleCount) / (45 * 45) * 100
                        #expect(share >= percent - 0.05 && share < percent * 1.2 + 0.5)
                    }
                    #expect(best.rows * best.columns >= Int(percent * 45 * 45 / 100))
                }
            }
        }
        // However large, letters hide no half of a square.
        let much = LogoWish(percent: 40, aspect: 5, knockOut: KnockOut(ring: 0, outline: letters))
        #expect(much.dimensions(inSymbolOf: 45).isEmpty)
    }

    @Test("A square in the middle loses only what is hidden, so it may be larger")
    func areas() throws {
        let cross = LogoOutline(width: 90, height: 90) { (36..<54).contains($0) || (36..<54).contains($1) }
        let knockOut = KnockOut(outline: cross)
        let whole = try LogoArea(version: 8, level: .high)
        let area = try LogoArea(version: 8, level: .high, knockOut: knockOut)
        #expect(area.place.rows.count > whole.place.rows.count)
        let hidden = (0..<49 * 49).filter { area.hides(row: $0 / 49, column: $0 % 49) }
        #expect(hidden.count == area.moduleCount)
        #expect(
            hidden
                == (0..<49).flatMap { row in
                    area.hiddenColumns(inRow: row).joined().map { row * 49 + $0 }
                })
        let map = CodewordMap(version: 8, level: .high)
        let lost = Set(
            hidden.compactMap { place -> CodewordMap.Codeword? in
                guard case .codeword(let codeword, _) = map.purpose(row: place / 49, column: place % 49)
                else {
                    return nil
                }
                return codeword
            })
        #expect(
            area.damagedPerBlock
                == (0..<map.layout.blockCount).map { block in
                    lost.count { $0.block == block }
                })
        #expect(whole.mask == nil && whole.moduleCount == whole.place.rows.count * whole.place.rows.count)
    }

    @Test("A rectangle's ring is any share of a module, and its least side has three modules of picture")
    func rings() throws {
        let sides = [(0.0, 3, 3), (0.25, 4, 5), (0.5, 4, 5), (1, 5, 5), (1.5, 6, 7), (4, 11, 11)]
        for (ring, side, square) in sides {
            let knockOut = KnockOut(ring: ring)
            #expect(knockOut.minimumSide == side && knockOut.minimumSquare == square)
            #expect(
                try LogoArea(side: square, version: 14, level: .high, knockOut: knockOut).moduleCount
                    == square * square)
            #expect(throws: LogoArea.PlanningError.unusableSide(square - 2)) {
                try LogoArea(side: square - 2, version: 14, level: .high, knockOut: knockOut)
            }
        }
        // The proportions are the picture's, so a wide one with a wide ring is less wide with it.
        let wishes = [0.0, 3].map { LogoWish(percent: 15, aspect: 4, knockOut: KnockOut(ring: $0)) }
        let shapes = wishes.map { $0.dimensions(inSymbolOf: 57)[0] }
        for ((rows, columns), ring) in zip(shapes, [0, 3]) {
            let aspect = Double(columns - 2 * ring) / Double(rows - 2 * ring)
            #expect((3.2...4.8).contains(aspect), "\(rows) × \(columns)")
        }
    }
}
