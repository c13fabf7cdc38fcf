import QRSymbol
import Testing

@testable import Artwork

@Suite struct PictureCodeTests {
    private static let text = Array("HTTPS://T.QINGQUAN.EXAMPLE/C/7K3M-9QXR-2VHD4".utf8)

    private func planned(
        _ picture: Raster, options: PictureCode.Options = .init(strength: 30)
    ) throws -> PictureCode {
        try PictureCode.planned(for: Self.text, picture: picture, options: options)
    }

    @Test("Two readers that share no code read pictures at several sizes", arguments: 0..<3)
    func reads(index: Int) throws {
        let code = try planned(PictureSample.all[index])
        for scale in [4, 5, 9] {
            let raster = try code.raster(pixelsPerModule: scale)
            let grey = GreyPicture(pixels: raster.luminance, width: raster.width, height: raster.height)
            #expect(try ZXingScanner.scan(grey).map(\.text) == [Self.text], "zxing at \(scale)")
            let zbar = try SymbolReader.read(
                luminance: grey.pixels, width: grey.width, height: grey.height)
            #expect(zbar.map(\.text) == [Self.text], "zbar at \(scale)")
        }
        #expect(code.symbol.version <= (try Symbol(encoding: Self.text, level: .low).version) + 5)
    }

    @Test(
        "Every module's middle is dark or light beyond any reader's threshold, and patterns are black and white"
    )
    func middles() throws {
        for picture in PictureSample.all {
            let code = try planned(picture)
            let (scale, frame) = (5, code.options.quietZone)
            let raster = try code.raster(pixelsPerModule: scale)
            let luminance = raster.luminance
            let solid = SolidModules(version: code.symbol.version)
            for row in 0..<code.side {
                for column in 0..<code.side {
                    let middle = luminance[(row * scale + 2) * raster.width + column * scale + 2]
                    let (y, x) = (row - frame, column - frame)
                    guard (0..<code.symbol.size).contains(y), (0..<code.symbol.size).contains(x) else {
                        #expect(middle >= 254)
                        continue
                    }
                    let isDark = code.symbol.isDark(row: y, column: x)
                    if solid.contains(y * code.symbol.size + x) {
                        #expect(isDark ? middle == 0 : middle >= 254)
                    } else {
                        #expect(isDark ? middle <= 97 : middle >= 170, "module \(y), \(x): \(middle)")
                    }
                }
            }
        }
    }

    @Test("A picture code is nearer to its picture than a plain symbol, and more so with less strength")
    func resembles() throws {
        let scale = 4
        for picture in PictureSample.all {
            let code = try planned(picture)
            let original = SquarePicture(picture).raster.scaled(side: code.symbol.size * scale)
            func distance(_ raster: Raster) -> Int {
                zip(raster.pixels, original.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
            }
            let drawn = distance(PicturePainter(code, pixelsPerModule: scale).raster())
            let other = try Symbol(encoding: Self.text, level: .low, minimumVersion: code.symbol.version)
            let style = try SymbolStyle(quietZone: 0)
            let plain = distance(try SymbolPNG.raster(other, style: style, scale: scale))
            #expect(drawn * 3 < plain * 2, "\(drawn) of \(plain)")
            #expect(code.agreement > 0.75)
            func strength(_ percent: Double) throws -> Int {
                let options = PictureCode.Options(strength: percent)
                let code = try PictureCode(symbol: code.symbol, picture: picture, options: options)
                return distance(PicturePainter(code, pixelsPerModule: scale).raster())
            }
            #expect(try strength(15) < strength(30))
            #expect(try strength(30) < strength(45))
        }
    }

    @Test("Any symbol can be laid on a picture, and a planned one shows more of it")
    func anySymbol() throws {
        let plain = try Symbol(encoding: Self.text, level: .high)
        let code = try PictureCode(symbol: plain, picture: PictureSample.horizon)
        #expect(code.symbol == plain)
        #expect((0.35...0.65).contains(code.agreement))
        let raster = try code.raster(pixelsPerModule: 6)
        let grey = GreyPicture(pixels: raster.luminance, width: raster.width, height: raster.height)
        #expect(try ZXingScanner.scan(grey).map(\.text) == [Self.text])
    }

    @Test("Wishes out of range are refused with the range")
    func refusesWishes() throws {
        let picture = PictureSample.horizon
        #expect(throws: PictureCodeError.strength(percent: 60, allowed: 10...50)) {
            try planned(picture, options: .init(strength: 60))
        }
        #expect(throws: PictureCodeError.strength(percent: 9, allowed: 10...50)) {
            try planned(picture, options: .init(strength: 9))
        }
        #expect(throws: PictureCodeError.quietZone(modules: 21, allowed: 0...20)) {
            try planned(picture, options: .init(quietZone: 21))
        }
        #expect(throws: PictureCodeError.versionSteps(6, allowed: 0...5)) {
            try planned(picture, options: .init(versionSteps: 6))
        }
        #expect(throws: PictureCodeError.encoding(.empty)) {
            try PictureCode.planned(for: [], picture: picture)
        }
        var order = EncodingOrder(.text("12345"), level: .low, family: .micro)
        order.level = .low
        var maker = SymbolMaker()
        let micro = try maker.make(order)
        #expect(throws: PictureCodeError.microSymbol) { try PictureCode(symbol: micro, picture: picture) }
        let code = try PictureCode(symbol: Symbol(encoding: Self.text), picture: picture)
        #expect(throws: PictureCodeError.pixelsPerModule(2, allowed: 3...200)) {
            try code.raster(pixelsPerModule: 2)
        }
    }
}
