import Testing

@testable import Artwork

@Suite struct PictureFileTests {
    private func colour(_ raster: Raster, row: Int, column: Int) -> [Int] {
        let start = (row * raster.width + column) * 3
        return raster.pixels[start..<start + 3].map(Int.init)
    }

    private func isNear(_ colour: [Int], _ other: [Int]) -> Bool {
        zip(colour, other).allSatisfy { abs($0 - $1) <= 12 }
    }

    private static let red = [200, 30, 30]
    private static let blue = [20, 40, 180]

    @Test("PNG, baseline and progressive JPEG show the same picture")
    func formats() throws {
        for (bytes, format) in [
            (PictureBytes.png, PictureFile.Format.png), (PictureBytes.baseline, .jpeg),
            (PictureBytes.progressive, .jpeg),
        ] {
            let file = try PictureFile(bytes)
            #expect(file.format == format)
            #expect(file.width == 16 && file.height == 8)
            let raster = try file.raster()
            #expect(raster.width == 16 && raster.height == 8)
            #expect(isNear(colour(raster, row: 4, column: 2), Self.red))
            #expect(isNear(colour(raster, row: 4, column: 13), Self.blue))
        }
        let grey = try PictureFile(PictureBytes.grey).raster()
        #expect(isNear(colour(grey, row: 4, column: 2), [81, 81, 81]))
    }

    @Test("A camera that was turned is honoured, whatever the drawing library makes of it")
    func orientation() throws {
        let file = try PictureFile(PictureBytes.turned)
        #expect(file.width == 8 && file.height == 16)
        let raster = try file.raster()
        #expect(raster.width == 8 && raster.height == 16)
        // Turned to the right: what lies on the left in the file is on top.
        #expect(isNear(colour(raster, row: 2, column: 4), Self.red))
        #expect(isNear(colour(raster, row: 13, column: 4), Self.blue))
    }

    @Test("All eight orientations put the file's first row and column where Exif says")
    func orientations() {
        // Two rows of three pixels, 1 to 6.
        var raster = Raster(width: 3, height: 2, filledWith: .black)
        for place in 0..<6 { raster.pixels[place * 3] = UInt8(place + 1) }
        let upright: [[UInt8]] = [
            [1, 2, 3, 4, 5, 6], [3, 2, 1, 6, 5, 4], [6, 5, 4, 3, 2, 1], [4, 5, 6, 1, 2, 3],
            [1, 4, 2, 5, 3, 6], [4, 1, 5, 2, 6, 3], [6, 3, 5, 2, 4, 1], [3, 6, 2, 5, 1, 4],
        ]
        for (orientation, expected) in zip(PictureOrientation.allCases, upright) {
            let turned = raster.turned(orientation)
            #expect(turned.width == (orientation.swapsSides ? 2 : 3))
            #expect(stride(from: 0, to: 18, by: 3).map { turned.pixels[$0] } == expected, "\(orientation)")
        }
    }

    @Test("Files of other kinds are told by name")
    func kinds() {
        #expect(throws: PictureFileError.gif) { try PictureFile(PictureBytes.gif) }
        #expect(throws: PictureFileError.gif) { try PictureFile(PictureBytes.animatedGIF) }
        #expect(throws: PictureFileError.webP) { try PictureFile(PictureBytes.webp) }
        #expect(throws: PictureFileError.animatedPNG(frameCount: 2)) {
            try PictureFile(PictureBytes.animated)
        }
        #expect(throws: PictureFileError.colourComponents(4)) { try PictureFile(PictureBytes.cmyk) }
        #expect(throws: PictureFileError.unknownFormat) { try PictureFile([]) }
        #expect(throws: PictureFileError.unknownFormat) { try PictureFile(Array("<svg/>".utf8)) }
        #expect(throws: PictureFileError.unknownFormat) { try PictureFile(Array("%PDF-1.7".utf8)) }
    }

    @Test("A file that is cut anywhere is refused, and no cut crashes")
    func truncated() throws {
        for bytes in [PictureBytes.png, PictureBytes.baseline, PictureBytes.progressive, PictureBytes.turned]
        {
            for count in 12..<bytes.count {
                #expect(throws: PictureFileError.truncated, "cut to \(count) of \(bytes.count)") {
                    try PictureFile(Array(bytes.prefix(count)))
                }
            }
        }
    }

    /// A file whose frame says another size.
    private func jpeg(width: Int, height: Int, marker: UInt8 = 0xC0, bits: UInt8 = 8) throws -> [UInt8] {
        var bytes = PictureBytes.baseline
        let frame = try #require(
            bytes.indices.dropLast().first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 })
        bytes[frame + 1] = marker
        bytes[frame + 4] = bits
        let sizes = [height >> 8, height & 0xFF, width >> 8, width & 0xFF].map { UInt8($0) }
        bytes.replaceSubrange(frame + 5..<frame + 9, with: sizes)
        return bytes
    }

    @Test("Empty, huge and unusual pictures are refused with their numbers before anything is decoded")
    func sizes() throws {
        #expect(throws: PictureFileError.noPixels(width: 0, height: 8)) {
            try PictureFile(jpeg(width: 0, height: 8))
        }
        #expect(throws: PictureFileError.noPixels(width: 16, height: 0)) {
            try PictureFile(jpeg(width: 16, height: 0))
        }
        let most = (SVGRasterizer.maximumSide, SVGRasterizer.maximumPixelCount)
        for (width, height) in [(20_001, 8), (10_001, 10_000)] {
            #expect(
                throws: PictureFileError.tooManyPixels(
                    width: width, height: height, maximumSide: most.0, maximumPixelCount: most.1)
            ) {
                try PictureFile(jpeg(width: width, height: height))
            }
        }
        #expect(throws: PictureFileError.unusualJPEG(marker: 0xC3, bitCount: 8)) {
            try PictureFile(jpeg(width: 16, height: 8, marker: 0xC3))
        }
        #expect(throws: PictureFileError.unusualJPEG(marker: 0xC1, bitCount: 12)) {
            try PictureFile(jpeg(width: 16, height: 8, marker: 0xC1, bits: 12))
        }
        var png = PictureBytes.png
        png.replaceSubrange(16..<20, with: [0, 0, 0, 0])
        #expect(throws: PictureFileError.noPixels(width: 0, height: 8)) { try PictureFile(png) }
        let long = PictureFile.maximumByteCount + 1
        #expect(throws: PictureFileError.tooManyBytes(long, maximum: long - 1)) {
            try PictureFile([UInt8](repeating: 0, count: long))
        }
    }

    @Test("A picture of which nothing can be seen is refused when it is drawn")
    func invisible() throws {
        let file = try PictureFile(PictureBytes.transparent)
        #expect(throws: PictureFileError.invisible) { try file.raster() }
    }

    @Test("Garbled Exif is no orientation, and never a crash")
    func exif() {
        let exif =
            Array("Exif\0\0MM\0\u{2A}".utf8) + [0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]
        #expect(PictureOrientation(exif: exif[...]) == .turnedLeft)
        for count in 0..<exif.count - 2 {
            #expect(PictureOrientation(exif: exif.prefix(count)) == nil)
        }
        var wild = exif
        wild.replaceSubrange(10..<14, with: [0xFF, 0xFF, 0xFF, 0xFF])
        #expect(PictureOrientation(exif: wild[...]) == nil)
        wild = exif
        wild[25] = 9
        #expect(PictureOrientation(exif: wild[...]) == nil)
    }
}
