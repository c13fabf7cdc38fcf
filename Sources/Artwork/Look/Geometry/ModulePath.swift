/// The modules of one kind as a path in a shape, one unit to a module.
///
/// Parts never overlap, so that either fill rule paints the same and the path may be the hole of another.
struct ModulePath {
    /// Of single modules and bars: the width that is painted.
    ///
    /// Less loses dark that readers count on; more hides
    /// that the modules are single.
    private static let paintedWidth = 0.86
    /// Dots are nearly as wide as their module, since a circle's corners are missing already.
    private static let dotRadius = 0.48
    /// The radius of a soft module's corners.
    private static let softRadius = 0.28
    private static let cornerRadius = 0.5

    private(set) var path = VectorPath()

    /// Follows the modules of one kind.
    ///
    /// - Parameters:
    ///   - shape: How each is drawn.
    ///   - size: Modules a side.
    ///   - inset: How far every edge is moved towards the inside, less than half a module.
    ///   - isSet: Whether a module is of the kind, by row and column.
    /// - Complexity: O(size²)
    init(_ shape: ModuleShape, size: Int, inset: Double = 0, isSet: (Int, Int) -> Bool) {
        switch shape {
        case .square: addOutlines(size, inset, convex: 0, concave: 0, isSet)
        case .rounded: addOutlines(size, inset, convex: Self.cornerRadius, concave: 0, isSet)
        case .fluid:
            addOutlines(size, inset, convex: Self.cornerRadius, concave: Self.cornerRadius, isSet)
        case .soft, .dot, .gapped, .diamond:
            let tile = Self.tile(shape, inset: inset)
            for row in 0..<size {
                for column in 0..<size where isSet(row, column) {
                    path.append(tile.transformed(VectorTransform(x: Double(column), y: Double(row))))
                }
            }
        case .horizontal: addBars(size, inset, isAlongRow: true, isSet)
        case .vertical: addBars(size, inset, isAlongRow: false) { isSet($1, $0) }
        }
    }

    /// One module of a shape whose modules stand alone, in the unit square.
    static func tile(_ shape: ModuleShape, inset: Double) -> VectorPath {
        var tile = VectorPath()
        let margin = (1 - paintedWidth) / 2 + inset
        switch shape {
        case .dot: tile.addCircle(centerX: 0.5, centerY: 0.5, radius: dotRadius - inset)
        case .diamond:
            // Corners touch those of the neighbours: the largest without overlap.
            let reach = 0.5 - inset
            tile.move(to: 0.5, 0.5 - reach)
            tile.line(to: 0.5 + reach, 0.5)
            tile.line(to: 0.5, 0.5 + reach)
            tile.line(to: 0.5 - reach, 0.5)
            tile.close()
        case .soft:
            tile.addRectangle(
                RoundedRectangle(x: margin, y: margin, width: 1 - 2 * margin, radius: softRadius))
        default:
            tile.addRectangle(x: margin, y: margin, width: 1 - 2 * margin, height: 1 - 2 * margin)
        }
        return tile
    }

    private mutating func addOutlines(
        _ size: Int, _ inset: Double, convex: Double, concave: Double, _ isSet: (Int, Int) -> Bool
    ) {
        for outline in ModuleContour(size: size, isDark: isSet).outlines {
            path.addOutline(outline, inset: inset, convex: convex, concave: concave)
        }
    }

    /// Appends bars; `isSet` takes the line first, then the place on it.
    private mutating func addBars(
        _ size: Int, _ inset: Double, isAlongRow: Bool, _ isSet: (Int, Int) -> Bool
    ) {
        let margin = (1 - Self.paintedWidth) / 2 + inset
        for line in 0..<size {
            var start: Int?
            for place in 0...size {
                let isSet = place < size && isSet(line, place)
                if isSet, start == nil { start = place }
                guard !isSet, let first = start else { continue }
                start = nil
                let (along, across) = (Double(first) + margin, Double(line) + margin)
                let (length, width) = (Double(place - first) - 2 * margin, 1 - 2 * margin)
                path.addRectangle(
                    RoundedRectangle(
                        x: isAlongRow ? along : across, y: isAlongRow ? across : along,
                        width: isAlongRow ? length : width, height: isAlongRow ? width : length,
                        radius: width / 2))
            }
        }
    }
}
