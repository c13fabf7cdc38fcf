/// A printer or press by its dots, and what its ink does.
public struct PrinterModel: Sendable, Hashable, Codable {
    /// How far ink spreads beyond a dot's edge, in micrometres: coated paper; newsprint takes twice as much.
    public static let inkSpreadMicrometres = 15.0
    /// How far a line of dots is off its place, one deviation in micrometres: the feed of an office printer.
    public static let registrationMicrometres = 10.0

    /// Dots an inch.
    public let dotsPerInch: Int

    /// Takes a resolution, one of ``PrintSize/resolutionRange``.
    public init(dotsPerInch: Int) {
        self.dotsPerInch = dotsPerInch
    }

    /// The side of a dot.
    public var dotMillimetres: Double { 25.4 / Double(dotsPerInch) }

    /// The whole dots nearest to a module, at least one.
    public func dots(ofModule millimetres: Double) -> Int {
        max(1, Int((millimetres / dotMillimetres).rounded()))
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case dotsPerInch = "dots_per_inch"
    }
}
