internal import CBarcodeReader

/// One ZBar scanner, set to QR symbols.
@safe final class ZBarScanner {
    private let scanner: OpaquePointer

    init() throws(SymbolReader.ReaderError) {
        guard let scanner = unsafe zbar_image_scanner_create() else { throw .reader }
        unsafe self.scanner = unsafe scanner
        // Other kinds find bars in modules. Binary keeps ZBar from guessing a character set.
        unsafe zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0)
        unsafe zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1)
        unsafe zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1)
    }

    deinit { unsafe zbar_image_scanner_destroy(scanner) }

    func scan(_ picture: GreyPicture) throws(SymbolReader.ReaderError) -> [SymbolReader.ReadSymbol] {
        guard let image = unsafe zbar_image_create() else { throw .reader }
        defer { unsafe zbar_image_destroy(image) }
        unsafe zbar_image_set_format(image, Self.grey)
        unsafe zbar_image_set_size(image, UInt32(picture.width), UInt32(picture.height))
        // The image only borrows the pixels, so it is searched while the pointer lives.
        let count = unsafe picture.pixels.withUnsafeBufferPointer { buffer in
            unsafe zbar_image_set_data(image, buffer.baseAddress, UInt(buffer.count), nil)
            return unsafe zbar_scan_image(scanner, image)
        }
        guard count >= 0 else { throw .reader }
        var found: [SymbolReader.ReadSymbol] = []
        var next = unsafe zbar_image_first_symbol(image)
        while let symbol = unsafe next {
            unsafe found.append(Self.copied(symbol))
            unsafe next = unsafe zbar_symbol_next(symbol)
        }
        return found
    }

    /// The four letters Y800, eight bits of grey, as ZBar packs them.
    private static let grey = "Y800".utf8.reversed().reduce(UInt(0)) { $0 << 8 | UInt($1) }

    private static func copied(_ symbol: OpaquePointer) -> SymbolReader.ReadSymbol {
        let count = unsafe Int(zbar_symbol_get_data_length(symbol))
        let data = unsafe UnsafeRawBufferPointer(start: zbar_symbol_get_data(symbol), count: count)
        let position = unsafe (0..<zbar_symbol_get_loc_size(symbol)).map { index in
            unsafe SymbolReader.Point(
                x: Int(zbar_symbol_get_loc_x(symbol, index)), y: Int(zbar_symbol_get_loc_y(symbol, index)))
        }
        return unsafe SymbolReader.ReadSymbol(text: Array(data), position: position)
    }
}
