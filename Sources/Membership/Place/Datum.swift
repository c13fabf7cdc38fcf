/// How the numbers of a position are to be read.
///
/// Maps of mainland China are shifted by law, by up to 700 m: GCJ-02 (WeChat, AMap, Tencent), and BD-09 (Baidu) on top.
/// The formulas are the published reconstructions; vectors from coord-convert 0.2.1 are in the tests.
package enum Datum: String, Sendable, Hashable, CaseIterable {
    case wgs84
    case gcj02
    case bd09

    typealias Position = (latitude: Double, longitude: Double)

    /// Returns the WGS-84 position whose numbers in this datum are `position`, to 0.1 mm.
    func wgs84(of position: Position) -> Position {
        switch self {
        case .wgs84: position
        case .gcj02: Self.wgs84(ofGCJ02: position)
        case .bd09: Self.wgs84(ofGCJ02: Self.inverse(of: position, under: Self.bd09(ofGCJ02:)))
        }
    }

    /// Returns the numbers of a WGS-84 position in this datum.
    func position(ofWGS84 position: Position) -> Position {
        switch self {
        case .wgs84: position
        case .gcj02: Self.gcj02(ofWGS84: position)
        case .bd09: Self.bd09(ofGCJ02: Self.gcj02(ofWGS84: position))
        }
    }

    /// The box in which the shift applies; outside it GCJ-02 is WGS-84.
    ///
    /// - Parameters:
    ///   - position: A WGS-84 position.
    ///   - margin: Degrees by which the box is wider, for positions that carry rounding errors.
    /// - Returns: Whether the position is in the box or on its edge.
    private static func isShifted(_ position: Position, margin: Double = 0) -> Bool {
        let (north, east) = (shiftedLatitudes, shiftedLongitudes)
        return (north.lowerBound - margin...north.upperBound + margin).contains(position.latitude)
            && (east.lowerBound - margin...east.upperBound + margin).contains(position.longitude)
    }

    private static let shiftedLatitudes = 0.8293...55.8271
    private static let shiftedLongitudes = 72.004...137.8347

    private static func gcj02(ofWGS84 position: Position) -> Position {
        isShifted(position) ? shifted(position) : position
    }

    /// Undoes the shift where the place that it comes from is inside the box.
    ///
    /// Along the edge two places can have the same numbers, one shifted and one not; the shifted one is taken.
    private static func wgs84(ofGCJ02 position: Position) -> Position {
        let origin = inverse(of: position, under: shifted)
        guard isShifted(origin, margin: 1e-9) else { return position }
        // What rounding put outside the box would not be shifted when it is converted again.
        return (
            min(max(origin.latitude, shiftedLatitudes.lowerBound), shiftedLatitudes.upperBound),
            min(max(origin.longitude, shiftedLongitudes.lowerBound), shiftedLongitudes.upperBound)
        )
    }

    /// The shift itself, which the formula also gives outside the box.
    private static func shifted(_ position: Position) -> Position {
        let shift = planarShift(east: position.longitude - 105, north: position.latitude - 35)
        // Krasovsky's ellipsoid, as in the original.
        let semiMajorAxis = 6_378_245.0
        let squaredEccentricity = 0.006_693_421_622_965_943_23
        let sine = Trigonometry.sine(position.latitude / 180 * .pi)
        let magic = 1 - squaredEccentricity * sine * sine
        let root = magic.squareRoot()
        let meridian = semiMajorAxis * (1 - squaredEccentricity) / (magic * root) * .pi
        let parallel = semiMajorAxis / root * Trigonometry.cosine(position.latitude / 180 * .pi) * .pi
        return (
            position.latitude + shift.north * 180 / meridian, position.longitude + shift.east * 180 / parallel
        )
    }

    /// The shift in metres, as a sum of waves over the distance in degrees from 35° N 105° E.
    private static func planarShift(east: Double, north: Double) -> (east: Double, north: Double) {
        func wave(_ value: Double, _ amplitude: Double) -> Double {
            amplitude * Trigonometry.sine(value * .pi)
        }
        let root = east.magnitude.squareRoot()
        let common = (wave(6 * east, 20) + wave(2 * east, 20)) * 2 / 3
        var northShift = -100 + 2 * east + 3 * north + 0.2 * north * north + 0.1 * east * north + 0.2 * root
        northShift += common + (wave(north, 20) + wave(north / 3, 40)) * 2 / 3
        northShift += (wave(north / 12, 160) + wave(north / 30, 320)) * 2 / 3
        var eastShift = 300 + east + 2 * north + 0.1 * east * east + 0.1 * east * north + 0.1 * root
        eastShift += common + (wave(east, 20) + wave(east / 3, 40)) * 2 / 3
        eastShift += (wave(east / 12, 150) + wave(east / 30, 300)) * 2 / 3
        return (eastShift, northShift)
    }

    private static func bd09(ofGCJ02 position: Position) -> Position {
        let factor = Double.pi * 3_000 / 180
        let (north, east) = position
        let radius = (north * north + east * east).squareRoot()
        // The original adds a small angle to atan2(north, east); turning the vector needs no arc tangent.
        let turn = 0.000_003 * Trigonometry.cosine(east * factor)
        let stretched = radius + 0.000_02 * Trigonometry.sine(north * factor)
        let cosine = Trigonometry.cosine(turn)
        let sine = Trigonometry.sine(turn)
        let unit = radius > 0 ? (north: north / radius, east: east / radius) : (north: 0, east: 1)
        return (
            stretched * (unit.north * cosine + unit.east * sine) + 0.006,
            stretched * (unit.east * cosine - unit.north * sine) + 0.006_5
        )
    }

    /// Enough for 1e-10 degrees: each round makes the error about a hundred times smaller.
    private static let maximumRounds = 20

    /// Finds what a shift made `target` of, by correcting a guess with its own error.
    private static func inverse(of target: Position, under shift: (Position) -> Position) -> Position {
        var guess = target
        for _ in 0..<maximumRounds {
            let reached = shift(guess)
            let north = target.latitude - reached.latitude
            let east = target.longitude - reached.longitude
            guess = (guess.latitude + north, guess.longitude + east)
            if max(north.magnitude, east.magnitude) < 1e-11 { break }
        }
        return guess
    }
}
