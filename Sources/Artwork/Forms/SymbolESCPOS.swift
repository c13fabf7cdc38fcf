public import QRSymbol

/// Writes a symbol as a receipt in ESC/POS, the language of most receipt printers.
///
/// A receipt begins with the printer's initial state and is complete in itself, so several are
/// written one after the other.
public enum SymbolESCPOS {
    /// Writes a symbol as dots, with its quiet zone and logo, so that it prints as it was drawn.
    ///
    /// A printer has one ink, so the style's colours do not matter; a logo is printed where it is darker
    /// than half.
    ///
    /// - Parameters:
    ///   - symbol: The symbol.
    ///   - style: Its quiet zone and logo.
    ///   - moduleDots: The side of a module, one of ``FormLimits/escposRasterModuleDots``.
    ///   - receipt: The print head, the words below and the end.
    /// - Returns: The commands.
    /// - Throws: ``FormError``; ``FormError/tooWide(dots:maximum:)`` when the head is too narrow.
    /// - Complexity: O(side²) in dots.
    public static func encode(
        _ symbol: Symbol, style: SymbolStyle = .blackOnWhite, moduleDots: Int, receipt: ESCPOSReceipt
    ) throws(FormError) -> [UInt8] {
        guard FormLimits.escposRasterModuleDots.contains(moduleDots) else {
            throw .moduleDots(moduleDots, allowed: FormLimits.escposRasterModuleDots)
        }
        let grid = try ModuleGrid(form: symbol, style: style)
        try receipt.check(width: grid.side * moduleDots)
        let bitmap = try grid.dots(moduleDots, logo: style.logo, quietZone: true)
        return receipt.document(ESCPOSCommand.raster(bitmap))
    }

    /// Writes a symbol's bytes for the printer to make the symbol, `GS ( k`: shorter, but the printer's own.
    ///
    /// The printer chooses the version and the mask; the symbol's size is expected. It draws no quiet zone:
    /// white rows above and below keep it here, and the symbol is refused unless it leaves one at both sides
    /// of the middle of the head. Bytes that are not ASCII are sent as they are; a printer that takes pairs of
    /// them for Shift JIS makes Kanji of them, so send such a symbol as dots.
    ///
    /// - Parameters:
    ///   - symbol: Its bytes and level are sent; ``FormLimits/escposStoredByteCount`` is as many as a
    ///     symbol can hold.
    ///   - moduleDots: The side of a module, one of ``FormLimits/escposNativeModuleDots``; outside
    ///     ``FormLimits/escposPortableModuleDots`` ask the printer's manual.
    ///   - quietZone: In modules, one of ``SymbolStyle/quietZones``.
    ///   - receipt: The print head, the words below and the end.
    /// - Returns: The commands.
    /// - Throws: ``FormError``; ``FormError/tooWide(dots:maximum:)`` when the head is too narrow.
    public static func encodeNative(
        _ symbol: Symbol, moduleDots: Int, quietZone: Int = SymbolStyle.standardQuietZone,
        receipt: ESCPOSReceipt
    ) throws(FormError) -> [UInt8] {
        guard FormLimits.escposNativeModuleDots.contains(moduleDots) else {
            throw .moduleDots(moduleDots, allowed: FormLimits.escposNativeModuleDots)
        }
        let quiet = try FormLimits.checked(quietZone: quietZone) * moduleDots
        try receipt.check(width: symbol.size * moduleDots + 2 * quiet)
        let blank = ESCPOSCommand.blank(rows: quiet)
        let made = ESCPOSCommand.symbol(
            symbol.payload, level: symbol.level, moduleDots: UInt8(moduleDots))
        return receipt.document(blank + made + blank)
    }
}
