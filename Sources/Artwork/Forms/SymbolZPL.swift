public import QRSymbol

/// Writes a symbol as a label in ZPL II, the language of Zebra's label printers.
///
/// A label is complete in itself, so a batch is the labels one after the other. What a printer has
/// remembered of earlier labels (`^LH`) is set; what belongs to its paper (darkness, speed, `^MN`) is left.
public enum SymbolZPL {
    /// Writes a symbol as dots, with its logo, so that it prints as it was drawn.
    ///
    /// The field's place keeps the quiet zone: the dots begin at the first module. A printer has one ink, so the
    /// style's colours do not matter; a logo is printed where it is darker than half.
    ///
    /// - Parameters:
    ///   - symbol: The symbol.
    ///   - style: Its quiet zone and logo.
    ///   - size: The dots of a module; the resolution is one of ``FormLimits/zplDotsPerInch``.
    ///   - label: Where it stands, and the words below.
    /// - Returns: The label, in ASCII.
    /// - Throws: ``FormError``.
    /// - Complexity: O(side²) in dots.
    public static func encode(
        _ symbol: Symbol, style: SymbolStyle = .blackOnWhite, size: PrintSize, label: ZPLLabel = ZPLLabel()
    ) throws(FormError) -> [UInt8] {
        guard FormLimits.zplDotsPerInch.contains(size.dotsPerInch) else {
            throw .dotsPerInch(size.dotsPerInch, allowed: FormLimits.zplDotsPerInch)
        }
        let grid = try ModuleGrid(form: symbol, style: style)
        let side = grid.side * size.dotsPerModule
        // Before the dots are drawn: they would be many.
        guard side <= FormLimits.zplSideDots else {
            throw .tooWide(dots: side, maximum: FormLimits.zplSideDots)
        }
        let bitmap = try grid.dots(size.dotsPerModule, logo: style.logo, quietZone: false)
        let place = label.place(inset: grid.quietZone * size.dotsPerModule)
        let fields = ZPLGraphic.fields(bitmap, x: place.x, y: place.y)
        return try label.document(fields: fields, width: side, height: side)
    }

    /// Writes a symbol's text for the printer to make the symbol, `^BQ` model 2: shorter, but the printer's own.
    ///
    /// The printer chooses the version, and by it the size; the symbol's is expected, and the words below
    /// leave room for one version more. Digits and upper-case text are sent for one mode (`MM,A`), other
    /// text for the printer to segment (`MA,`). Printable ASCII is taken, for automatic input cannot carry the
    /// bytes 0x80 to 0x9F and 0xE0 to 0xFF (*ZPL II Programming Guide*, `^BQ`) and what it makes of the other
    /// ones depends on its character set: send such a symbol as dots.
    ///
    /// - Parameters:
    ///   - symbol: Its text, level and mask are sent.
    ///   - magnification: The dots of a module, one of ``FormLimits/zplMagnifications``.
    ///   - quietZone: In modules, one of ``SymbolStyle/quietZones``.
    ///   - label: Where it stands, and the words below.
    /// - Returns: The label, in ASCII.
    /// - Throws: ``FormError``; ``FormError/payloadByte(_:index:)`` for a byte that cannot be sent.
    public static func encodeNative(
        _ symbol: Symbol, magnification: Int, quietZone: Int = SymbolStyle.standardQuietZone,
        label: ZPLLabel = ZPLLabel()
    ) throws(FormError) -> [UInt8] {
        guard FormLimits.zplMagnifications.contains(magnification) else {
            throw .moduleDots(magnification, allowed: FormLimits.zplMagnifications)
        }
        let quiet = try FormLimits.checked(quietZone: quietZone) * magnification
        let data = try nativeData(of: symbol)
        let place = label.place(inset: quiet)
        let level = symbol.level.rawValue
        let field =
            "^FO\(place.x),\(place.y)^BQN,2,\(magnification),\(level),\(symbol.mask)^FH_^FD\(data)^FS"
        let side = symbol.size * magnification + 2 * quiet
        let spare = modulesOfAVersion * magnification + FormLimits.zplNativeOffsetDots
        return try label.document(fields: [field], width: side, height: side + spare)
    }

    /// How much wider each version is than the one before, ISO/IEC 18004, 6.3.2.
    private static let modulesOfAVersion = 4

    /// Returns the level, the mode and the text, escaped.
    private static func nativeData(of symbol: Symbol) throws(FormError) -> String {
        let payload = symbol.payload
        for (index, byte) in payload.enumerated() where !(0x20...0x7E).contains(byte) {
            throw .payloadByte(byte, index: index)
        }
        let level = symbol.level.rawValue
        let text = ZPLField.escaped(payload)
        let data =
            if payload.allSatisfy(Set("0123456789".utf8).contains) {
                "\(level)M,N\(text)"
            } else if payload.allSatisfy(alphanumerics.contains) {
                "\(level)M,A\(text)"
            } else {
                "\(level)A,\(text)"
            }
        guard data.utf8.count <= FormLimits.zplFieldByteCount else {
            throw .payloadTooLong(byteCount: data.utf8.count, maximum: FormLimits.zplFieldByteCount)
        }
        return data
    }

    /// What alphanumeric mode holds, ISO/IEC 18004, table 5.
    private static let alphanumerics = Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)
}

extension FormLimits {
    /// Refuses a quiet zone as a style would.
    static func checked(quietZone: Int) throws(FormError) -> Int {
        guard SymbolStyle.quietZones.contains(quietZone) else {
            throw .drawing(.style(.quietZone(modules: quietZone, allowed: SymbolStyle.quietZones)))
        }
        return quietZone
    }
}
