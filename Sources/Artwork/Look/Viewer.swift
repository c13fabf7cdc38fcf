/// Who, or what, is to tell dark from light.
public enum Viewer: String, Sendable, Hashable, CaseIterable {
    /// An eye that sees all colours, and readers with a camera.
    case normal
    /// An eye without cones for long waves.
    case protanopia
    /// An eye without cones for middle waves.
    case deuteranopia
    /// An eye without cones for short waves.
    case tritanopia
    /// A scanner with red light, about 650 nm: red inks are paper to it.
    case redScanner = "red-scanner"

    /// Returns how much light of a colour reaches the viewer, 0 to 1.
    func light(of color: Color) -> Double {
        let linear = color.linearParts
        let seen: Color.Linear
        switch self {
        case .normal: return color.relativeLuminance
        case .redScanner: return linear.red
        case .protanopia: seen = Self.apply(Self.protan, to: linear)
        case .deuteranopia: seen = Self.apply(Self.deutan, to: linear)
        case .tritanopia: seen = Self.apply(Self.tritan, to: linear)
        }
        return 0.2126 * seen.red + 0.7152 * seen.green + 0.0722 * seen.blue
    }

    private typealias Row = (Double, Double, Double)
    private typealias Matrix = (Row, Row, Row)

    // Machado, Oliveira, Fernandes: A Physiologically-based Model for Simulation of Color Vision Deficiency
    // (IEEE TVCG 15/6, 2009), severity 1.0, for linear sRGB.
    private static let protan: Matrix = (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)
    )
    private static let deutan: Matrix = (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)
    )
    private static let tritan: Matrix = (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)
    )

    private static func apply(_ matrix: Matrix, to color: Color.Linear) -> Color.Linear {
        func part(_ row: Row) -> Double {
            min(max(row.0 * color.red + row.1 * color.green + row.2 * color.blue, 0), 1)
        }
        return (part(matrix.0), part(matrix.1), part(matrix.2))
    }
}
