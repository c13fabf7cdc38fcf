internal import QRSymbol

/// How dark dark modules must be, and how light light ones, so that readers tell them apart.
///
/// Most readers take a pixel for dark that is darker than the average of its surroundings: zxing's blocks of 8 pixels,
/// ZBar's windows, OpenCV's Gaussian of 83 pixels, which is two modules as it is scanned. So every module's middle keeps a
/// distance from that average. Where all modules are of one colour nothing is near that could be confused, and a share of
/// the distance will do. Others take one threshold for a whole scene (Otsu 1979), so there is one that no module crosses.
struct PictureBounds: Sendable, Hashable {
    /// The standard deviation of the surroundings, in modules.
    private static let deviation: Float = 2.1
    /// The modules on each side that count; the Gaussian has nothing left beyond.
    private static let reach = 7
    /// No dark module is lighter; measured thresholds of whole scenes begin at 97 when the scene is dark.
    private static let darkLimit: Float = 95
    /// No light module is darker; thresholds end at 166 when the scene is light.
    private static let lightLimit: Float = 172
    /// Beyond these nothing is left of a picture's colour.
    private static let extremes: (dark: Float, light: Float) = (10, 250)
    /// The least share of the distance, in areas of one colour.
    private static let leastShare: Float = 0.25
    /// Pulling a module changes its surroundings' average; this often it is averaged anew.
    private static let rounds = 6

    /// The modules on a side.
    let size: Int
    /// The most luminance of a dark module, row after row.
    private(set) var dark: [Float]
    /// The least luminance of a light module, row after row.
    private(set) var light: [Float]

    /// - Complexity: O(modules)
    init(_ symbol: Symbol, picture: SquarePicture, strength: Double) {
        size = symbol.size
        let distance = Float(strength) * 2.55
        let solid = SolidModules(version: symbol.version)
        let isDark = (0..<size * size).map { symbol.isDark(row: $0 / symbol.size, column: $0 % symbol.size) }
        let tones = picture.modules(size: size)
        let lightShares = Self.averages(isDark.map { $0 ? 0 : 1 }, size: size, outside: 1)
        var drawn = tones
        for place in drawn.indices where solid.contains(place) { drawn[place] = isDark[place] ? 0 : 255 }
        (dark, light) = (tones, tones)
        for _ in 0..<Self.rounds {
            let averages = Self.averages(drawn, size: size, outside: 255)
            for place in averages.indices {
                bound(place, average: averages[place], lightShare: lightShares[place], distance: distance)
                guard !solid.contains(place) else { continue }
                let pull =
                    isDark[place]
                    ? min(0, dark[place] - tones[place]) : max(0, light[place] - tones[place])
                drawn[place] = tones[place] + pull * PicturePainter.averageWeight
            }
        }
    }

    private mutating func bound(_ place: Int, average: Float, lightShare: Float, distance: Float) {
        // Of nine modules eight may be light before a dark one is alone, of eight five dark.
        let below = distance * min(max(9 * lightShare, Self.leastShare), 1)
        let above = distance * min(max(1.6 * (1 - lightShare), Self.leastShare), 1)
        dark[place] = min(max(average - below, Self.extremes.dark), Self.darkLimit)
        light[place] = min(max(average + above, Self.lightLimit), Self.extremes.light)
    }

    /// The Gaussian average around every module.
    private static func averages(_ values: [Float], size: Int, outside: Float) -> [Float] {
        let across = averagesAcross(values, size: size, outside: outside)
        return transposed(
            averagesAcross(transposed(across, size: size), size: size, outside: outside), size: size)
    }

    private static func averagesAcross(_ values: [Float], size: Int, outside: Float) -> [Float] {
        let weights = weights
        return (0..<size * size).map { place in
            let (row, column) = place.quotientAndRemainder(dividingBy: size)
            var sum: Float = 0
            for offset in -reach...reach {
                let other = column + offset
                let value = (0..<size).contains(other) ? values[row * size + other] : outside
                sum += value * weights[abs(offset)]
            }
            return sum
        }
    }

    private static func transposed(_ values: [Float], size: Int) -> [Float] {
        (0..<size * size).map { values[$0 % size * size + $0 / size] }
    }

    /// The Gaussian's weights at 0, 1, 2 and so on modules; both sides together are 1.
    private static let weights: [Float] = {
        // e^(-x²/2σ²) by repeated products, which every machine rounds alike.
        let step = Float(0.892_813)  // e^(-1/(2 × 2.1²))
        var (factor, value) = (step, Float(1))
        var weights: [Float] = []
        for _ in 0...reach {
            weights.append(value)
            value *= factor
            factor *= step * step
        }
        let sum = weights.dropFirst().reduce(weights[0]) { $0 + 2 * $1 }
        return weights.map { $0 / sum }
    }()
}

/// The modules that are black or white whatever the picture shows: finders with their separators, timing, alignment.
struct SolidModules {
    private let places: [Bool]

    init(version: Int) {
        let map = CodewordMap(version: version, level: .low)
        places = (0..<map.size * map.size).map { place in
            switch map.purpose(row: place / map.size, column: place % map.size) {
            case .function(.finder), .function(.timing), .function(.alignment): true
            default: false
            }
        }
    }

    func contains(_ place: Int) -> Bool { places[place] }
}
