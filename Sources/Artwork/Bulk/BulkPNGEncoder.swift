public import QRSymbol

/// Draws one symbol after the other as PNG files of one bit a pixel, black on white, without a compressor's search.
///
/// All rows of pixels of a module's row are the same, so the file holds one of them and says that it repeats; the codes
/// of its bytes are made once for each size of symbol, from how often each byte occurs in symbols in the mean. The files
/// are as small as a good compressor's. What has colours or a logo is ``SymbolPNG``'s to draw.
///
/// A value is used by one thread at a time; several threads take one each.
public struct BulkPNGEncoder: ~Copyable {
    /// Of a module's side.
    public let pixelsPerModule: Int
    /// In modules.
    public let quietZone: Int
    private let pixelsPerMetre: UInt32
    private let checksum = CRC32()
    private var templates: [PNGTemplate?]
    private var output = BitOutput()

    /// 28 pixels: of more, four modules' codes would not always fit in a word.
    public static let maximumPixelsPerModule = 28
    /// 16 modules, four times what the standard asks for.
    public static let maximumQuietZone = 16

    /// Begins with nothing made; `nil` for other sizes than these, which ``SymbolPNG`` draws.
    ///
    /// - Parameters:
    ///   - pixelsPerModule: 1 to 28, of odd numbers only to 11.
    ///   - quietZone: 0 to 16 modules.
    ///   - pixelsPerMetre: For the pHYs chunk; 0 leaves it out.
    public init?(pixelsPerModule: Int, quietZone: Int = 4, pixelsPerMetre: Int = 0) {
        let sizes = pixelsPerModule % 2 == 0 ? 2...Self.maximumPixelsPerModule : 1...11
        guard sizes.contains(pixelsPerModule), (0...Self.maximumQuietZone).contains(quietZone) else {
            return nil
        }
        self.pixelsPerModule = pixelsPerModule
        self.quietZone = quietZone
        self.pixelsPerMetre = UInt32(clamping: pixelsPerMetre)
        templates = Array(repeating: nil, count: Symbol.versions.upperBound + 1)
    }

    /// Draws a symbol.
    ///
    /// - Returns: The file.
    /// - Complexity: O(size²) in modules, four or eight a step, whatever the number of pixels.
    public mutating func encode(_ matrix: ModuleMatrix) -> [UInt8] {
        let template = template(of: matrix)
        output.removeAll()
        output.append(bytes: template.beginning)
        output.append(template.blockHeader)
        var adler = Adler32()
        template.drawQuietRows(into: &output, &adler)
        for row in 0..<matrix.size { template.draw(row, of: matrix, into: &output, &adler) }
        template.drawQuietRows(into: &output, &adler)
        output.append(template.endOfBlock)
        output.align()
        return finished(template, adler.value)
    }

    /// Adds checksums, the length of the data, and the end.
    private func finished(_ template: PNGTemplate, _ adler: UInt32) -> [UInt8] {
        var file = output.bytes
        PNGChunks.append(adler, to: &file)
        PNGChunks.setLength(file.count - template.dataStart, at: template.dataStart - 8, in: &file)
        // The checksum begins at the chunk's name.
        PNGChunks.append(checksum.checksum(of: file, from: template.dataStart - 4), to: &file)
        file += template.end
        return file
    }

    private mutating func template(of matrix: ModuleMatrix) -> PNGTemplate {
        if let known = templates[matrix.version] { return known }
        let new = PNGTemplate(
            size: matrix.size, quietZone: quietZone, pixelsPerModule: pixelsPerModule,
            pixelsPerMetre: pixelsPerMetre, checksum)
        templates[matrix.version] = new
        return new
    }
}

/// The parts of a PNG file, ISO/IEC 15948, 5.
enum PNGChunks {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    static func chunk(_ name: String, _ data: [UInt8], _ checksum: CRC32) -> [UInt8] {
        var chunk: [UInt8] = []
        append(UInt32(data.count), to: &chunk)
        chunk += name.utf8
        chunk += data
        append(checksum.checksum(of: chunk, from: 4), to: &chunk)
        return chunk
    }

    /// Appends a number, the most significant byte first.
    static func append(_ number: UInt32, to bytes: inout [UInt8]) {
        for shift in [24, 16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    static func setLength(_ length: Int, at place: Int, in bytes: inout [UInt8]) {
        for step in 0..<4 { bytes[place + step] = UInt8(truncatingIfNeeded: length >> (24 - 8 * step)) }
    }
}
