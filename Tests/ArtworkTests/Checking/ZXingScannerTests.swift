import QRSymbol
import Support
import Testing

@testable import Artwork

@Suite struct ZXingScannerTests {
    @Test(
        "Bytes of all kinds come back as they were put in, with the level and corners",
        arguments: SampleText.allCases)
    func readsBytes(kind: SampleText) throws {
        var generator = SplitMix64.forTests()
        for level in CorrectionLevel.allCases {
            let bytes = kind.bytes(count: Int.random(in: 1...90, using: &generator), using: &generator)
            let symbol = try Symbol(encoding: bytes, level: level)
            let picture = try ModuleSamplingTests.picture(symbol, scale: 4)
            let found = try ZXingScanner.scan(picture)
            #expect(found.map(\.text) == [bytes], "seed \(generator.seed)")
            let read = try #require(found.first)
            #expect(read.level == level && !read.isMirrored)
            let end = (symbol.size + 4) * 4
            for (corner, expected) in zip(read.corners, [(16, 16), (end, 16), (end, end), (16, end)]) {
                #expect(abs(corner.x - expected.0) <= 6 && abs(corner.y - expected.1) <= 6)
            }
        }
    }

    @Test("Zero bytes and every byte value survive")
    func readsAllBytes() throws {
        let bytes = (0...255).map { UInt8($0) } + [0, 0]
        let picture = try ModuleSamplingTests.picture(Symbol(encoding: bytes), scale: 3)
        #expect(try ZXingScanner.scan(picture).map(\.text) == [bytes])
    }

    @Test("A symbol seen from behind is read and said to be mirrored")
    func readsMirrored() throws {
        let symbol = try Symbol(encoding: ModuleSamplingTests.text)
        let picture = try ModuleSamplingTests.picture(symbol).mirrored
        let found = try ZXingScanner.scan(picture)
        #expect(found.map(\.text) == [symbol.payload] && found.allSatisfy(\.isMirrored))
    }

    @Test("Nothing is found in nothing, and pictures beyond the limits are refused")
    func refusesSizes() throws {
        let blank = GreyPicture(pixels: Array(repeating: 255, count: 2_500), width: 50, height: 50)
        #expect(try ZXingScanner.scan(blank).isEmpty)
        let speck = GreyPicture(pixels: [0], width: 1, height: 1)
        #expect(try ZXingScanner.scan(speck).isEmpty)
        #expect(throws: SymbolReader.ReaderError.unusableSize(width: 0, height: 0)) {
            try ZXingScanner.scan(GreyPicture(pixels: [], width: 0, height: 0))
        }
        #expect(throws: SymbolReader.ReaderError.unusableSize(width: 20_001, height: 1)) {
            try ZXingScanner.scan(GreyPicture(pixels: [], width: 20_001, height: 1))
        }
        #expect(throws: SymbolReader.ReaderError.unusableSize(width: 20_000, height: 20_000)) {
            try ZXingScanner.scan(GreyPicture(pixels: [], width: 20_000, height: 20_000))
        }
    }
}
