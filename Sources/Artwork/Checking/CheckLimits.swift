/// What a printed symbol is held to.
public struct CheckLimits: Sendable, Hashable {
    /// The allowed side of a module in millimetres; `nil` where size does not matter, as on a screen.
    public var moduleMillimetres: ClosedRange<Double>?
    /// The least free width on every side, in modules; 4 in ISO/IEC 18004, 6.3.8.
    public var quietZoneModules: Double
    /// The least difference of reflectances, 0 to 1; see ``Legibility/minimumSymbolContrast``.
    public var symbolContrast: Double
    /// The same after conversion to the plates, see ``PlateEstimate``; `nil` for what is never on a press.
    public var plateContrast: Double?
    /// The least number of codewords that every block can still lose.
    public var damageLeft: Int
    /// The printer's resolution, for the dots of a module; `nil` when it is not known.
    public var printerDotsPerInch: Double?
    /// The most that a module may differ from whole dots, as a share of the module.
    public var dotDeviation: Double
    /// The fewest dots of a module.
    public var dots: Int
    /// The most that dark bars may have grown or shrunk, in modules.
    public var edgeGainModules: Double
    /// Whether each of the two readers must read the symbol.
    public var needsBothReaders: Bool
    /// Whether light modules on dark will do.
    public var allowsInverted: Bool

    /// Two hundredths: half a dot of a module of 25 dots, where a dot more or less is not seen, and all but nothing
    /// of a module of three, where it is a third.
    public static let standardDotDeviation = 0.02
    /// Two dots: with one, a printer's own spread decides the module.
    public static let standardDots = 2
    /// A quarter of a module: readers decide at half, and the press adds its own.
    public static let standardEdgeGainModules = 0.25
    /// One codeword: a symbol that is at its limit fails at the first smudge.
    public static let standardDamageLeft = 1
    /// Measuring is right to about a twentieth of a module.
    static let quietZoneTolerance = 0.05
    /// Half a percent: what whole pixels and rounded millimetres in files make of a size.
    static let moduleTolerance = 0.005
    /// The most that a module's sides may differ; more is a drawing that was pulled in one direction.
    static let squareTolerance = 0.02

    /// Takes limits; all have the standard's or a usual value.
    public init(
        moduleMillimetres: ClosedRange<Double>? = nil,
        quietZoneModules: Double = Double(SymbolStyle.standardQuietZone),
        symbolContrast: Double = Legibility.minimumSymbolContrast, plateContrast: Double? = nil,
        damageLeft: Int = standardDamageLeft, printerDotsPerInch: Double? = nil,
        dotDeviation: Double = standardDotDeviation, dots: Int = standardDots,
        edgeGainModules: Double = standardEdgeGainModules, needsBothReaders: Bool = true,
        allowsInverted: Bool = false
    ) {
        self.moduleMillimetres = moduleMillimetres
        self.quietZoneModules = quietZoneModules
        self.symbolContrast = symbolContrast
        self.plateContrast = plateContrast
        self.damageLeft = damageLeft
        self.printerDotsPerInch = printerDotsPerInch
        self.dotDeviation = dotDeviation
        self.dots = dots
        self.edgeGainModules = edgeGainModules
        self.needsBothReaders = needsBothReaders
        self.allowsInverted = allowsInverted
    }
}
