/// The few functions of angles that positions need, since the core imports the standard library alone.
///
/// Radians in and out; errors are below 1e-15 for angles up to a few thousand, far below a micrometre on the ground.
enum Trigonometry {
    static func sine(_ angle: Double) -> Double {
        let (reduced, quadrant) = reduce(angle)
        return switch quadrant {
        case 0: sineSeries(reduced)
        case 1: cosineSeries(reduced)
        case 2: -sineSeries(reduced)
        default: -cosineSeries(reduced)
        }
    }

    static func cosine(_ angle: Double) -> Double {
        let (reduced, quadrant) = reduce(angle)
        return switch quadrant {
        case 0: cosineSeries(reduced)
        case 1: -sineSeries(reduced)
        case 2: -cosineSeries(reduced)
        default: sineSeries(reduced)
        }
    }

    /// The angle, 0 to π/2, whose sine is `ratio`, 0 to 1.
    static func arcSine(_ ratio: Double) -> Double {
        guard ratio < 1 else { return .pi / 2 }
        return 2 * arcTangent(ratio / (1 + (1 - ratio * ratio).squareRoot()))
    }

    /// Halves the angle until the series ends within fifteen terms: atan x = 2 atan(x / (1 + √(1 + x²))).
    private static func arcTangent(_ ratio: Double) -> Double {
        var tangent = ratio
        for _ in 0..<3 { tangent /= 1 + (1 + tangent * tangent).squareRoot() }
        let square = tangent * tangent
        let sum = stride(from: 15, through: 1, by: -2).reduce(0.0) { 1 / Double($1) - square * $0 }
        return 8 * tangent * sum
    }

    /// The angle within ±π/4 and the number of right angles taken off, 0 to 3.
    private static func reduce(_ angle: Double) -> (reduced: Double, quadrant: Int) {
        let turns = (angle / (.pi / 2)).rounded()
        // π/2 in two parts, so that the difference keeps its last digits (Cody and Waite 1980).
        let high = 1.570_796_326_794_896_6
        let low = 6.123_233_995_736_766e-17
        let quadrant = Int(turns.truncatingRemainder(dividingBy: 4))
        return (angle.addingProduct(-turns, high).addingProduct(-turns, low), (quadrant + 4) % 4)
    }

    /// x - x³/3! + x⁵/5! …, to x¹⁷: below 1e-17 within ±π/4.
    private static func sineSeries(_ angle: Double) -> Double {
        let square = angle * angle
        return angle
            * stride(from: 16, through: 2, by: -2).reduce(1.0) { 1 - square * $0 / Double($1 * ($1 + 1)) }
    }

    /// 1 - x²/2! + x⁴/4! …, to x¹⁸.
    private static func cosineSeries(_ angle: Double) -> Double {
        let square = angle * angle
        return stride(from: 18, through: 2, by: -2).reduce(1.0) { 1 - square * $0 / Double($1 * ($1 - 1)) }
    }
}
