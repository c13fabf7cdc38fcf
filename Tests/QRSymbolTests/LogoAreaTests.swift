import QRSymbol
import Testing

@Suite struct LogoAreaTests {
    /// Counted by a program that shares no code with ours (qrcodegen's tables and placement).
    static let counted: [(version: Int, level: CorrectionLevel, side: Int, damaged: [Int])] = [
        (4, .quartile, 9, [7, 10]),
        (5, .high, 11, [6, 5, 6, 4]),
        (6, .medium, 9, [5, 3, 5, 4]),
        (7, .high, 15, [7, 7, 7, 5, 5]),
        (10, .quartile, 17, [6, 7, 7, 5, 5, 4, 4, 5]),
        (14, .high, 21, [3, 3, 4, 5, 4, 3, 3, 4, 3, 3, 4, 5, 5, 4, 3, 5]),
        (20, .low, 15, [0, 0, 8, 8, 8, 8, 8, 0]),
    ]

    @Test("A square's damage per block is what an independent count says", arguments: counted)
    func countsDamage(version: Int, level: CorrectionLevel, side: Int, damaged: [Int]) throws {
        guard (4, .quartile) != (version, level) else {
            // Ten of thirteen leave less than a quarter, so this one must be refused.
            #expect(throws: LogoArea.PlanningError.tooLarge(side: 9, largest: 7)) {
                try LogoArea(side: side, version: version, level: level)
            }
            return
        }
        let area = try LogoArea(side: side, version: version, level: level)
        #expect(area.damagedPerBlock == damaged)
        let capacity = BlockLayout(version: version, level: level).correctableCount
        #expect(area.damageLeft == capacity - (damaged.max() ?? 0))
        #expect(
            area.place.rows.lowerBound * 2 + side == 17 + 4 * version && area.place.rows == area.place.columns
        )
        #expect(area.place.rows.count == side && area.moduleCount == side * side)
    }

    @Test("The largest square is the largest that a brute-force count allows", arguments: Symbol.versions)
    func findsTheLargest(version: Int) {
        for level in CorrectionLevel.allCases {
            let expected = bruteForceLargest(version: version, level: level)
            let planned = try? LogoArea(version: version, level: level)
            #expect(planned?.place.rows.count == expected, "version \(version)-\(level.rawValue)")
            guard let planned else { continue }
            let capacity = BlockLayout(version: version, level: level).correctableCount
            #expect(planned.damageLeft * 4 >= capacity, "a quarter is kept")
        }
    }

    @Test("Only the alignment pattern in the middle, or near it, is covered and reported")
    func reportsAlignmentPatterns() throws {
        #expect(try LogoArea(side: 9, version: 6, level: .high).coveredAlignmentPatternCount == 0)
        #expect(try LogoArea(side: 9, version: 7, level: .high).coveredAlignmentPatternCount == 1)
        #expect(try LogoArea(side: 21, version: 14, level: .high).coveredAlignmentPatternCount == 4)
    }

    @Test("Squares that cannot be are refused with the reason")
    func refuses() {
        #expect(throws: LogoArea.PlanningError.noRoom) { try LogoArea(version: 1, level: .high) }
        #expect(throws: LogoArea.PlanningError.unusableSide(8)) {
            try LogoArea(side: 8, version: 9, level: .high)
        }
        #expect(throws: LogoArea.PlanningError.unusableSide(3)) {
            try LogoArea(side: 3, version: 9, level: .high)
        }
        #expect(throws: LogoArea.PlanningError.self) { try LogoArea(side: 1_001, version: 9, level: .high) }
    }

    @Test("A share of the area becomes an odd side that covers no more")
    func convertsPercent() {
        #expect(LogoArea.side(covering: 10, ofVersion: 5) == 11)
        #expect(LogoArea.side(covering: 12.4, ofVersion: 5) == 13)
        #expect(LogoArea.side(covering: 0.1, ofVersion: 5) == KnockOut.standard.minimumSquare)
        #expect(LogoArea.side(covering: 100, ofVersion: 5) == 37)
    }

    /// Counts from the map alone, module by module, without stopping early.
    private func bruteForceLargest(version: Int, level: CorrectionLevel) -> Int? {
        let map = CodewordMap(version: version, level: level)
        let capacity = map.layout.correctableCount
        return stride(from: 5, through: map.size, by: 2).filter { side in
            var lost = Array(repeating: Set<Int>(), count: map.layout.blockCount)
            let square = (map.size - side) / 2..<(map.size + side) / 2
            for row in square {
                for column in square {
                    switch map.purpose(row: row, column: column) {
                    case .codeword(let codeword, _): lost[codeword.block].insert(codeword.indexInBlock)
                    case .function(.alignment), .remainder: continue
                    default: return false
                    }
                }
            }
            return lost.allSatisfy { 4 * (capacity - $0.count) >= capacity }
        }.max()
    }
}
