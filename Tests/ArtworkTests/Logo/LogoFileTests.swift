import QRSymbol
import Testing

@testable import Artwork

@Suite struct LogoFileTests {
    @Test("A JPEG is a logo, without what the camera added; one that lies otherwise becomes an upright PNG")
    func jpeg() throws {
        let logo = try Logo(PictureBytes.baseline)
        #expect(logo.format == .jpeg)
        let turned = try Logo(PictureBytes.turned)
        #expect(turned.format == .png)
        let header = try #require(PNGHeader(turned.bytes))
        #expect(header.width == 8 && header.height == 16)
        #expect(!turned.bytes.contains(sequence: Array("Exif".utf8)))
        let symbol = try Symbol(encoding: "HTTPS://Q.EXAMPLE/C/7K4M9TX2RB", level: .high, minimumVersion: 4)
        let style = try SymbolStyle(logo: logo)
        let svg = try SymbolSVG.encode(symbol, style: style, moduleMillimetres: 0.5)
        #expect(svg.contains("data:image/jpeg;base64,"))
        try ReadBack.verify(svg: Array(svg.utf8), expecting: symbol.payload)
        try ReadBack.verify(
            png: SymbolPNG.encode(symbol, style: style, size: PrintSize(dotsPerModule: 6)),
            expecting: symbol.payload)
    }

    @Test("Files that move, are made for a press, are cut or cannot be seen are no logos")
    func refused() {
        #expect(throws: Logo.LogoError.picture(.animatedPNG(frameCount: 2))) {
            try Logo(PictureBytes.animated)
        }
        #expect(throws: Logo.LogoError.picture(.colourComponents(4))) { try Logo(PictureBytes.cmyk) }
        #expect(throws: Logo.LogoError.picture(.gif)) { try Logo(PictureBytes.animatedGIF) }
        #expect(throws: Logo.LogoError.picture(.webP)) { try Logo(PictureBytes.webp) }
        #expect(throws: Logo.LogoError.picture(.truncated)) {
            try Logo(Array(PictureBytes.baseline.dropLast(20)))
        }
        #expect(throws: Logo.LogoError.picture(.truncated)) {
            try Logo(Array(PictureBytes.png.dropLast(20)))
        }
        #expect(throws: Logo.LogoError.invisible) { try Logo(PictureBytes.transparent) }
        #expect(throws: Logo.LogoError.invisible) {
            try Logo(
                Array(
                    #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" opacity="0"/></svg>"#
                        .utf8))
        }
        #expect(throws: Logo.LogoError.document(.script("<script>"))) {
            try Logo(
                Array(
                    #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>1</script></svg>"#
                        .utf8))
        }
    }

    @Test("White on nothing and black on nothing are logos: one of them shows on any ground")
    func visible() throws {
        for fill in ["white", "black"] {
            let svg =
                #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="2" height="2" fill="\#(fill)"/></svg>"#
            #expect(try Logo(Array(svg.utf8)).format == .svg)
        }
    }
}
