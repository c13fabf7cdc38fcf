import Artwork
import QRSymbol
import Testing

@testable import Artwork

@Suite struct LogoTonesTests {
    private func logo(_ body: String, viewBox: String = "0 0 100 100") throws -> Logo {
        try Logo(Array(#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="\#(viewBox)">\#(body)</svg>"#.utf8))
    }

    @Test("Flat colours are sure, edges through the middle of a module are not, and the ring is light")
    func tones() throws {
        // Eight modules with the ring: six of picture, the left two and a half of them dark.
        let logo = try logo(
            ##"<rect width="100" height="100" fill="#fff"/><rect width="41.67" height="100"/>"##)
        let face = try LogoTones(logo, style: .blackOnWhite).face(rows: 8, columns: 8)
        func share(_ column: Int) -> Float { face.certainty(row: 4, column: column) }
        #expect((0..<8).map { face.isDark(row: 0, column: $0) } == Array(repeating: false, count: 8))
        #expect(face.isDark(row: 4, column: 0) == false && share(0) == 1)
        #expect(face.isDark(row: 4, column: 1) == true && share(1) == 1)
        #expect(face.isDark(row: 4, column: 2) == true && share(2) == 1)
        #expect(share(3) < 0.9)
        #expect(face.isDark(row: 4, column: 5) == false && share(5) == 1)
    }

    @Test("A picture keeps its proportions in a rectangle of others, and what is beside it is ground")
    func proportions() throws {
        let logo = try logo(#"<rect width="200" height="50"/>"#, viewBox: "0 0 200 50")
        let tones = try LogoTones(logo, style: .blackOnWhite)
        #expect(tones.aspect == 4)
        let face = tones.face(rows: 14, columns: 14)
        let dark = (0..<14).filter { face.isDark(row: $0, column: 7) == true }
        #expect(dark == [6, 7] || dark == [5, 6, 7, 8] || dark == [6, 7, 8])
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

    @Test("Sums of a picture's parts are those of its pixels, beyond its edges too")
    func sums() {
        let pixels = (0..<12).map { UInt8($0 * 20) }
        let sums = LuminanceSums(pixels, width: 4, height: 3)
        #expect(sums.average(row: 1.5, column: 1.5, side: 1, outside: 0) == 100)
        #expect(sums.average(row: 1, column: 1, side: 2, outside: 0) == 50)
        // A quarter lies inside, at the first pixel.
        #expect(sums.average(row: 0, column: 0, side: 2, outside: 80) == 60)
    }
}
