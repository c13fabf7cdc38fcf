/// The outlines of a symbol's dark regions, in modules, as closed lines with dark on the right hand.
///
/// Modules that touch at a corner only are apart, so that outlines can be moved inwards without crossing.
struct ModuleContour: Sendable, Hashable {
    /// A corner between modules.
    struct Corner: Sendable, Hashable {
        var column: Int
        var row: Int
    }

    /// Each outline's corners in order; the last is joined to the first.
    private(set) var outlines: [[Corner]] = []

    private enum Direction: Int {
        case right, down, left, up

        var step: (column: Int, row: Int) {
            switch self {
            case .right: (1, 0)
            case .down: (0, 1)
            case .left: (-1, 0)
            case .up: (0, -1)
            }
        }
        /// Away from the dark side, which is at the right hand.
        var outward: (column: Double, row: Double) {
            switch self {
            case .right: (0, -1)
            case .down: (1, 0)
            case .left: (0, 1)
            case .up: (-1, 0)
            }
        }
        func turned(by quarters: Int) -> Direction {
            Direction(rawValue: (rawValue + quarters + 4) % 4) ?? self
        }
    }

    /// Follows the outlines.
    ///
    /// - Complexity: O(size²)
    init(_ bits: ModuleBits) {
        // Every outline has a top edge; each is begun at the first of its top edges.
        var seen = Set<Corner>()
        for row in 0..<bits.size {
            for column in 0..<bits.size
            where bits.isDark(row: row, column: column) && !bits.isDark(row: row - 1, column: column) {
                let start = Corner(column: column, row: row)
                guard !seen.contains(start) else { continue }
                outlines.append(Self.outline(from: start, bits, &seen))
            }
        }
    }

    /// Follows one outline clockwise, noting the top edges that it takes.
    private static func outline(
        from start: Corner, _ bits: ModuleBits, _ seen: inout Set<Corner>
    ) -> [Corner] {
        var corners: [Corner] = []
        var place = start
        var direction = Direction.right
        repeat {
            if direction == .right { seen.insert(place) }
            let step = direction.step
            place = Corner(column: place.column + step.column, row: place.row + step.row)
            let next = turn(at: place, direction, bits)
            if next != direction { corners.append(place) }
            direction = next
        } while place != start || direction != .right
        return corners
    }

    /// Which way the outline goes on: to the right where it can, so that diagonal neighbours stay apart.
    private static func turn(at place: Corner, _ direction: Direction, _ bits: ModuleBits) -> Direction {
        let ahead = modules(at: place, direction)
        guard bits.isDark(row: ahead.right.row, column: ahead.right.column) else {
            return direction.turned(by: 1)
        }
        return bits.isDark(row: ahead.left.row, column: ahead.left.column)
            ? direction.turned(by: -1) : direction
    }

    /// The modules ahead of a corner, at the right and at the left hand.
    private static func modules(at place: Corner, _ direction: Direction) -> (right: Corner, left: Corner) {
        let (column, row) = (place.column, place.row)
        return switch direction {
        case .right: (Corner(column: column, row: row), Corner(column: column, row: row - 1))
        case .down: (Corner(column: column - 1, row: row), Corner(column: column, row: row))
        case .left: (Corner(column: column - 1, row: row - 1), Corner(column: column - 1, row: row))
        case .up: (Corner(column: column, row: row - 1), Corner(column: column - 1, row: row - 1))
        }
    }

    /// Returns each outline's corners moved towards the dark side.
    ///
    /// - Parameter inset: In modules, less than half of one.
    func inset(by inset: Double) -> [[(column: Double, row: Double)]] {
        outlines.map { corners in
            corners.indices.map { index in
                let corner = corners[index]
                let previous = corners[index == 0 ? corners.count - 1 : index - 1]
                let next = corners[index + 1 == corners.count ? 0 : index + 1]
                let (into, out) = (
                    Self.direction(previous, corner).outward, Self.direction(corner, next).outward
                )
                return (
                    Double(corner.column) - inset * (into.column + out.column),
                    Double(corner.row) - inset * (into.row + out.row)
                )
            }
        }
    }

    private static func direction(_ from: Corner, _ to: Corner) -> Direction {
        if from.row == to.row { return to.column > from.column ? .right : .left }
        return to.row > from.row ? .down : .up
    }
}
