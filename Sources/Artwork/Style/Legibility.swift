/// What a scanner needs to tell two colours apart.
public enum Legibility {
    /// The least contrast ratio of the two colours, 4.5.
    ///
    /// The ratio of WCAG 2.2, 1.4.3 for text. A reader's threshold lies between the colours, so the same
    /// distance that eyes need under bad light leaves it room for shadow and glare.
    public static let minimumContrast = 4.5

    /// The least difference of the two reflectances, 0.40.
    ///
    /// Symbol contrast of ISO/IEC 15415 at grade 2 (C), the floor that GS1 asks of retail symbols.
    /// Luminance stands in for reflectance; a scanner with red light sees red inks lighter than this.
    public static let minimumSymbolContrast = 0.40

    /// Refuses colours that a scanner would confuse.
    static func check(dark: Color, light: Color) throws(StyleError) {
        guard dark.relativeLuminance < light.relativeLuminance else {
            throw .inverted(dark: dark, light: light)
        }
        let ratio = dark.contrast(with: light)
        guard ratio >= minimumContrast else {
            throw .tooLittleContrast(dark: dark, light: light, ratio: ratio, minimum: minimumContrast)
        }
        let difference = light.relativeLuminance - dark.relativeLuminance
        guard difference >= minimumSymbolContrast else {
            throw .tooLittleReflectance(
                dark: dark, light: light, difference: difference, minimum: minimumSymbolContrast)
        }
    }
}
