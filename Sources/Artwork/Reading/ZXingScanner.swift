internal import CZXingShims
internal import QRSymbol

/// The second reader, zxing-cpp, which shares no code with ZBar.
enum ZXingScanner {
    /// One symbol that was read.
    struct Found {
        /// What it holds, byte for byte.
        let text: [UInt8]
        /// Upper left, upper right, lower right and lower left as the symbol itself counts them.
        let corners: [SymbolReader.Point]
        /// The level, if the library says.
        let level: CorrectionLevel?
        /// Whether the symbol is seen from behind.
        let isMirrored: Bool
    }

    /// Searches a picture; finding nothing is not an error.
    ///
    /// - Throws: ``SymbolReader/ReaderError/unusableSize(width:height:)`` beyond the limits of ``SymbolReader``,
    ///   ``SymbolReader/ReaderError/reader`` when the library fails.
    static func scan(_ picture: GreyPicture) throws(SymbolReader.ReaderError) -> [Found] {
        let side = 1...SymbolReader.maximumSide
        guard side.contains(picture.width), side.contains(picture.height),
            picture.width * picture.height <= SymbolReader.maximumPixelCount
        else {
            throw .unusableSize(width: picture.width, height: picture.height)
        }
        precondition(picture.pixels.count == picture.width * picture.height, "a byte for each pixel")
        var result = unsafe zxing_shim_result()
        defer { unsafe zxing_shim_free(&result) }
        let status = unsafe picture.pixels.withUnsafeBufferPointer { buffer in
            unsafe zxing_shim_read(
                buffer.baseAddress, Int32(picture.width), Int32(picture.height), &result)
        }
        guard status == ZXING_SHIM_DONE else { throw .reader }
        return unsafe UnsafeBufferPointer(start: result.symbols, count: result.count).map {
            unsafe Self.copied($0)
        }
    }

    private static func copied(_ symbol: zxing_shim_symbol) -> Found {
        let corners = unsafe [
            symbol.corners.0, symbol.corners.1, symbol.corners.2, symbol.corners.3,
            symbol.corners.4, symbol.corners.5, symbol.corners.6, symbol.corners.7,
        ]
        let text = unsafe Array(UnsafeBufferPointer(start: symbol.bytes, count: symbol.count))
        let letter = unsafe String(Unicode.Scalar(UInt8(bitPattern: symbol.level)))
        return unsafe Found(
            text: text,
            corners: stride(from: 0, to: 8, by: 2).map {
                SymbolReader.Point(x: Int(corners[$0]), y: Int(corners[$0 + 1]))
            },
            level: CorrectionLevel(rawValue: letter), isMirrored: symbol.is_mirrored != 0)
    }
}
