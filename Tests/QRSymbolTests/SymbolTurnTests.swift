import Testing

@testable import QRSymbol

@Suite struct SymbolTurnTests {
    @Test(
        "A symbol that is turned to the left has its empty corner at the upper right, and all else as it was")
    func symbol() throws {
        let symbol = try Symbol(encoding: "HTTPS://Q.EXAMPLE/7K4M9TX2", level: .quartile, minimumVersion: 7)
        let matrix = ModuleMatrix(symbol).turned(.left)
        let turned = Symbol(matrix, payload: symbol.payload)
        #expect(turned.turn == .left && symbol.turn == .upright)
        #expect(turned.level == .quartile && turned.mask == symbol.mask && turned.version == 7)
        let last = symbol.size - 1
        for row in 0...last {
            for column in 0...last {
                #expect(
                    turned.isDark(row: last - column, column: row)
                        == symbol.isDark(row: row, column: column))
            }
        }
        // The corner of the symbol's last alignment pattern, which no finder covers.
        #expect(turned.isDark(row: 6, column: last - 6) && turned.isDark(row: 4, column: last - 4))
    }

    @Test("Turning back is the way back, for modules, places and masks")
    func back() {
        let size = 25
        for turn in SymbolTurn.allCases {
            for row in [0, 3, 24] {
                for column in [0, 7, 24] {
                    let place = turn.turned(row: row, column: column, size: size)
                    #expect(turn.upright(row: place.row, column: place.column, size: size) == (row, column))
                }
            }
            let place = LogoPlace(rows: 7..<10, columns: 9..<20)
            let turned = place.turned(turn, inSymbolOf: size)
            let mask = LogoMask(rows: 3, columns: 11) { ($0 + 2 * $1) % 3 == 0 }
            let turnedMask = mask.turned(turn, rows: 3, columns: 11)
            #expect(turnedMask.moduleCount == mask.moduleCount)
            for row in place.rows {
                for column in place.columns {
                    let module = turn.turned(row: row, column: column, size: size)
                    #expect(turned.contains(row: module.row, column: module.column))
                    #expect(
                        turnedMask.hides(
                            row: module.row - turned.rows.lowerBound,
                            column: module.column - turned.columns.lowerBound)
                            == mask.hides(row: row - 7, column: column - 9))
                }
            }
        }
    }

    @Test("What an upright logo shows of a turned symbol is turned the other way")
    func face() {
        let face = LogoFace(rows: 2, columns: 3) { Double($0 * 3 + $1) / 5 }
        let upright = face.upright(.left)
        #expect(upright.rows == 3 && upright.columns == 2)
        // The first row of the logo lies over the symbol's last column.
        #expect(
            (0..<3).map { upright.darkShare(row: $0, column: 1) }
                == (0..<3).map { face.darkShare(row: 0, column: $0) })
        #expect(face.upright(.upright) == face)
    }
}
