/// An affine map: x becomes a·x + c·y + e and y becomes b·x + d·y + f, the order of SVG, PDF and PostScript.
struct VectorTransform: Sendable, Hashable {
    var a: Double
    var b: Double
    var c: Double
    var d: Double
    var e: Double
    var f: Double

    static let identity = VectorTransform(1, 0, 0, 1, 0, 0)

    init(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double) {
        (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
    }

    /// Scales around the origin, then moves.
    ///
    /// - Parameters:
    ///   - scale: Of both axes.
    ///   - x: How far to move.
    ///   - y: How far to move.
    init(scale: Double = 1, x: Double = 0, y: Double = 0) { self.init(scale, 0, 0, scale, x, y) }

    /// How many times larger an area becomes; negative for a mirrored one.
    var determinant: Double { a * d - b * c }

    /// Returns the map of a point.
    func callAsFunction(_ point: VectorPoint) -> VectorPoint {
        VectorPoint(a * point.x + c * point.y + e, b * point.x + d * point.y + f)
    }

    /// Returns this map followed by another.
    func then(_ next: VectorTransform) -> VectorTransform {
        VectorTransform(
            next.a * a + next.c * b, next.b * a + next.d * b, next.a * c + next.c * d,
            next.b * c + next.d * d, next.a * e + next.c * f + next.e, next.b * e + next.d * f + next.f)
    }

    /// The map that undoes this one, which must not flatten anything.
    var inverse: VectorTransform {
        let d1 = 1 / determinant
        return VectorTransform(
            d * d1, -b * d1, -c * d1, a * d1, (c * f - d * e) * d1, (b * e - a * f) * d1)
    }

    /// What the map does besides moving and changing areas, in four decimals, as files have it.
    var shape: VectorTransform {
        let scale = abs(determinant).squareRoot()
        let parts = [a, b, c, d].map { ($0 / scale * 10_000).rounded() / 10_000 }
        return VectorTransform(parts[0], parts[1], parts[2], parts[3], 0, 0)
    }

    /// No step becomes longer than so many of its lengths.
    var longestStep: Double { (a * a + b * b + c * c + d * d).squareRoot() }

    /// Whether circles stay circles, to a thousandth.
    var keepsShapes: Bool {
        let (first, second) = (a * a + b * b, c * c + d * d)
        let largest = max(first, second)
        return abs(first - second) <= 2e-3 * largest && abs(a * c + b * d) <= 1e-3 * largest
    }
}
