/// How small a symbol may be printed: each reader reads three of four prints of this size and of the next.
public struct SmallestPrint: Sendable, Hashable, Codable {
    /// Larger modules are for posters, and no limit of print.
    static let largestModuleMillimetres = 2.0
    /// The printer.
    public let printer: PrinterModel
    /// The whole dots of a module.
    public let dotsPerModule: Int
    /// The side of a module.
    public let moduleMillimetres: Double
    /// The side of the symbol with the standard's quiet zone.
    public let sideMillimetres: Double

    init(dots: Int, size: Int, printer: PrinterModel) {
        self.printer = printer
        dotsPerModule = dots
        moduleMillimetres = Double(dots) * printer.dotMillimetres
        sideMillimetres = moduleMillimetres * Double(size + 2 * SymbolStyle.standardQuietZone)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case printer
        case dotsPerModule = "dots_per_module"
        case moduleMillimetres = "module_millimetres"
        case sideMillimetres = "side_millimetres"
    }
}
