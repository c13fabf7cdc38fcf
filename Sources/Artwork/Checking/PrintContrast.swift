/// How well dark and light can be told apart, after ISO/IEC 15415, 7.8.
///
/// Reflectance is the relative luminance of the picture's colours, 0 to 1; a real verifier measures light of 660 nm on
/// the printed piece, in which red inks are lighter and paper is not white.
public struct PrintContrast: Sendable, Hashable, Codable {
    /// Of dark modules: the median of those of the finders.
    public let darkReflectance: Double
    /// Of light modules: the median of those of the finders.
    public let lightReflectance: Double
    /// The difference of both, the standard's *SC*.
    ///
    /// The standard takes the extremes of the whole symbol; a logo's black would flatter a pale code by that.
    public let symbolContrast: Double
    /// How far the weakest module is from the threshold between dark and light, 0 to 1 for full contrast.
    ///
    /// The standard's *MOD* of the worst module, on the scale of the picture's greys between dark and light.
    public let weakestModulation: Double

    enum CodingKeys: String, CodingKey, CaseIterable {
        case darkReflectance = "dark_reflectance"
        case lightReflectance = "light_reflectance"
        case symbolContrast = "symbol_contrast"
        case weakestModulation = "weakest_modulation"
    }

    /// Takes greys of the picture and the covers of all modules, 0 to 1.
    init(darkGrey: Double, lightGrey: Double, covers: [Double]) {
        darkReflectance = Self.reflectance(ofGrey: darkGrey)
        lightReflectance = Self.reflectance(ofGrey: lightGrey)
        symbolContrast = abs(lightReflectance - darkReflectance)
        weakestModulation = covers.map { abs($0 - 0.5) * 2 }.min() ?? 0
    }

    private static func reflectance(ofGrey grey: Double) -> Double {
        let value = UInt8(min(max(grey.rounded(), 0), 255))
        return Color(red: value, green: value, blue: value).relativeLuminance
    }
}
