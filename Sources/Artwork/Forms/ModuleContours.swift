/// The outlines of the dark modules: as few closed paths as there are edges to follow.
///
/// One outline around joined modules leaves no seam between rows, which viewers that smooth edges would show
/// as a light hair. The dark modules lie to the right of the way, so outlines and holes turn opposite ways
/// and either fill rule of PostScript and PDF paints the same. Modules that only touch at a corner are
/// separate outlines.
struct ModuleContours {
    /// A corner between modules, counted from the top left.
    struct Corner: Hashable {
        var row: Int
        var column: Int
    }

    /// The corners at which each outline turns, in order, the first not repeated.
    let paths: [[Corner]]

    /// Follows the outlines of a grid.
    ///
    /// - Complexity: O(side²)
    init(_ grid: ModuleGrid) {
        var tracer = Tracer(grid)
        var paths: [[Corner]] = []
        for row in 0..<grid.side {
            for column in 0..<grid.side where tracer.isUnseenTop(row: row, column: column) {
                paths.append(tracer.follow(from: Corner(row: row, column: column)))
            }
        }
        self.paths = paths
    }
}

/// Walks along the edges and remembers which top edges it has passed; every outline has one.
private struct Tracer {
    /// The ways in the order of turning right.
    enum Heading: Int {
        case right, down, left, up

        var step: (rows: Int, columns: Int) {
            switch self {
            case .right: (0, 1)
            case .down: (1, 0)
            case .left: (0, -1)
            case .up: (-1, 0)
            }
        }

        func turned(by quarters: Int) -> Heading { Heading(rawValue: (rawValue + quarters) & 3) ?? self }
    }

    /// With a light frame, so that the way around the outermost modules needs no special case.
    private let dark: [Bool]
    private let width: Int
    private var seenTops: Set<ModuleContours.Corner> = []

    init(_ grid: ModuleGrid) {
        width = grid.side + 2
        dark = (-1...grid.side).flatMap { row in
            (-1...grid.side).map { grid.isDark(row: row, column: $0) }
        }
    }

    func isDark(_ row: Int, _ column: Int) -> Bool { dark[(row + 1) * width + column + 1] }

    /// Whether a dark module has a light one above it and no outline has passed between them.
    func isUnseenTop(row: Int, column: Int) -> Bool {
        isDark(row, column) && !isDark(row - 1, column)
            && !seenTops.contains(.init(row: row, column: column))
    }

    /// Returns the turns of the outline that leaves a corner to the right.
    mutating func follow(from start: ModuleContours.Corner) -> [ModuleContours.Corner] {
        var turns: [ModuleContours.Corner] = []
        var corner = start
        var heading = Heading.right
        repeat {
            if heading == .right { seenTops.insert(corner) }
            corner.row += heading.step.rows
            corner.column += heading.step.columns
            let next = nextHeading(at: corner, after: heading)
            if next != heading { turns.append(corner) }
            heading = next
        } while corner != start || heading != .right
        return turns
    }

    /// Keeps the dark module to the right; at a corner where two touch, stays with its own.
    private func nextHeading(at corner: ModuleContours.Corner, after heading: Heading) -> Heading {
        let (ahead, across) = modules(ahead: corner, heading)
        if !ahead { return heading.turned(by: 1) }
        return across ? heading.turned(by: 3) : heading
    }

    /// The two modules beyond a corner: to the right of the way and to its left.
    private func modules(ahead corner: ModuleContours.Corner, _ heading: Heading) -> (right: Bool, left: Bool)
    {
        let (upLeft, upRight) = (
            isDark(corner.row - 1, corner.column - 1), isDark(corner.row - 1, corner.column)
        )
        let (downLeft, downRight) = (
            isDark(corner.row, corner.column - 1), isDark(corner.row, corner.column)
        )
        return switch heading {
        case .right: (downRight, upRight)
        case .down: (downLeft, downRight)
        case .left: (upLeft, downLeft)
        case .up: (upRight, upLeft)
        }
    }
}
