extension GauntletScene {
    /// Returns the scene with one of the damages that need no more than the scene.
    func damaged(_ damage: Damage, size: Int, _ random: inout DamageRandom) -> TonePlane {
        let level = damage.level
        switch damage.kind {
        case .clean, .resolution, .cast, .print: return plane
        case .rotation: return plane.rotated(degrees: random.uniform(0..<1) < 0.5 ? level : -level)
        case .tilt: return plane.tilted(degrees: level, azimuth: random.uniform(0..<Double.pi))
        case .blur: return plane.blurred(level * pixelsPerModule)
        case .motion:
            return plane.moved(length: level * pixelsPerModule, direction: random.uniform(0..<Double.pi))
        case .noise: return plane.noisy(level, &random)
        case .contrast:
            return plane.faded(to: level, around: random.uniform(90..<180)).noisy(2, &random)
        case .jpeg: return plane.compressed(quality: Int(level))
        case .light:
            return plane.lit(from: random.angle(), least: level).noisy(GauntletSubject.faintNoise, &random)
        case .shadow: return shadowed(level, &random)
        case .occlusion: return occluded(percent: level, size: size, &random)
        case .inversion: return plane.inverted
        case .barrel: return plane.barrelled(level)
        case .photo: return photographed(level, &random)
        }
    }

    private func shadowed(_ least: Double, _ random: inout DamageRandom) -> TonePlane {
        let direction = random.angle()
        let x = Double(plane.width) * random.uniform(0.35..<0.65)
        let y = Double(plane.height) * random.uniform(0.35..<0.65)
        return plane.shadowed(least: least, direction: direction, x: x, y: y)
            .noisy(GauntletSubject.faintNoise, &random)
    }

    /// Black, white, grey, a red and a green sticker, by their luma.
    private static let stickers: [Float] = [0, 255, 128, 102, 97]
    /// A finder with its separator, in modules.
    private static let finderModules = 8.0
    /// Most draws lie free of the finders; of two hundred one does, in every symbol.
    private static let placeTries = 200

    private func occluded(percent: Double, size: Int, _ random: inout DamageRandom) -> TonePlane {
        let length = Double(size) * pixelsPerModule
        let aspect = random.uniform(0.6..<1.6).squareRoot()
        let side = (percent / 100).squareRoot() * length
        let (width, height) = (min(side * aspect, length), min(side / aspect, length))
        let finder = Self.finderModules * pixelsPerModule
        var (x, y) = (0.0, 0.0)
        for _ in 0..<Self.placeTries {
            x = random.uniform(0..<max(length - width, 1))
            y = random.uniform(0..<max(length - height, 1))
            let isLeft = x < finder
            let isTop = y < finder
            let (endsRight, endsBelow) = (x + width > length - finder, y + height > length - finder)
            if !(isLeft && isTop || endsRight && isTop || isLeft && endsBelow) { break }
        }
        let (left, top) = (Int(origin + x), Int(origin + y))
        var result = plane
        result.fill(
            columns: left..<left + Int(width), rows: top..<top + Int(height),
            tone: Self.stickers[random.index(0..<Self.stickers.count)])
        return result
    }

    /// A photograph by a careful, a usual and a poor hand.
    private struct Hand {
        var turnDegrees: Double
        var tiltDegrees: Double
        /// Deviation in modules.
        var blur: Double
        /// Deviation of 255.
        var noise: Double
        /// What is left of the light on the dark side.
        var light: Double
        var jpegQuality: Int
    }

    private static let hands = [
        Hand(turnDegrees: 10, tiltDegrees: 15, blur: 0.15, noise: 6, light: 0.7, jpegQuality: 75),
        Hand(turnDegrees: 15, tiltDegrees: 25, blur: 0.22, noise: 10, light: 0.55, jpegQuality: 60),
        Hand(turnDegrees: 25, tiltDegrees: 30, blur: 0.28, noise: 14, light: 0.45, jpegQuality: 50),
    ]
    /// How far every hand moves, in modules.
    private static let handMotion = 0.3

    private func photographed(_ level: Double, _ random: inout DamageRandom) -> TonePlane {
        let hand = Self.hands[min(max(Int(level), 0), Self.hands.count - 1)]
        return plane.rotated(degrees: random.uniform(-hand.turnDegrees..<hand.turnDegrees))
            .tilted(degrees: hand.tiltDegrees, azimuth: random.uniform(0..<Double.pi))
            .blurred(hand.blur * pixelsPerModule)
            .moved(length: Self.handMotion * pixelsPerModule, direction: random.uniform(0..<Double.pi))
            .lit(from: random.angle(), least: hand.light)
            .noisy(hand.noise, &random)
            .compressed(quality: hand.jpegQuality)
    }
}
