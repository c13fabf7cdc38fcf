#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

extension Color {
    /// The relative luminance of WCAG 2.2 in sRGB, 0 for black to 1 for white.
    public var relativeLuminance: Double {
        0.2126 * Self.linear[Int(red)] + 0.7152 * Self.linear[Int(green)] + 0.0722 * Self.linear[Int(blue)]
    }

    /// Parts of linear light, each 0 to 1.
    typealias Linear = (red: Double, green: Double, blue: Double)

    /// The linear light of the three parts.
    var linearParts: Linear {
        (Self.linear[Int(red)], Self.linear[Int(green)], Self.linear[Int(blue)])
    }

    /// Returns the contrast ratio of WCAG 2.2, 1 for equal colours to 21 for black and white.
    public func contrast(with other: Color) -> Double {
        let lighter = max(relativeLuminance, other.relativeLuminance)
        let darker = min(relativeLuminance, other.relativeLuminance)
        return (lighter + 0.05) / (darker + 0.05)
    }

    /// The linear light of each of the 256 values, IEC 61966-2-1.
    private static let linear: [Double] = (0...255).map { value in
        let share = Double(value) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
}
