import Artwork
import QRSymbol
import Testing

/// Looks that no form can show by whole squares in two colours.
enum SampleLook {
    static let text = "HTTPS://T.QINGQUAN.EXAMPLE/C/7K3M-9QXR-2V10"

    /// All parts differ.
    static func colourful() throws -> SymbolLook {
        var look = SymbolLook()
        look.modules = .rounded
        look.frames = .leaf
        look.pupils = .circle
        look.moduleFill = try Fill(parsing: "linear:30:#0b6e4f,#3c1361@60,#000000")
        look.frameFill = try Fill(parsing: "#8c1d18")
        look.pupilFill = try Fill(parsing: "radial:#0b3e8f,#000000")
        look.lightModules = .dot
        look.lightFill = try Fill(parsing: "#fff4d6")
        return look
    }
}

extension Symbol {
    /// Whether a module is of a finder pattern, but not of its middle row or column.
    func isOffMiddle(row: Int, column: Int) -> Bool {
        let (top, left) = (row < 7, column < 7)
        guard top && left || top && column >= size - 7 || left && row >= size - 7 else { return false }
        return ![3, size - 4].contains(row) && ![3, size - 4].contains(column)
    }
}

extension Raster {
    /// Reads the one symbol of the picture.
    func text() throws -> [UInt8]? {
        let found = try SymbolReader.read(luminance: luminance, width: width, height: height)
        return found.count == 1 ? found[0].text : nil
    }

    /// A pixel's colour.
    func color(row: Int, column: Int) -> Color {
        let start = (row * width + column) * 3
        return Color(red: pixels[start], green: pixels[start + 1], blue: pixels[start + 2])
    }
}

@Suite struct LookReadingTests {
    @Test("A symbol in every shape is read from PNG and SVG", arguments: ModuleShape.allCases)
    func modules(shape: ModuleShape) throws {
        let symbol = try Symbol(encoding: SampleLook.text)
        var look = SymbolLook()
        look.modules = shape
        look.frames = .rounded
        let style = try SymbolStyle(look: look)
        for scale in [4, 7] {
            let png = try SymbolPNG.encode(symbol, style: style, size: PrintSize(dotsPerModule: scale))
            try ReadBack.verify(png: png, expecting: symbol.payload)
        }
        let svg = try SymbolSVG.encode(symbol, style: style, moduleMillimetres: 0.5)
        try ReadBack.verify(svg: Array(svg.utf8), expecting: symbol.payload, width: 296)
    }

    @Test(
        "Frames and pupils of every shape are read together",
        arguments: FinderShape.allCases, FinderShape.allCases)
    func finders(frame: FinderShape, pupil: FinderShape) throws {
        let symbol = try Symbol(encoding: SampleLook.text)
        var look = SymbolLook()
        look.frames = frame
        look.pupils = pupil
        let png = try SymbolPNG.encode(
            symbol, style: SymbolStyle(look: look), size: PrintSize(dotsPerModule: 5))
        try ReadBack.verify(png: png, expecting: symbol.payload)
    }

    @Test("In every shape the middle of each module has its own colour", arguments: ModuleShape.allCases)
    func middles(shape: ModuleShape) throws {
        let symbol = try Symbol(encoding: SampleLook.text)
        var look = SymbolLook()
        look.modules = shape
        look.frames = .circle
        look.pupils = .leaf
        let size = try PrintSize(dotsPerModule: 8)
        let raster = try Raster(png: SymbolPNG.encode(symbol, style: SymbolStyle(look: look), size: size))
        for row in 0..<symbol.size {
            // Of a finder pattern readers look at the lines through its middle; round ones have no corners.
            for column in 0..<symbol.size where !symbol.isOffMiddle(row: row, column: column) {
                let color = raster.color(row: (row + 4) * 8 + 4, column: (column + 4) * 8 + 4)
                let expected: Color = symbol.isDark(row: row, column: column) ? .black : .white
                #expect(color == expected, "row \(row), column \(column)")
            }
        }
    }

    @Test("Micro QR has one finder pattern in the look's shape")
    func micro() throws {
        var maker = SymbolMaker()
        let symbol = try maker.make(EncodingOrder(.text("12345"), level: .low, family: .micro))
        var look = SymbolLook()
        look.frames = .circle
        let style = try SymbolStyle(quietZone: 2, look: look)
        let png = try SymbolPNG.encode(symbol, style: style, size: PrintSize(dotsPerModule: 10))
        let raster = try Raster(png: png)
        // The frame's corner is cut, its middle is not; the far corners have no frame.
        #expect(raster.color(row: 21, column: 21) == .white)
        #expect(raster.color(row: 25, column: 55) == .black)
        for row in 0..<symbol.size where symbol.isDark(row: row, column: symbol.size - 1) {
            #expect(raster.color(row: (row + 2) * 10 + 5, column: (symbol.size + 1) * 10 + 5) == .black)
        }
    }

    @Test("A symbol without ground is transparent where nothing is printed, and reads on what is light")
    func transparent() throws {
        let symbol = try Symbol(encoding: SampleLook.text)
        var look = SymbolLook()
        look.ground = .transparent
        let style = try SymbolStyle(light: Color(parsing: "#f4f1de"), look: look)
        let png = try SymbolPNG.encode(symbol, style: style, size: PrintSize(dotsPerModule: 6))
        let (onRed, onWhite) = (
            try Raster(png: png, on: Color(red: 255, green: 0, blue: 0)), try Raster(png: png)
        )
        #expect(onRed.color(row: 3, column: 3) == Color(red: 255, green: 0, blue: 0))
        #expect(onRed.color(row: 26, column: 26) == .black)
        #expect(try onWhite.text() == symbol.payload)
        let svg = try SymbolSVG.encode(symbol, style: style, moduleMillimetres: 0.5)
        #expect(!svg.contains("#f4f1de"))
    }

    @Test("Light ink on something dark leaves dark modules bare, and reads there")
    func knockedOut() throws {
        let symbol = try Symbol(encoding: SampleLook.text)
        var look = SymbolLook()
        look.ground = .knockedOut
        look.modules = .diamond
        let style = try SymbolStyle(dark: Color(parsing: "#0d2a4a"), look: look)
        let png = try SymbolPNG.encode(symbol, style: style, size: PrintSize(dotsPerModule: 8))
        #expect(try Raster(png: png, on: style.dark).text() == symbol.payload)
        #expect(try Raster(png: png, on: .white).text() == nil, "nothing of the symbol itself is printed")
        let svg = try SymbolSVG.encode(symbol, style: style, moduleMillimetres: 0.5)
        #expect(!svg.contains("#0d2a4a"))
        let drawn = try SVGRasterizer.render(Array(svg.utf8), width: 37 * 8, on: style.dark)
        #expect(try drawn.text() == symbol.payload)
        #expect(throws: StyleError.darkSurroundings(quietZone: 3, minimum: 4)) {
            try SymbolStyle(dark: Color(parsing: "#0d2a4a"), quietZone: 3, look: look)
        }
    }

    @Test("A logo stands on a look as on plain modules, drawn as curves")
    func logo() throws {
        let symbol = try Symbol(encoding: "HTTPS://Q.EXAMPLE/A", level: .high, minimumVersion: 5)
        var look = SymbolLook()
        look.modules = .dot
        let plain = try SymbolStyle(logo: Logo(SampleLogo.svg))
        let style = try SymbolStyle(logo: Logo(SampleLogo.svg), look: look)
        let size = try PrintSize(dotsPerModule: 10)
        let drawn = try Raster(png: SymbolPNG.encode(symbol, style: style, size: size))
        #expect(try drawn.text() == symbol.payload)
        let reference = try Raster(png: SymbolPNG.encode(symbol, style: plain, size: size))
        let square = try #require(try ModuleGrid(symbol, style: style).logoPicture).wholeRows
        var difference = 0
        for row in square.lowerBound * 10..<square.upperBound * 10 {
            for column in square.lowerBound * 10..<square.upperBound * 10 {
                let (first, second) = (
                    drawn.color(row: row, column: column), reference.color(row: row, column: column)
                )
                difference += abs(Int(first.green) - Int(second.green))
            }
        }
        #expect(difference / (square.count * square.count * 100) < 4)
    }
}
