/// Where the modules of a symbol lie in a picture: a grid whose sides may be turned and of different length.
///
/// Straight pictures of flat drawings, which is what a print file is; the perspective of a photograph is not followed.
struct SymbolFrame: Sendable, Hashable {
    /// The number of modules on a side.
    let size: Int
    /// The middle of the upper left finder.
    let origin: Spot
    /// From one column to the next, in pixels.
    let across: Spot
    /// From one row to the next, in pixels.
    let down: Spot

    /// Finders' middles lie 3.5 modules from the edges.
    private static let inset = 3.5

    /// Lays a grid through the middles of three finders.
    init(size: Int, upperLeft: Spot, upperRight: Spot, lowerLeft: Spot) {
        self.size = size
        origin = upperLeft
        across = (upperRight - upperLeft) * (1 / Double(size - 7))
        down = (lowerLeft - upperLeft) * (1 / Double(size - 7))
    }

    /// Returns the place of a point that is given in modules from the symbol's upper left corner.
    func place(column: Double, row: Double) -> Spot {
        origin + across * (column - Self.inset) + down * (row - Self.inset)
    }

    /// Returns the middle of a module.
    func centre(row: Int, column: Int) -> Spot {
        place(column: Double(column) + 0.5, row: Double(row) + 0.5)
    }

    /// Upper left, upper right, lower right, lower left.
    var corners: [Spot] {
        let end = Double(size)
        return [(0, 0), (end, 0), (end, end), (0, end)].map { place(column: $0.0, row: $0.1) }
    }

    /// The same modules seen from behind: rows for columns.
    var mirrored: SymbolFrame {
        SymbolFrame(size: size, origin: origin, across: down, down: across)
    }

    private init(size: Int, origin: Spot, across: Spot, down: Spot) {
        self.size = size
        self.origin = origin
        self.across = across
        self.down = down
    }
}

/// A finder's middle and module, measured to a part of a pixel.
struct MeasuredFinder {
    let centre: Spot
    /// Along both directions, in pixels.
    let module: Double

    /// The parallel lines through the core on which edges are measured, in modules from the middle.
    private static let lines = [-1.0, -0.5, 0, 0.5, 1]
    /// Each pass starts where the one before ended; a third moves nothing by a hundredth of a pixel.
    private static let passCount = 2

    /// Measures a finder that was found roughly.
    ///
    /// - Parameters:
    ///   - rough: Right within about half a module.
    ///   - across: The direction of rows, of length 1.
    ///   - down: The direction of columns, of length 1.
    ///   - field: The picture.
    init(rough: FinderSearch.Candidate, across: Spot, down: Spot, in field: PictureField) {
        var (centre, module) = (rough.centre, rough.module)
        for _ in 0..<Self.passCount {
            let one = Self.measure(centre, along: across * module, beside: down * module, field)
            let other = Self.measure(centre, along: down * module, beside: across * module, field)
            centre = centre + across * (one.shift * module) + down * (other.shift * module)
            module *= (one.scale + other.scale) / 2
        }
        (self.centre, self.module) = (centre, module)
    }

    /// The middle from where it was expected, in modules, and the true module in expected ones.
    ///
    /// Only the edges of the core and of the ring's inside count: the outer edge may touch other drawings. Ink that
    /// spreads moves the core's edges out and the ring's in by as much, so the sum of both widths is 8 modules. Round
    /// cores and rings have their full width on the line through the middle alone, so that one tells the module; they
    /// turn onto themselves by half a turn, so that every line tells the middle.
    private static func measure(
        _ centre: Spot, along: Spot, beside: Spot, _ field: PictureField
    ) -> (shift: Double, scale: Double) {
        var (shift, width) = (0.0, 0.0)
        for line in lines {
            for (place, darkFirst) in [(-2.5, true), (-1.5, false), (1.5, true), (2.5, false)] {
                let expected = centre + beside * line + along * place
                let edge = place + field.edge(near: expected, along: along, darkFirst: darkFirst)
                shift += edge
                guard line == 0 else { continue }
                width += place < 0 ? -edge : edge
            }
        }
        return (shift / Double(4 * lines.count), width / 8)
    }
}
