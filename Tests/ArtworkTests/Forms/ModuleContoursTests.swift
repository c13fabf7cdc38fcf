import QRSymbol
import Testing

@testable import Artwork

@Suite struct ModuleContoursTests {
    @Test("Filling the outlines by the even-odd rule gives the modules back", arguments: [1, 3, 8, 22])
    func fills(version: Int) throws {
        let symbol = try Symbol(encoding: "清泉茶舍", level: .high, minimumVersion: version)
        let grid = try ModuleGrid(symbol, style: .blackOnWhite)
        let paths = ModuleContours(grid).paths
        // A module is inside where an odd number of upright edges lies to its left.
        var crossings = Array(repeating: Array(repeating: 0, count: grid.side + 1), count: grid.side)
        for path in paths {
            for (corner, next) in zip(path, path.dropFirst() + path.prefix(1)) {
                // Each edge is level or upright, and turns at both ends.
                #expect((corner.row == next.row) != (corner.column == next.column))
                guard corner.column == next.column else { continue }
                for row in min(corner.row, next.row)..<max(corner.row, next.row) {
                    crossings[row][corner.column] += 1
                }
            }
        }
        var wrong = 0
        for row in 0..<grid.side {
            var count = 0
            for column in 0..<grid.side {
                count += crossings[row][column]
                wrong += (count % 2 == 1) == grid.isDark(row: row, column: column) ? 0 : 1
            }
        }
        #expect(wrong == 0)
        #expect(crossings.joined().allSatisfy { $0 <= 1 }, "an edge is drawn twice")
    }

    @Test("Outlines turn as little as they can and join what touches")
    func fewest() throws {
        let grid = try ModuleGrid(Symbol(encoding: "A"), style: .blackOnWhite)
        let paths = ModuleContours(grid).paths
        // A finder is a square with a square hole, and a square within; the first is the upper left one.
        let square = paths.first.map { $0.map { [$0.row, $0.column] } }
        #expect(Set(square ?? []) == [[4, 4], [4, 11], [11, 11], [11, 4]])
        #expect(paths.count < grid.runs.count / 2)
    }
}
