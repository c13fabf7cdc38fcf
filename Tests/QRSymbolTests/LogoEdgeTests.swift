import Support
import Testing

@testable import QRSymbol

/// What the symbol shows of a logo's place.
@Suite(.serialized) struct LogoEdgeTests {
    private static let link = Array("HTTPS://Q.QINGQUAN.EXAMPLE/C/7K4M9TX2RB31AP0".utf8)

    /// A chessboard with so many light modules around it.
    private static func board(
        _ rows: Int, _ columns: Int, margin: Int, seat: LogoSeat = .middle
    ) -> LogoFace {
        LogoFace(rows: rows, columns: columns, seat: seat) { row, column in
            let isInside =
                min(row, rows - 1 - row) >= margin && min(column, columns - 1 - column) >= margin
            return isInside && (row + column) % 2 == 0 ? 1 : 0
        }
    }

    /// The modules of a rectangle that may be shown.
    private func modules(
        _ face: LogoFace, _ wish: LogoWish, size: Int, turn: SymbolTurn = .upright
    ) -> [[Int]] {
        let edge = LogoEdge(face.upright(turn), turn: turn, wish: wish, size: size)
        let upright = face.upright(turn)
        return (0..<upright.rows).map { row in
            (0..<upright.columns).filter { edge.mayShow(row: row, column: $0) }
        }
    }

    @Test("A symbol shows dark modules of the ring where they help, and hides no less than was asked for")
    func shows() throws {
        var shown = 0
        for percent in [8.0, 12, 15, 18, 21] {
            let planner = LogoPlanner(LogoWish(percent: percent, position: .upright)) {
                Self.board($0, $1, margin: 2)
            }
            for one in try planner.symbols(Self.link, count: 6) {
                let (area, place) = (one.area, one.area.place)
                #expect(area.percent >= percent - 0.05)
                #expect(CodewordReader(one.symbol).payload == Self.link)
                let matrix = ModuleMatrix(one.symbol)
                for row in place.rows {
                    for column in place.columns where !area.hides(row: row, column: column) {
                        shown += 1
                        #expect(
                            row == place.rows.lowerBound || row == place.rows.upperBound - 1
                                || column == place.columns.lowerBound
                                || column == place.columns.upperBound - 1, "in the ring")
                        #expect(matrix.isDark(row: row, column: column), "a light one is right as it is")
                    }
                }
            }
        }
        #expect(shown > 20)
    }

    @Test("No more is shown than a rectangle hides beyond its share")
    func count() throws {
        // 169 of 1,089 modules are 15.5 percent, 163 are 15; 162 would be 14.9.
        let wish = LogoWish(percent: 15)
        #expect(wish.leastModuleCount(inSymbolOf: 33) == 163)
        let face = Self.board(13, 13, margin: 2)
        let map = CodewordMap(version: 4, level: .high)
        let place = LogoPlace(rows: 10..<23, columns: 10..<23)
        let edge = LogoEdge(face, turn: .upright, wish: wish, size: 33)
        let cover = LogoCover(map, face, at: place, edge: edge)
        // Every module of the symbol is dark, so that all light ones of the logo are wrong.
        let dark = ModuleRows(size: 33) { _, _ in true }
        let matrix = ModuleMatrix(version: 4, mask: 0, words: dark.words)
        let left = edge.shown(face, cover, matrix, damage: [3, 3, 3, 3])
        let hidden = (0..<13).reduce(0) { sum, row in
            sum + (0..<13).count { left.isDark(row: row, column: $0) != nil }
        }
        #expect(hidden >= 163 && hidden < 169)
        let exact = LogoEdge(face, turn: .upright, wish: LogoWish(percent: 15.51), size: 33)
        #expect(exact.shown(face, cover, matrix, damage: [3, 3, 3, 3]) == face)
    }

    @Test("Only the ring may be shown, and where the picture lies in it or is dark beside it nothing")
    func ring() {
        let wish = LogoWish(percent: 15)
        let whole = Array(0..<13)
        let sides = [0, 12]
        let around = [whole] + Array(repeating: sides, count: 11) + [whole]
        #expect(modules(Self.board(13, 13, margin: 2), wish, size: 33) == around)
        #expect(modules(Self.board(13, 13, margin: 1), wish, size: 33).joined().count < 30)
        let aside = LogoSeat(down: 0, right: 0.25, shrink: 0)
        let shifted = modules(Self.board(13, 13, margin: 2, seat: aside), wish, size: 33)
        #expect(shifted == [whole] + Array(repeating: [0], count: 11) + [whole])
        // A wide picture leaves the rows above and below it.
        let wide = modules(Self.board(13, 13, margin: 5), LogoWish(percent: 15, aspect: 2), size: 33)
        #expect(wide[1] == whole && wide[5] == sides)
    }

    @Test("Nothing is shown without a ring, of an outline, and of a rectangle that hides what was asked for")
    func nothing() {
        func count(_ face: LogoFace, _ wish: LogoWish) -> Int {
            modules(face, wish, size: 33).joined().count
        }
        let face = Self.board(13, 13, margin: 2)
        #expect(count(face, LogoWish(percent: 15, knockOut: KnockOut(ring: 0))) == 0)
        #expect(count(face, LogoWish(percent: 15.51)) == 0)
        let round = LogoFace(rows: 13, columns: 13) { row, column in
            (row - 6) * (row - 6) + (column - 6) * (column - 6) > 40 ? nil : 0
        }
        #expect(count(round, LogoWish(percent: 8)) == 0)
    }

    @Test("On a symbol that lies on its side the modules are those around the picture as it is looked at")
    func turned() {
        let aside = LogoSeat(down: 0, right: 0.25, shrink: 0)
        let face = Self.board(9, 20, margin: 2, seat: aside)
        let wish = LogoWish(percent: 14, aspect: 18.0 / 7)
        let upright = modules(face, wish, size: 33, turn: .left)
        let looked = modules(face, wish, size: 33)
        // Row and column as it is looked at: `SymbolTurn.left` puts the upright symbol's first row at the left.
        for row in 0..<20 {
            for column in 0..<9 {
                #expect(upright[row].contains(column) == looked[8 - column].contains(row))
            }
        }
    }
}
