import Testing

@testable import QRSymbol

@Suite struct FalseFindersTests {
    private func count(_ picture: [String]) -> Int {
        let rows = picture.map(Array.init)
        return FalseFinders(size: rows.count) { rows[$0][$1] == "#" }.lineCount
    }

    @Test("The three finders of a symbol are no false ones")
    func none() throws {
        let symbol = try Symbol(encoding: "12345", level: .low)
        let matrix = ModuleMatrix(symbol)
        let finders = FalseFinders(size: 21) { row, column in
            // Only the finders.
            let (near, far) = (0..<7, 14..<21)
            let isFinder =
                near.contains(row) && (near.contains(column) || far.contains(column))
                || far.contains(row) && near.contains(column)
            return isFinder && matrix.isDark(row: row, column: column)
        }
        #expect(finders.lineCount == 0)
    }

    @Test("A fourth finder has three rows, a narrower one is one as well, and a line alone is none")
    func rows() {
        var fourth = Array(repeating: Array(repeating: Character("."), count: 25), count: 25)
        for row in 0..<7 {
            for column in 0..<7 {
                let ring = min(row, column, 6 - row, 6 - column)
                fourth[9 + row][10 + column] = ring == 1 ? "." : "#"
            }
        }
        #expect(count(fourth.map { String($0) }) == 3)
        var line = Array(repeating: Array(repeating: Character("."), count: 25), count: 25)
        for column in [10, 12, 13, 14, 16] { line[12][column] = "#" }
        #expect(count(line.map { String($0) }) == 0)
        for row in [8, 10, 11, 14] { line[row][13] = "#" }
        // Down the middle column dark, light, three dark, light, dark, as along the row.
        #expect(count(line.map { String($0) }) == 1)
    }

    @Test("A row and a column with the same middle are a false centre, and with middles side by side none")
    func centres() {
        func finders(_ rows: [Int]) -> FalseFinders {
            FalseFinders(size: 25) { row, column in
                row == 12 && [10, 12, 13, 14, 16].contains(column) || column == 13 && rows.contains(row)
            }
        }
        #expect(finders([9, 11, 13, 15]).centreCount == 1)
        #expect(finders([8, 10, 11, 14]).centreCount == 0)
        #expect(finders([8, 10, 11, 14]).lineCount == 1)
    }

    @Test("A symbol with a false centre is worth less, as one with a fourth finder is")
    func points() {
        let none = FalseFinders(size: 25) { _, _ in false }
        let centre = FalseFinders(size: 25) { row, column in
            let runs = [9, 11, 12, 13, 15]
            return row == 12 && runs.contains(column) || column == 12 && runs.contains(row)
        }
        let fourth = FalseFinders(size: 25) { row, column in
            let ring = min(row - 9, column - 10, 15 - row, 16 - column)
            return ring == 0 || ring >= 2
        }
        #expect(ReadingOdds.points(none) == 0)
        #expect(ReadingOdds.points(centre) > 0)
        #expect(ReadingOdds.points(fourth) > ReadingOdds.points(centre))
    }
}
