/// How well dark and light are told apart at the worst point of a look, for one viewer.
public struct LookContrast: Sendable, Hashable {
    /// Who looks.
    public let viewer: Viewer
    /// The lightest of what must be seen as dark.
    public let dark: Color
    /// The darkest of what must be seen as light.
    public let light: Color
    /// The contrast ratio of WCAG 2.2, 1 to 21, of the light that reaches the viewer.
    public let ratio: Double
    /// The difference of the light that reaches the viewer, 0 to 1; negative where dark is the lighter one.
    public let difference: Double

    /// The least ratio for eyes that lack a colour: WCAG 2.2, 1.4.11, for graphics that must be understood.
    public static let minimumRatioForEyes = 3.0

    /// Whether the viewer can be expected to tell them apart.
    public var suffices: Bool {
        switch viewer {
        case .normal:
            ratio >= Legibility.minimumContrast && difference >= Legibility.minimumSymbolContrast
        case .redScanner: difference >= Legibility.minimumSymbolContrast
        case .protanopia, .deuteranopia, .tritanopia:
            difference > 0 && ratio >= Self.minimumRatioForEyes
        }
    }

    /// Finds the worst point.
    ///
    /// - Parameters:
    ///   - darks: All that must be seen as dark; not empty.
    ///   - lights: All that must be seen as light; not empty.
    ///   - viewer: Who looks.
    init(darks: [Color], lights: [Color], viewer: Viewer) {
        precondition(!darks.isEmpty && !lights.isEmpty, "there is something dark and something light")
        self.viewer = viewer
        dark = darks.max { viewer.light(of: $0) < viewer.light(of: $1) } ?? .black
        light = lights.min { viewer.light(of: $0) < viewer.light(of: $1) } ?? .white
        let (low, high) = (viewer.light(of: dark), viewer.light(of: light))
        difference = high - low
        ratio = (max(low, high) + 0.05) / (min(low, high) + 0.05)
    }
}

extension SymbolStyle {
    /// The contrast at the worst point of all parts, for every viewer.
    public var contrasts: [LookContrast] {
        Viewer.allCases.map { LookContrast(darks: darkColors, lights: lightColors, viewer: $0) }
    }

    /// The viewers that may not tell the parts apart, though readers with a camera do.
    public var weakContrasts: [LookContrast] { contrasts.filter { !$0.suffices } }

    /// All colours that a reader must take for dark.
    var darkColors: [Color] { fills.dark.flatMap(\.sampledColors) }

    /// All colours that a reader must take for light.
    var lightColors: [Color] {
        guard look.lightModules != nil else { return [light] }
        return [light] + fills.light.sampledColors
    }
}
