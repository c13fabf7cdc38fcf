import Artwork
import Support
import Testing

@Suite struct PhotoReaderTests {
    @Test(
        "A code is read in PNG, baseline and progressive JPEG",
        arguments: [SymbolPhoto.png, SymbolPhoto.baseline, SymbolPhoto.progressive])
    func reads(file: [UInt8]) throws {
        #expect(try PhotoReader.read(file) == [Array(SymbolPhoto.text.utf8)])
    }

    @Test("A picture without a code has none, which is no error")
    func empty() throws {
        let picture = Picture(
            svg:
                #"<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><path d="M9 9H40V50Z"/></svg>"#
        )
        #expect(try PhotoReader.read(picture.png(widthPixels: 90)).isEmpty)
    }

    @Test("A large photograph is searched smaller, and its code is found")
    func large() throws {
        let image = base64(SymbolPhoto.png)
        let picture = Picture(
            svg: """
                <svg xmlns="http://www.w3.org/2000/svg" width="400" height="300">\
                <path fill="#fff" d="M0 0H400V300H0Z"/>\
                <image x="150" y="90" width="120" height="120" href="data:image/png;base64,\(image)"/></svg>
                """)
        let file = try picture.png(widthPixels: 4_400)
        #expect(try PhotoReader.read(file) == [Array(SymbolPhoto.text.utf8)])
    }

    @Test("A picture that ends early is refused or searched, and never more", arguments: [0, 1, 2])
    func truncated(kind: Int) {
        let whole = [SymbolPhoto.png, SymbolPhoto.baseline, SymbolPhoto.progressive][kind]
        for count in stride(from: 0, to: whole.count, by: 7) {
            #expect(throws: PhotoReader.ReadError.self, "\(count) bytes") {
                try PhotoReader.read(Array(whole.prefix(count)))
            }
        }
    }

    @Test("Damaged pictures are refused or searched, whatever byte is wrong", arguments: [0, 1, 2])
    func damaged(kind: Int) {
        let whole = [SymbolPhoto.png, SymbolPhoto.baseline, SymbolPhoto.progressive][kind]
        var generator = SplitMix64.forTests()
        var refused = 0
        for _ in 0..<150 {
            var file = whole
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<file.count, using: &generator)
                file[place] = UInt8.random(in: 0...255, using: &generator)
            }
            do {
                let texts = try PhotoReader.read(file)
                #expect(texts.count <= 1)
            } catch {
                refused += 1
            }
        }
        #expect(kind != 0 || refused > 100, "PNG has a checksum of every part; only \(refused) were refused")
    }

    @Test("Sizes beyond the limits are refused by the header, before there is a pixel")
    func huge() throws {
        for (width, height) in [(8_001, 1), (1, 8_001), (65_535, 65_535), (4_001, 4_000)] {
            for file in [jpeg(width: width, height: height), png(width: width, height: height)] {
                let error = #expect(throws: PhotoReader.ReadError.self) { try PhotoReader.read(file) }
                guard case .picture(.tooManyPixels(let across, let down, _, _)) = error else {
                    Issue.record("\(width) × \(height): \(String(describing: error))")
                    continue
                }
                #expect((across, down) == (width, height))
            }
        }
        let bytes = SymbolPhoto.baseline + [UInt8](repeating: 0, count: PhotoReader.maximumByteCount)
        #expect(
            throws: PhotoReader.ReadError.picture(
                .tooManyBytes(bytes.count, maximum: PhotoReader.maximumByteCount))
        ) { try PhotoReader.read(bytes) }
    }

    @Test("A JPEG with a thousand scans is refused, which would keep a decoder busy for minutes")
    func scans() throws {
        let scan: [UInt8] = [0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 63, 0, 0x3F]
        let body = Array(SymbolPhoto.progressive.dropLast(2))
        let file = body + Array(repeatElement(scan, count: 1_000).joined()) + [0xFF, 0xD9]
        let error = #expect(throws: PhotoReader.ReadError.self) { try PhotoReader.read(file) }
        guard case .picture(.tooManyScans(let count, PhotoReader.maximumScanCount)) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(count > 1_000)
    }

    @Test("A JPEG that says a second size is refused, whichever of both is the small one")
    func secondFrame() throws {
        let frame: [UInt8] = [0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0]
        let large = jpeg(width: 65_000, height: 65_000)
        let file = Array(large.dropLast(2)) + frame + [0xFF, 0xD9]
        #expect(throws: PhotoReader.ReadError.picture(.unusualJPEG(marker: 0xC0, bitCount: 8))) {
            try PhotoReader.read(file)
        }
    }

    /// A JPEG whose frame says another size.
    private func jpeg(width: Int, height: Int) -> [UInt8] {
        var file = SymbolPhoto.baseline
        let frame = file.indices.dropLast().first { file[$0] == 0xFF && file[$0 + 1] == 0xC0 } ?? 0
        let sides = [height >> 8, height & 0xFF, width >> 8, width & 0xFF].map { UInt8($0) }
        file.replaceSubrange(frame + 5..<frame + 9, with: sides)
        return file
    }

    /// A PNG whose header says another size.
    private func png(width: Int, height: Int) -> [UInt8] {
        var file = SymbolPhoto.png
        for (place, side) in [(16, width), (20, height)] {
            for byte in 0..<4 { file[place + byte] = UInt8(side >> (24 - 8 * byte) & 0xFF) }
        }
        return file
    }

    private func base64(_ bytes: [UInt8]) -> String { SymbolPhoto.base64(bytes) }
}
