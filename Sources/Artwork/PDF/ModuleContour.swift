/// The outlines of a symbol's dark regions, in modules, as closed lines with dark on the right hand.
///
/// One outline around joined modules leaves no seam between rows, which viewers that smooth edges would show as a light
/// hair. Outlines and holes turn opposite ways, so either fill rule of PostScript and PDF paints the same.
/// Modules that touch at a corner only are apart, so that outlines can be moved inwards without crossing.
struct ModuleContour: Sendable {
    /// A corner of an outline, and by how many insets it moves when every edge moves towards the dark.
    struct Corner: Sendable, Hashable {
        var column: Int
        var row: Int
        var columnStep: Int
        var rowStep: Int
    }

    /// Each outline's corners in order; the last is joined to the first.
    private(set) var outlines: [[Corner]] = []

    /// Follows the outlines.
    ///
    /// - Parameters:
    ///   - size: Modules a side.
    ///   - isDark: Looks a module up by row and column.
    /// - Complexity: O(size²)
    init(size: Int, isDark: (Int, Int) -> Bool) {
        var walker = OutlineWalker(size: size, isDark: isDark)
        // Every outline has a top edge; each is begun at the first of its top edges.
        for row in 0..<size {
            for column in 0..<size where walker.isUnseenTopEdge(row: row, column: column) {
                outlines.append(walker.outline(fromColumn: column, row: row))
            }
        }
    }
}

/// Goes around dark regions, clockwise around dark and the other way around holes.
private struct OutlineWalker {
    /// Where the line goes: right, down, left, up; the dark is at its right hand.
    private static let steps: [(column: Int, row: Int)] = [(1, 0), (0, 1), (-1, 0), (0, -1)]
    /// From a corner, the module ahead at the right hand.
    private static let right: [(column: Int, row: Int)] = [(0, 0), (-1, 0), (-1, -1), (0, -1)]
    /// From a corner, the module ahead at the left hand.
    private static let left: [(column: Int, row: Int)] = [(0, -1), (0, 0), (-1, 0), (-1, -1)]

    private let size: Int
    /// The modules with a light ring around them, so that no place needs a check.
    private var isDark: [Bool]
    private var isSeen: [Bool]

    init(size inner: Int, isDark isDarkInside: (Int, Int) -> Bool) {
        size = inner + 2
        isDark = Array(repeating: false, count: size * size)
        isSeen = isDark
        for row in 0..<inner {
            for column in 0..<inner { isDark[(row + 1) * size + column + 1] = isDarkInside(row, column) }
        }
    }

    func isUnseenTopEdge(row: Int, column: Int) -> Bool {
        let place = (row + 1) * size + column + 1
        return isDark[place] && !isDark[place - size] && !isSeen[place]
    }

    /// Follows one outline, noting the top edges that it takes.
    mutating func outline(fromColumn startColumn: Int, row startRow: Int) -> [ModuleContour.Corner] {
        var corners: [ModuleContour.Corner] = []
        var (column, row, direction) = (startColumn, startRow, 0)
        repeat {
            if direction == 0 { isSeen[(row + 1) * size + column + 1] = true }
            column += Self.steps[direction].column
            row += Self.steps[direction].row
            let next = (direction + turn(column, row, direction)) & 3
            if next != direction {
                // Inwards is at the right hand of both edges that meet here.
                let (into, out) = (Self.steps[(direction + 1) & 3], Self.steps[(next + 1) & 3])
                corners.append(
                    .init(
                        column: column, row: row, columnStep: into.column + out.column,
                        rowStep: into.row + out.row))
            }
            direction = next
        } while column != startColumn || row != startRow || direction != 0
        return corners
    }

    /// Quarters to turn: to the right where the dark ends, so that diagonal neighbours stay apart.
    private func turn(_ column: Int, _ row: Int, _ direction: Int) -> Int {
        guard isDark(column, row, Self.right[direction]) else { return 1 }
        return isDark(column, row, Self.left[direction]) ? -1 : 0
    }

    private func isDark(_ column: Int, _ row: Int, _ step: (column: Int, row: Int)) -> Bool {
        isDark[(row + step.row + 1) * size + column + step.column + 1]
    }
}
