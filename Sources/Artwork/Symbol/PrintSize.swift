/// The size of a module on a printer or press, in whole dots.
///
/// A module that is not a whole number of dots comes out wider here and narrower there, so a size in
/// millimetres is always snapped; ``moduleMillimetres`` says what it became.
public struct PrintSize: Sendable, Hashable {
    /// The dots, or pixels, of a module that are accepted; a hundred dots are over 4 mm at 600 dpi.
    public static let dotRange = 1...100
    /// The resolutions that are accepted: from a screen to a plate setter, in dots per inch.
    public static let resolutionRange = 36...4_800

    /// Why a size is not possible.
    public enum SizeError: Error, Sendable, Hashable {
        /// The dots per module would be out of ``PrintSize/dotRange``.
        case dotsPerModule(Int, allowed: ClosedRange<Int>)
        /// The resolution is out of ``PrintSize/resolutionRange``.
        case dotsPerInch(Int, allowed: ClosedRange<Int>)
        /// The millimetres are not a positive number, or less than one dot a module.
        case tooSmall(millimetres: Double, smallest: Double)
    }

    /// The side of a module in dots, or pixels.
    public let dotsPerModule: Int
    /// The resolution.
    public let dotsPerInch: Int

    /// Takes a number of dots.
    ///
    /// - Parameters:
    ///   - dotsPerModule: One of ``dotRange``.
    ///   - dotsPerInch: One of ``resolutionRange``.
    /// - Throws: ``SizeError``.
    public init(dotsPerModule: Int, dotsPerInch: Int = 300) throws(SizeError) {
        guard Self.dotRange.contains(dotsPerModule) else {
            throw .dotsPerModule(dotsPerModule, allowed: Self.dotRange)
        }
        guard Self.resolutionRange.contains(dotsPerInch) else {
            throw .dotsPerInch(dotsPerInch, allowed: Self.resolutionRange)
        }
        self.dotsPerModule = dotsPerModule
        self.dotsPerInch = dotsPerInch
    }

    /// Snaps a module to the nearest whole number of dots.
    ///
    /// - Parameters:
    ///   - millimetres: The wanted side of a module.
    ///   - dotsPerInch: One of ``resolutionRange``.
    /// - Throws: ``SizeError``.
    public init(moduleMillimetres millimetres: Double, dotsPerInch: Int) throws(SizeError) {
        let dots = millimetres * Double(dotsPerInch) / Self.millimetresPerInch
        try self.init(dots: dots.rounded(), asked: millimetres, modules: 1, dotsPerInch: dotsPerInch)
    }

    /// Finds the largest module with which a whole symbol fits a side.
    ///
    /// - Parameters:
    ///   - millimetres: The space for the symbol with its quiet zones.
    ///   - modules: ``ModuleGrid/side``, more than 0.
    ///   - dotsPerInch: One of ``resolutionRange``.
    /// - Throws: ``SizeError``.
    public init(fitting millimetres: Double, modules: Int, dotsPerInch: Int) throws(SizeError) {
        precondition(modules > 0, "a symbol has modules")
        // Fifteen millimetres at 254 dpi are 150 dots, not 149.99: allow for the division's rounding.
        let dots = millimetres * Double(dotsPerInch) / Self.millimetresPerInch / Double(modules) + 1e-9
        try self.init(
            dots: dots.rounded(.down), asked: millimetres, modules: modules, dotsPerInch: dotsPerInch)
    }

    /// The side of a module as it will print.
    public var moduleMillimetres: Double {
        Double(dotsPerModule) * Self.millimetresPerInch / Double(dotsPerInch)
    }

    /// The resolution as PNG's pHYs chunk states it.
    public var pixelsPerMetre: Int {
        Int((Double(dotsPerInch) * 1_000 / Self.millimetresPerInch).rounded())
    }

    private static let millimetresPerInch = 25.4

    private init(dots: Double, asked: Double, modules: Int, dotsPerInch: Int) throws(SizeError) {
        guard Self.resolutionRange.contains(dotsPerInch) else {
            throw .dotsPerInch(dotsPerInch, allowed: Self.resolutionRange)
        }
        guard dots >= 1 else {
            let smallest = Double(modules) * Self.millimetresPerInch / Double(dotsPerInch)
            throw .tooSmall(millimetres: asked, smallest: smallest)
        }
        try self.init(dotsPerModule: Int(min(dots, 1e6)), dotsPerInch: dotsPerInch)
    }
}
