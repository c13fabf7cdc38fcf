public import QRSymbol

/// How a symbol looks: two colours, a quiet zone, perhaps shapes and fills of its own, perhaps a logo.
///
/// A style that exists is one that scans: the initialiser refuses colours that a scanner cannot tell
/// apart, and ``logoArea(for:)`` refuses a logo that error correction could not carry.
public struct SymbolStyle: Sendable, Hashable {
    /// The quiet zone of QR symbols, ISO/IEC 18004, 6.3.8, in modules; Micro QR needs two, see ``Symbol/Family``.
    public static let standardQuietZone = 4
    /// The widths that are accepted: none when the surroundings are known to be light, and 20 because
    /// a wider frame is a matter of layout.
    public static let quietZones = 0...20

    /// The colour of dark modules.
    public let dark: Color
    /// The colour of light modules and of the quiet zone.
    public let light: Color
    /// The light frame around the symbol, in modules.
    public let quietZone: Int
    /// Shapes and fills, where they are not whole squares in the two colours.
    public let look: SymbolLook
    /// The picture in the middle, or where it was planned.
    public let logo: Logo?
    /// Where the logo goes, for symbols that were planned for it.
    public let plannedArea: LogoArea?

    /// Black on white with the standard quiet zone.
    public static let blackOnWhite = SymbolStyle(unchecked: .black, light: .white)

    /// Makes a style of colours that a scanner can tell apart.
    ///
    /// - Parameters:
    ///   - dark: The colour of dark modules.
    ///   - light: The colour of light modules.
    ///   - quietZone: In modules, one of ``quietZones``; less than four, or two around Micro QR, needs light
    ///     surroundings.
    ///   - logo: The picture in the middle.
    ///   - look: Shapes and fills; its colours, too, are checked, at their worst point.
    /// - Throws: ``StyleError``, naming both colours when they are the reason.
    public init(
        dark: Color = .black, light: Color = .white, quietZone: Int = standardQuietZone, logo: Logo? = nil,
        look: SymbolLook = .plain
    ) throws(StyleError) {
        guard Self.quietZones.contains(quietZone) else {
            throw .quietZone(modules: quietZone, allowed: Self.quietZones)
        }
        if look.ground == .knockedOut, quietZone < Self.standardQuietZone {
            throw .darkSurroundings(quietZone: quietZone, minimum: Self.standardQuietZone)
        }
        self.init(unchecked: dark, light: light, quietZone: quietZone, logo: logo, look: look)
        let worst = LookContrast(darks: darkColors, lights: lightColors, viewer: .normal)
        try Legibility.check(dark: worst.dark, light: worst.light)
        try checkPrintedContrast()
    }

    /// The style of symbols that were planned for their logo.
    ///
    /// - Parameter area: Where the logo goes in all of them.
    /// - Returns: The same look; it draws no symbol of another version or level.
    public func planned(_ area: LogoArea) -> SymbolStyle {
        SymbolStyle(
            unchecked: dark, light: light, quietZone: quietZone, logo: logo, look: look, plannedArea: area)
    }

    /// Plans the logo's place in a symbol.
    ///
    /// - Parameter symbol: The symbol to be drawn.
    /// - Returns: The place, or `nil` for a style without logo.
    /// - Throws: ``StyleError/logo(_:version:level:)`` when no logo, or not one of this size, fits.
    public func logoArea(for symbol: Symbol) throws(StyleError) -> LogoArea? {
        guard logo == nil || symbol.family == .qr else {
            throw .logo(.microSymbol, version: symbol.version, level: symbol.level)
        }
        return try logoArea(version: symbol.version, level: symbol.level, turn: symbol.turn)
    }

    /// Plans the logo's place in the symbols of a version, level and turn: where it was planned, or a square in the middle.
    func logoArea(
        version: Int, level: CorrectionLevel, turn: SymbolTurn
    ) throws(StyleError) -> LogoArea? {
        guard let logo else { return nil }
        if let plannedArea {
            guard plannedArea.version == version, plannedArea.level == level, plannedArea.turn == turn else {
                throw .logo(
                    .otherSymbol(version: plannedArea.version, level: plannedArea.level),
                    version: version, level: level)
            }
            return plannedArea
        }
        let knockOut = logo.knockOut
        do {
            switch logo.size {
            case .largest: return try LogoArea(version: version, level: level, knockOut: knockOut)
            case .percent(let percent):
                let side = LogoArea.side(
                    covering: percent, ofVersion: version, knockOut: knockOut)
                return try LogoArea(side: side, version: version, level: level, knockOut: knockOut)
            case .modules(let side):
                return try LogoArea(side: side, version: version, level: level, knockOut: knockOut)
            }
        } catch {
            throw .logo(error, version: version, level: level)
        }
    }

    /// The rectangle of the logo's picture, the quiet zone counted; `nil` without a logo.
    func logoBounds(in area: LogoArea) -> LogoBounds? {
        logo.map { LogoBounds(in: area.place, ring: $0.knockOut.ring, seat: area.seat, quietZone: quietZone) }
    }

    init(
        unchecked dark: Color, light: Color, quietZone: Int = standardQuietZone, logo: Logo? = nil,
        look: SymbolLook = .plain, plannedArea: LogoArea? = nil
    ) {
        self.look = look
        self.plannedArea = plannedArea
        self.dark = dark
        self.light = light
        self.quietZone = quietZone
        self.logo = logo
    }
}

/// Why a style was refused.
public enum StyleError: Error, Sendable, Hashable {
    /// The dark colour is not the darker one; most scanners do not read inverted symbols.
    case inverted(dark: Color, light: Color)
    /// The colours are too close: the ratio is WCAG's, 1 to 21.
    case tooLittleContrast(dark: Color, light: Color, ratio: Double, minimum: Double)
    /// The reflectances are too close: the share is of full reflectance, 0 to 1.
    case tooLittleReflectance(dark: Color, light: Color, difference: Double, minimum: Double)
    /// The quiet zone is out of range.
    case quietZone(modules: Int, allowed: ClosedRange<Int>)
    /// A colour that is dark on a screen is not in the inks that the brand states for it; the difference is of
    /// reflectance, 0 to 1.
    case vanishesInPrint(ink: Ink, color: Color, difference: Double, minimum: Double)
    /// Light modules on something dark need the standard quiet zone, printed as light as they are.
    case darkSurroundings(quietZone: Int, minimum: Int)
    /// The logo does not fit a symbol of this version and level.
    case logo(LogoArea.PlanningError, version: Int, level: CorrectionLevel)
}
