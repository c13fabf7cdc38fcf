import Foundation
import QRSymbol
import Testing

@testable import Artwork

@Suite struct ReadingTests {
    private let size = try? PrintSize(dotsPerModule: 5)

    private func raster(of text: String) throws -> Raster {
        try Raster(png: SymbolPNG.encode(Symbol(encoding: text, level: .medium), size: #require(size)))
    }

    @Test("All symbols of a picture are read, each with its place")
    func readsSeveral() throws {
        let left = try raster(of: "HTTPS://Q.EXAMPLE/LEFT")
        let right = try raster(of: "HTTPS://Q.EXAMPLE/RIGHT")
        var picture = Raster(width: 600, height: 300, filledWith: .white)
        picture.paste(left, row: 20, column: 10)
        picture.paste(right, row: 20, column: 310)
        let found = try SymbolReader.read(luminance: picture.luminance, width: 600, height: 300)
        let texts = found.map { String(decoding: $0.text, as: UTF8.self) }
        #expect(Set(texts) == ["HTTPS://Q.EXAMPLE/LEFT", "HTTPS://Q.EXAMPLE/RIGHT"])
        for symbol in found {
            let isLeft = symbol.text == Array("HTTPS://Q.EXAMPLE/LEFT".utf8)
            #expect(symbol.position.count == 4)
            #expect(symbol.position.allSatisfy { ($0.x < 300) == isLeft })
        }
        #expect(throws: ReadBack.ReadBackError.self) {
            try ReadBack.verify(png: picture.png(), expecting: Array("HTTPS://Q.EXAMPLE/LEFT".utf8))
        }
    }

    @Test("A damaged picture, an empty one and another text fail the check")
    func checkCanFail() throws {
        let text = Array("HTTPS://Q.EXAMPLE/C/7K4M9TX2RB".utf8)
        var picture = try raster(of: "HTTPS://Q.EXAMPLE/C/7K4M9TX2RB")
        try ReadBack.verify(png: picture.png(), expecting: text)
        #expect(throws: ReadBack.ReadBackError.different(read: [text], expected: [0x41])) {
            try ReadBack.verify(png: picture.png(), expecting: [0x41])
        }
        let patch = Raster(width: 70, height: 70, filledWith: .white)
        picture.paste(patch, row: 60, column: 60)
        #expect(throws: ReadBack.ReadBackError.nothingRead) {
            try ReadBack.verify(png: picture.png(), expecting: text)
        }
        let empty = Raster(width: 50, height: 50, filledWith: .white)
        #expect(throws: ReadBack.ReadBackError.nothingRead) {
            try ReadBack.verify(png: empty.png(), expecting: text)
        }
    }

    @Test("Cut and garbled files are errors")
    func refusesBrokenFiles() throws {
        let file = try raster(of: "A").png()
        for count in [0, 7, 8, 20, 40, file.count / 2, file.count - 1] {
            #expect(throws: SymbolReader.ReaderError.self, "cut to \(count)") {
                try SymbolReader.read(png: Array(file.prefix(count)))
            }
        }
        var garbled = file
        garbled[file.count / 2] ^= 0x55
        #expect {
            try SymbolReader.read(png: garbled)
        } throws: { error in
            guard case .png(.refused(let message)) = error as? SymbolReader.ReaderError else { return false }
            return !message.isEmpty
        }
        #expect(throws: SymbolReader.ReaderError.self) { try SymbolReader.read(svg: Array("no".utf8)) }
        #expect(throws: SymbolReader.ReaderError.unusableSize(width: 0, height: 5)) {
            try SymbolReader.read(luminance: [], width: 0, height: 5)
        }
    }

    @Test("A small file of huge dimensions is refused by its header")
    func refusesHugePictures() throws {
        let file = try decoded(
            """
            iVBORw0KGgoAAAANSUhEUgAAdTAAAHUwAQAAAABOXMUXAAAADElEQVR42mNgoD0AAABkAAG4me+ZAAAAAElFTkSuQmCC
            """)
        #expect(throws: SymbolReader.ReaderError.png(.tooLarge(width: 30_000, height: 30_000))) {
            try SymbolReader.read(png: file)
        }
    }

    @Test("Interlaced sixteen-bit pictures with transparency are laid on the background")
    func readsInterlaced() throws {
        let file = try decoded(
            """
            iVBORw0KGgoAAAANSUhEUgAAAAgAAAAIEAQAAAFJkZrVAAAAHElEQVR42mNgYPj/nwEK4CzsDIRCWgtgSNBLAQBakz/B3DBp\
            RgAAAABJRU5ErkJggg==
            """)
        let onGreen = try Raster(png: file, on: Color(red: 1, green: 200, blue: 3))
        #expect(onGreen.width == 8 && onGreen.height == 8)
        for pixel in 0..<64 {
            let expected: [UInt8] = pixel % 8 < 4 ? [0, 0, 0] : [1, 200, 3]
            #expect(Array(onGreen.pixels[pixel * 3..<pixel * 3 + 3]) == expected)
        }
        let grey = try PNGDecoder.luminance(of: file)
        #expect(grey.bytes == (0..<64).map { $0 % 8 < 4 ? 0 : 255 })
    }

    @Test("An SVG document reaches neither files nor the network")
    func staysInside() throws {
        let secret = FileManager.default.temporaryDirectory.appending(path: "tessera-secret.png")
        let red = Raster(width: 4, height: 4, filledWith: Color(red: 255, green: 0, blue: 0))
        try Data(red.png()).write(to: secret)
        defer { try? FileManager.default.removeItem(at: secret) }
        let inside = base64Text(try red.png())
        for (address, isDrawn) in [
            ("file://\(secret.path())", false), (secret.path(), false), (secret.lastPathComponent, false),
            ("data:image/png;base64,\(inside)", true),
        ] {
            let svg = """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4">\
                <image width="4" height="4" href="\(address)"/></svg>
                """
            let drawn = try SVGRasterizer.render(Array(svg.utf8), width: 4)
            #expect((drawn == red) == isDrawn, "\(address.prefix(40))")
        }
    }

    @Test("The height follows from the document, and impossible sizes are refused")
    func findsHeights() throws {
        func svg(_ attributes: String) -> [UInt8] {
            Array("<svg xmlns='http://www.w3.org/2000/svg' \(attributes)/>".utf8)
        }
        #expect(try SVGRasterizer.render(svg("viewBox='0 0 40 10'"), width: 80).height == 20)
        #expect(try SVGRasterizer.render(svg("width='20mm' height='30mm'"), width: 80).height == 120)
        #expect(throws: SVGRasterizer.RenderError.noSize) { try SVGRasterizer.render(svg(""), width: 80) }
        #expect(throws: SVGRasterizer.RenderError.unusableSize(width: 0, height: 0)) {
            try SVGRasterizer.render(svg("viewBox='0 0 40 10'"), width: 0, height: 0)
        }
        #expect(throws: SVGRasterizer.RenderError.unusableSize(width: 80, height: 20_001)) {
            try SVGRasterizer.render(svg("viewBox='0 0 1 900000000000000000000'"), width: 80)
        }
    }

    private func decoded(_ base64: String) throws -> [UInt8] {
        Array(try #require(Data(base64Encoded: base64)))
    }
}
