import QRSymbol
import Support
import Testing

@testable import Artwork

/// libpng, which checks every checksum, is the reader.
@Suite struct BulkPNGTests {
    @Test(
        "A file shows every module at its size, whatever the size and the quiet zone",
        arguments: [
            (1, 4), (2, 4), (3, 5), (5, 0), (7, 4), (8, 2), (9, 4), (10, 4), (11, 16), (16, 4), (22, 1),
            (28, 4),
        ])
    func showsEveryModule(pixelsPerModule: Int, quietZone: Int) throws {
        var drawing = try self.drawing(
            pixelsPerModule: pixelsPerModule, quietZone: quietZone, pixelsPerMetre: 11_811)
        var encoder = BulkEncoder()
        // Rows of one, two and three words; small pixels are enough for the long ones.
        for version in pixelsPerModule <= 3 ? [1, 11, 12, 27, 28, 40] : [1, 4, 12] {
            let matrix = try encoder.encode(
                Array("HTTPS://Q.EXAMPLE/\(version)".utf8), minimumVersion: version)
            let file = drawing.encode(matrix)
            let picture = try PNGDecoder.luminance(of: file)
            let side = (matrix.size + 2 * quietZone) * pixelsPerModule
            try #require(picture.width == side && picture.height == side)
            let wrong = picture.bytes.indices.filter { place in
                let row = place / side / pixelsPerModule - quietZone
                let column = place % side / pixelsPerModule - quietZone
                let inside = 0..<matrix.size
                let isDark =
                    inside.contains(row) && inside.contains(column)
                    && matrix.isDark(row: row, column: column)
                return picture.bytes[place] != (isDark ? 0 : 255)
            }
            #expect(wrong.isEmpty, "version \(version): \(wrong.count) wrong pixels")
        }
    }

    @Test("One value draws symbols of many versions in any order, and the same one as the same file")
    func isReusable() throws {
        var generator = SplitMix64.forTests()
        var encoder = BulkEncoder()
        var drawing = try self.drawing(pixelsPerModule: 10)
        var files: [[UInt8]: [UInt8]] = [:]
        for _ in 0..<40 {
            let text = [UInt8](repeating: 0x61, count: [3, 60, 300].randomElement(using: &generator) ?? 3)
            let file = drawing.encode(try encoder.encode(text))
            #expect(files[text, default: file] == file)
            files[text] = file
        }
        #expect(files.count == 3)
    }

    @Test("A file of ten pixels a module is as small as a good compressor's")
    func isSmall() throws {
        var generator = SplitMix64.forTests()
        let seed = generator.seed
        var encoder = BulkEncoder()
        var drawing = try self.drawing(pixelsPerModule: 10)
        for _ in 0..<50 {
            let code = (0..<60).map { _ in
                Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8).randomElement(using: &generator) ?? 0
            }
            let matrix = try encoder.encode(Array("HTTPS://T.EXAMPLE.COM/C/".utf8) + code)
            #expect(matrix.version == 4)
            #expect(drawing.encode(matrix).count <= 900, "seed \(seed)")
        }
    }

    @Test("libpng notices a flipped bit wherever it is, so the checksums are right")
    func isChecked() throws {
        var encoder = BulkEncoder()
        var drawing = try self.drawing(pixelsPerModule: 4)
        let file = drawing.encode(try encoder.encode(Array("HTTPS://Q.EXAMPLE/7".utf8)))
        let dataStart = 8 + 25 + 8
        for place in stride(from: dataStart, to: file.count - 12, by: 7) {
            var broken = file
            broken[place] ^= 0x10
            #expect(throws: PNGError.self, "byte \(place)") { try PNGDecoder.luminance(of: broken) }
        }
    }

    @Test("Sizes that do not fit are for the other encoder", arguments: [0, 13, 29, 30, -2])
    func refusesSizes(pixelsPerModule: Int) {
        #expect(throws: Unfit.self) { _ = try drawing(pixelsPerModule: pixelsPerModule) }
    }

    private struct Unfit: Error {}

    private func drawing(
        pixelsPerModule: Int, quietZone: Int = 4, pixelsPerMetre: Int = 0
    ) throws -> BulkPNGEncoder {
        let made = BulkPNGEncoder(
            pixelsPerModule: pixelsPerModule, quietZone: quietZone, pixelsPerMetre: pixelsPerMetre)
        guard let made else { throw Unfit() }
        return made
    }
}
