import Testing

@testable import Artwork
@testable import QRSymbol

@Suite struct LogoTonesTests {
    private func logo(_ body: String, viewBox: String = "0 0 100 100") throws -> Logo {
        try Logo(Array(#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="\#(viewBox)">\#(body)</svg>"#.utf8))
    }

    @Test("Flat colours are sure, edges through the middle of a module are not, and the ring is light")
    func tones() throws {
        // Eight modules without a ring, in which nothing moves: the left two and a half are dark.
        let logo = try logo(
            ##"<rect width="80" height="80" fill="#fff"/><rect width="25" height="80"/>"##,
            viewBox: "0 0 80 80")
        let face = try LogoTones(logo.ringed(by: 0), style: .blackOnWhite).face(rows: 8, columns: 8)
        func share(_ column: Int) -> Float { face.certainty(row: 4, column: column) }
        #expect(face.isDark(row: 4, column: 0) == true && share(0) == 1)
        #expect(face.isDark(row: 4, column: 1) == true && share(1) == 1)
        #expect(share(2) < 0.9)
        #expect(face.isDark(row: 4, column: 5) == false && share(5) == 1)
        let ringed = try LogoTones(logo, style: .blackOnWhite).face(rows: 10, columns: 10)
        #expect((0..<10).allSatisfy { ringed.isDark(row: 0, column: $0) == false })
        #expect((0..<10).allSatisfy { ringed.isDark(row: $0, column: 0) == false })
    }

    @Test("A picture keeps its proportions in a rectangle of others, and what is beside it is ground")
    func proportions() throws {
        let logo = try logo(#"<rect width="200" height="50"/>"#, viewBox: "0 0 200 50")
        let tones = try LogoTones(logo, style: .blackOnWhite)
        #expect(tones.aspect == 4)
        let face = tones.face(rows: 14, columns: 14)
        let dark = (0..<14).filter { face.isDark(row: $0, column: 7) == true }
        // Three rows high, so that it lies half a row off the middle.
        #expect(dark == [5, 6, 7] || dark == [6, 7, 8])
        #expect(face.isDark(row: 2, column: 7) == false)
    }

    @Test("Grey is as dark as it is beside the symbol's own colours")
    func relative() throws {
        let logo = try logo(##"<rect width="100" height="100" fill="#909090"/>"##)
        let style = try SymbolStyle(dark: Color(parsing: "#000"), light: Color(parsing: "#fff"))
        #expect(
            try LogoTones(logo, style: style).face(rows: 9, columns: 9).isDark(row: 4, column: 4) == false)
        let darker = try self.logo(##"<rect width="100" height="100" fill="#606060"/>"##)
        #expect(
            try LogoTones(darker, style: style).face(rows: 9, columns: 9).isDark(row: 4, column: 4) == true)
    }

    private func seatedFace(_ logo: Logo, rows: Int, columns: Int) throws -> LogoFace {
        let tones = try LogoTones(logo, style: .blackOnWhite)
        return tones.seated(tones.face(rows: rows, columns: columns))
    }

    @Test("A line along the edge of two modules is moved to the middle of one, if there is a ring to move in")
    func seats() throws {
        // On nine modules of picture a line lies over an edge between two columns.
        let logo = try logo(
            ##"<rect width="90" height="90" fill="#fff"/><rect x="36.5" width="7" height="90"/>"##,
            viewBox: "0 0 90 90")
        let face = try seatedFace(logo, rows: 11, columns: 11)
        #expect(abs(face.seat.right) > 0.25 && face.seat.down == 0 && abs(face.seat.right) <= 0.5)
        let dark = (0..<11).filter { face.isDark(row: 5, column: $0) == true }
        #expect(dark.count == 1)
        #expect((0..<11).allSatisfy { face.certainty(row: 5, column: $0) > 0.9 })
        let still = try LogoTones(logo.ringed(by: 0), style: .blackOnWhite).face(rows: 9, columns: 9)
        #expect(still.seat == .middle && (0..<9).contains { still.certainty(row: 5, column: $0) < 0.8 })
        let outline = try seatedFace(logo.shaped(.outline), rows: 11, columns: 11)
        #expect(outline.seat.shrink == 0)
    }

    @Test("A picture on which readers agree stays in the middle as large as it is")
    func stays() throws {
        let logo = try logo(##"<rect width="100" height="100" fill="#fff"/>"##)
        #expect(try seatedFace(logo, rows: 9, columns: 9).seat == .middle)
    }

    @Test(
        "A module that is black in more than half is doubtful, though its middle is light to all that look there"
    )
    func counted() throws {
        // All of the module but a white dot of a third of its side.
        let logo = try logo(
            ##"<rect width="90" height="90" fill="#fff"/><rect x="40" y="40" width="10" height="10"/>"##
                + ##"<rect x="43" y="43" width="4" height="4" fill="#fff"/>"##,
            viewBox: "0 0 90 90")
        let face = try LogoTones(logo.ringed(by: 0), style: .blackOnWhite).face(rows: 9, columns: 9)
        let share = try #require(face.darkShare(row: 4, column: 4))
        #expect((0.3...0.9).contains(share))
    }

    @Test("Sums of a picture's parts are those of its pixels, beyond its edges too")
    func sums() {
        let pixels = (0..<12).map { UInt8($0 * 20) }
        let sums = LuminanceSums(pixels, width: 4, height: 3)
        func average(row: Float, column: Float, side: Float, outside: Float) -> Float {
            sums.average(
                rows: LuminanceSums.Edges(around: row, side: side, limit: sums.height),
                columns: LuminanceSums.Edges(around: column, side: side, limit: sums.width),
                area: side * side, outside: outside)
        }
        #expect(average(row: 1.5, column: 1.5, side: 1, outside: 0) == 100)
        #expect(average(row: 1, column: 1, side: 2, outside: 0) == 50)
        // A quarter lies inside, at the first pixel.
        #expect(average(row: 0, column: 0, side: 2, outside: 80) == 60)
    }

    @Test("The squares around each number of a table are summed up, whatever their size")
    func squares() {
        let table = (0..<8 * 6).map { UInt16($0 * $0 % 23) }
        for reach in 0...2 {
            let sums = SquareSums.of(table, line: 8, reach: reach)
            for row in reach..<6 - reach {
                for column in reach..<8 - reach {
                    let square = (-reach...reach).flatMap { down in
                        (-reach...reach).map { table[(row + down) * 8 + column + $0] }
                    }
                    #expect(sums[row * 8 + column] == square.reduce(0, +))
                }
            }
        }
    }
}
