extension GauntletSubject {
    /// Returns the picture of a damaged symbol, the same for the same numbers.
    ///
    /// - Parameters:
    ///   - damage: What happens to it.
    ///   - printer: What prints it, for ``DamageKind/print``.
    ///   - random: Made by ``Damage/numbers(seed:trial:)``.
    /// - Returns: The picture.
    func damaged(_ damage: Damage, printer: PrinterModel, _ random: inout DamageRandom) -> GreyPicture {
        let tone = Float(random.index(Self.sceneTones))
        let level = damage.level
        switch damage.kind {
        case .print: return printed(moduleMillimetres: level, by: printer, tone: tone, &random)
        case .resolution: return reduced(toPixelsPerModule: level, tone: tone, &random)
        case .cast:
            let light = Self.lights[min(max(Int(level), 0), Self.lights.count - 1)]
            return scene(pixelsPerModule: damage.kind.pixelsPerModule, tone: tone, cast: light)
                .plane.noisy(Self.faintNoise, &random).grey
        default:
            let scene = scene(pixelsPerModule: damage.kind.pixelsPerModule, tone: tone)
            return scene.damaged(damage, size: size, &random).grey
        }
    }

    /// The greys of what a symbol lies on.
    private static let sceneTones = 120..<200
    /// The noise of a camera by day, of 255.
    static let faintNoise = 3.0
    /// Tungsten, blue and red light: what each leaves of red, green and blue.
    private static let lights: [(red: Float, green: Float, blue: Float)] = [
        (1, 0.8, 0.35), (0.35, 0.7, 1), (1, 0.35, 0.35),
    ]

    /// Few pixels, held not quite straight.
    func reduced(
        toPixelsPerModule pixels: Double, tone: Float, _ random: inout DamageRandom
    ) -> GreyPicture {
        let scene = scene(pixelsPerModule: Self.pixelsPerModule, tone: tone)
        let turned = scene.plane.rotated(degrees: random.uniform(-3..<3))
        return turned.scaled(by: pixels / scene.pixelsPerModule).grey
    }
}
