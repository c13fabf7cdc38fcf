#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Where the colours of a gradient begin and end over a square.
enum GradientPlace: Sendable, Hashable {
    case line(from: VectorPoint, to: VectorPoint)
    case rings(center: VectorPoint, radius: Double)

    /// Spreads a fill over a square; `nil` for one colour.
    ///
    /// A line is so long that the first and the last colour lie in opposite corners, as CSS Images 3, 3.1.1, has it;
    /// the outermost ring goes through the corners.
    init?(_ fill: Fill, over square: Range<Int>) {
        let middle = Double(square.lowerBound + square.upperBound) / 2
        let half = Double(square.count) / 2
        switch fill {
        case .solid: return nil
        case .linear(let linear):
            let angle = linear.degrees * .pi / 180
            let (x, y) = (cos(angle), sin(angle))
            let reach = half * (abs(x) + abs(y))
            self = .line(
                from: VectorPoint(middle - x * reach, middle - y * reach),
                to: VectorPoint(middle + x * reach, middle + y * reach))
        case .radial:
            self = .rings(center: VectorPoint(middle, middle), radius: half * 2.0.squareRoot())
        }
    }
}
