/// What dark and light become on a press with cyan, magenta, yellow and black, by estimate.
///
/// The separation is the plain one of ISO 32000-1, 10.3.4, with full black generation and undercolour removal: black
/// is what the three colours share, K = 1 - max(R, G, B), and cyan is 1 - R - K. A print shop's profile separates
/// otherwise, with less black and more of the rest. How light the print is follows Neugebauer's equations with
/// Demichel's weights over the sixteen overprints, each with the lightness that ISO 12647-2:2013 aims at on coated
/// paper (PC1); dot gain is left out. Take it for a warning, not a proof.
public struct PlateEstimate: Sendable, Hashable, Codable {
    /// The shares of the four plates, 0 to 1.
    public struct Plates: Sendable, Hashable, Codable {
        public let cyan: Double
        public let magenta: Double
        public let yellow: Double
        public let black: Double

        /// The sum of all plates in percent, at most 400.
        public var totalPercent: Double { (cyan + magenta + yellow + black) * 100 }
        /// How many plates print a hundredth or more: with more than one, misfit blurs the modules.
        public var count: Int { [cyan, magenta, yellow, black].count { $0 >= 0.01 } }

        /// Separates an sRGB colour.
        public init(_ color: Color) {
            let parts = [color.red, color.green, color.blue].map { Double($0) / 255 }
            let strongest = parts.max() ?? 0
            let rest = parts.map { strongest - $0 }
            (cyan, magenta, yellow, black) = (rest[0], rest[1], rest[2], 1 - strongest)
        }

        /// The reflectance of the overprint on coated paper, 0 to 1.
        public var reflectance: Double {
            (0..<16).reduce(0) { sum, inks in
                let weights = [cyan, magenta, yellow, black].enumerated().map {
                    inks >> $0.offset & 1 == 1 ? $0.element : 1 - $0.element
                }
                return sum + weights.reduce(1, *) * Self.overprint(inks)
            }
        }

        /// CIE Y of the solids from the standard's L* (95, 55, 48, 24, 89, 50, 47, 23; with black all 16).
        ///
        /// Bit 0 is cyan, 1 magenta, 2 yellow, 3 black; black over other inks is taken for black alone.
        private static func overprint(_ inks: Int) -> Double {
            inks >= 8 ? 0.021 : [0.876, 0.229, 0.168, 0.041, 0.741, 0.184, 0.160, 0.038][inks]
        }
    }

    /// The plates of dark modules.
    public let dark: Plates
    /// The plates of light modules.
    public let light: Plates
    /// The reflectance of dark modules in print.
    public let darkReflectance: Double
    /// The reflectance of light modules in print.
    public let lightReflectance: Double
    /// The difference, to be compared with the symbol contrast of the picture.
    public let symbolContrast: Double
    /// The same with the black plate alone, as when the others misfit or run dry.
    public let blackPlateContrast: Double

    enum CodingKeys: String, CodingKey, CaseIterable {
        case dark, light
        case darkReflectance = "dark_reflectance"
        case lightReflectance = "light_reflectance"
        case symbolContrast = "symbol_contrast"
        case blackPlateContrast = "black_plate_contrast"
    }

    /// Estimates the print of two colours.
    ///
    /// - Parameters:
    ///   - dark: The colour of modules that mean dark.
    ///   - light: The colour of modules that mean light.
    public init(dark: Color, light: Color) {
        self.dark = Plates(dark)
        self.light = Plates(light)
        darkReflectance = self.dark.reflectance
        lightReflectance = self.light.reflectance
        symbolContrast = abs(lightReflectance - darkReflectance)
        let step = Plates(.white).reflectance - Plates(.black).reflectance
        blackPlateContrast = abs(self.dark.black - self.light.black) * step
    }
}
