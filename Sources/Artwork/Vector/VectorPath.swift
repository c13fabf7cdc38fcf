/// A path of lines and cubic curves, of any number of parts.
///
/// Coordinates are finite. As in SVG, PDF and PostScript a part begins with a move, and painting an open part fills it
/// as if it were closed.
struct VectorPath: Sendable, Hashable {
    /// A step from the point where the one before it ended.
    enum Segment: Sendable, Hashable {
        /// Begins a part.
        case move(VectorPoint)
        case line(VectorPoint)
        /// A cubic Bézier curve: two control points, then its end.
        case curve(VectorPoint, VectorPoint, VectorPoint)
        /// A line to where the part began.
        case close
    }

    /// How far the control points of a quarter of a circle lie from its ends, in radii: its middle is then on the
    /// circle, and no point is further off than 0.03 %.
    static let kappa = 0.552_284_749_8

    var segments: [Segment] = []

    var isEmpty: Bool { segments.isEmpty }

    mutating func move(to x: Double, _ y: Double) { segments.append(.move(VectorPoint(x, y))) }

    mutating func line(to x: Double, _ y: Double) { segments.append(.line(VectorPoint(x, y))) }

    /// Appends a cubic curve.
    ///
    /// - Parameters:
    ///   - first: The control point of its beginning.
    ///   - second: The control point of its end.
    ///   - end: Where it ends.
    mutating func curve(_ first: VectorPoint, _ second: VectorPoint, to end: VectorPoint) {
        segments.append(.curve(first, second, end))
    }

    mutating func close() { segments.append(.close) }

    mutating func append(_ other: VectorPath) { segments += other.segments }

    /// Appends a closed rectangle that begins at `x`, `y` and goes along the first axis first.
    mutating func addRectangle(x: Double, y: Double, width: Double, height: Double) {
        move(to: x, y)
        line(to: x + width, y)
        line(to: x + width, y + height)
        line(to: x, y + height)
        close()
    }

    /// Appends a closed circle of four curves, which turns from the first axis to the second.
    mutating func addCircle(centerX: Double, centerY: Double, radius: Double) {
        func point(_ x: Double, _ y: Double) -> VectorPoint {
            VectorPoint(centerX + x * radius, centerY + y * radius)
        }
        move(to: centerX + radius, centerY)
        curve(point(1, Self.kappa), point(Self.kappa, 1), to: point(0, 1))
        curve(point(-Self.kappa, 1), point(-1, Self.kappa), to: point(-1, 0))
        curve(point(-1, -Self.kappa), point(-Self.kappa, -1), to: point(0, -1))
        curve(point(Self.kappa, -1), point(1, -Self.kappa), to: point(1, 0))
        close()
    }

    /// Returns the path with every point mapped.
    func transformed(_ map: VectorTransform) -> VectorPath {
        VectorPath(
            segments: segments.map { segment in
                switch segment {
                case .move(let point): .move(map(point))
                case .line(let point): .line(map(point))
                case .curve(let first, let second, let end): .curve(map(first), map(second), map(end))
                case .close: .close
                }
            })
    }

    /// The exact rectangle around the path; `nil` for one without points.
    ///
    /// - Complexity: O(segments)
    var bounds: VectorBounds? {
        var bounds: VectorBounds?
        var (here, start) = (VectorPoint(0, 0), VectorPoint(0, 0))
        func include(_ point: VectorPoint) {
            bounds = bounds?.union(VectorBounds(point)) ?? VectorBounds(point)
        }
        for segment in segments {
            switch segment {
            case .move(let point):
                include(point)
                (here, start) = (point, point)
            case .line(let point):
                include(point)
                here = point
            case .curve(let first, let second, let end):
                include(end)
                for x in Self.turns(here.x, first.x, second.x, end.x) { include(VectorPoint(x, end.y)) }
                for y in Self.turns(here.y, first.y, second.y, end.y) { include(VectorPoint(end.x, y)) }
                here = end
            case .close: here = start
            }
        }
        return bounds
    }

    /// The values of one coordinate of a curve where it turns back: where the derivative, a quadratic, is zero.
    private static func turns(_ p0: Double, _ p1: Double, _ p2: Double, _ p3: Double) -> [Double] {
        // Within its ends a curve whose control points are within them, too.
        guard min(p1, p2) < min(p0, p3) || max(p1, p2) > max(p0, p3) else { return [] }
        let (a, b, c) = (p3 - 3 * p2 + 3 * p1 - p0, 2 * (p2 - 2 * p1 + p0), p1 - p0)
        var times: [Double] = []
        if abs(a) < 1e-12 * max(1, abs(b)) {
            if b != 0 { times = [-c / b] }
        } else {
            let discriminant = b * b - 4 * a * c
            guard discriminant >= 0 else { return [] }
            times = [(-b + discriminant.squareRoot()) / (2 * a), (-b - discriminant.squareRoot()) / (2 * a)]
        }
        return times.filter { $0 > 0 && $0 < 1 }.map { t in
            let u = 1 - t
            return u * u * u * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t * t * t * p3
        }
    }
}
