/// The frames and pupils of the three finder patterns, ISO/IEC 18004, 6.3.3, one unit to a module.
struct FinderPath {
    /// Modules a side of a finder pattern.
    static let size = 7

    /// The radii of a shape's round corners; all three shrink alike, so that the ring stays of even width.
    private struct Radii {
        var outer: Double
        var inner: Double
        var pupil: Double

        init(_ shape: FinderShape) {
            switch shape {
            case .square: (outer, inner, pupil) = (0, 0, 0)
            // More than half a module moves the corners that OpenCV and quirc look for.
            case .rounded: (outer, inner, pupil) = (0.5, 0.25, 0.5)
            case .circle: (outer, inner, pupil) = (3.5, 2.5, 1.5)
            case .leaf: (outer, inner, pupil) = (2.8, 1.9, 1.2)
            }
        }
    }

    /// A corner of the symbol that has a finder pattern, in the order of ``RoundedRectangle/radii``.
    enum Corner: Int, CaseIterable {
        case topLeft = 0
        case topRight = 1
        case bottomRight = 2
        case bottomLeft = 3

        /// The first row and column of its finder pattern, in a symbol of so many modules a side.
        func origin(size: Int) -> (row: Int, column: Int) {
            let far = size - FinderPath.size
            return (
                self == .bottomLeft || self == .bottomRight ? far : 0,
                self == .topRight || self == .bottomRight ? far : 0
            )
        }
    }

    private let corner: Corner
    private let x: Double
    private let y: Double
    private let inset: Double

    /// Finds a finder pattern.
    ///
    /// - Parameters:
    ///   - corner: Of the symbol.
    ///   - size: Modules a side of the symbol.
    ///   - inset: How far every edge is moved towards the dark.
    init(_ corner: Corner, size: Int, inset: Double = 0) {
        self.corner = corner
        let origin = corner.origin(size: size)
        (x, y) = (Double(origin.column), Double(origin.row))
        self.inset = inset
    }

    /// The ring of one module's width.
    func frame(_ shape: FinderShape) -> VectorPath {
        let radii = Radii(shape)
        var path = VectorPath()
        path.addRectangle(rectangle(margin: inset, shape, radius: radii.outer))
        path.addRectangle(rectangle(margin: 1 - inset, shape, radius: radii.inner), isHole: true)
        return path
    }

    /// The square of three modules.
    func pupil(_ shape: FinderShape) -> VectorPath {
        var path = VectorPath()
        path.addRectangle(rectangle(margin: 2 + inset, shape, radius: Radii(shape).pupil))
        return path
    }

    private func rectangle(margin: Double, _ shape: FinderShape, radius: Double) -> RoundedRectangle {
        let width = Double(Self.size) - 2 * margin
        let radius = min(radius, width / 2)
        var radii = Array(repeating: radius, count: 4)
        if shape == .leaf {
            radii[corner.rawValue] = 0
            radii[(corner.rawValue + 2) % 4] = 0
        }
        return RoundedRectangle(x: x + margin, y: y + margin, width: width, height: width, radii: radii)
    }
}
