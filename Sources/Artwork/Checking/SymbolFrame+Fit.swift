internal import QRSymbol

extension SymbolFrame {
    /// Finds the grid of a symbol whose corners a reader has told, about.
    ///
    /// - Parameters:
    ///   - corners: Four, in turn around the symbol; right within a few modules.
    ///   - field: The picture; its levels need only tell dark from light.
    /// - Returns: The grid that fits finders and timing patterns best; `nil` when three finders are not there.
    static func fitted(to corners: [Spot], in field: PictureField) -> SymbolFrame? {
        let clockwise = isClockwise(corners) ? corners : corners.reversed()
        let finders = finders(at: clockwise, in: field)
        var best: (frame: SymbolFrame, wrong: Double)?
        for first in clockwise.indices {
            guard let corner = finders[first], let right = finders[(first + 1) % 4],
                let below = finders[(first + 3) % 4]
            else { continue }
            for frame in frames(corner: corner, right: right, below: below, in: field) {
                let modules = frame.modules(in: field)
                let count = SymbolInspection.wrongGuideModuleCount(of: modules, size: frame.size)
                // Larger sizes have more timing modules to be wrong.
                let wrong = Double(count) / Double(frame.size)
                if wrong < best?.wrong ?? .infinity { best = (frame, wrong) }
            }
        }
        return best?.frame
    }

    /// Whether each module's middle is more dark than light, row after row.
    func modules(in field: PictureField) -> [Bool] {
        (0..<size * size).map { field.cover(centre(row: $0 / size, column: $0 % size)) > 0.5 }
    }

    private static func isClockwise(_ corners: [Spot]) -> Bool {
        corners.indices.reduce(0.0) { $0 + corners[$1].turn(to: corners[($1 + 1) % corners.count]) } > 0
    }

    /// The finder nearest to each corner, on the way to the middle; one corner has none.
    private static func finders(at corners: [Spot], in field: PictureField) -> [FinderSearch.Candidate?] {
        let search = FinderSearch(picture: field.picture, threshold: (field.dark + field.light) / 2)
        let region = region(around: corners, in: field.picture)
        let candidates = search.candidates(columns: region.columns, rows: region.rows)
        let middle = Spot.centre(of: corners)
        return corners.map { corner in
            let inwards = middle - corner
            let length = inwards.length
            let near = candidates.filter { candidate in
                let way = candidate.centre - corner
                let along = (way.x * inwards.x + way.y * inwards.y) / length
                let aside = abs(inwards.turn(to: way)) / length
                return aside < asideShare * length && along > -overshootShare * length
                    && along < reachShare * length
            }
            return near.min { ($0.centre - corner).length < ($1.centre - corner).length }
        }
    }

    /// Of half a diagonal: how far a finder's middle may lie beside it, in a reader's inexact frame.
    private static let asideShare = 0.2
    /// How far outside the reader's corner it may lie.
    private static let overshootShare = 0.1
    /// How far inside: a third in the smallest symbol, and what the corner is wrong by.
    private static let reachShare = 0.5

    private static func region(
        around corners: [Spot], in picture: GreyPicture
    ) -> (columns: Range<Int>, rows: Range<Int>) {
        let (xs, ys) = (corners.map(\.x), corners.map(\.y))
        let (left, right, top, bottom) = (xs.min() ?? 0, xs.max() ?? 0, ys.min() ?? 0, ys.max() ?? 0)
        let margin = max(right - left, bottom - top) * regionMargin + 2
        func clamped(_ value: Double, _ end: Int) -> Int { Int(min(max(value, 0), Double(end))) }
        let columns = clamped(left - margin, picture.width)..<clamped(right + margin + 1, picture.width)
        let rows = clamped(top - margin, picture.height)..<clamped(bottom + margin + 1, picture.height)
        return (columns, rows)
    }

    /// What is searched beyond the reader's corners, as a share of the side.
    private static let regionMargin = 0.15

    /// Grids of the sizes near the one that the finders' modules tell.
    private static func frames(
        corner: FinderSearch.Candidate, right: FinderSearch.Candidate, below: FinderSearch.Candidate,
        in field: PictureField
    ) -> [SymbolFrame] {
        let (wide, high) = (right.centre - corner.centre, below.centre - corner.centre)
        guard wide.length > 0, high.length > 0 else { return [] }
        let (across, down) = (wide * (1 / wide.length), high * (1 / high.length))
        let finders = [corner, right, below].map {
            MeasuredFinder(rough: $0, across: across, down: down, in: field)
        }
        let module = finders.map(\.module).reduce(0, +) / 3
        let side = (wide.length + high.length) / 2
        guard module > 0.5, side.isFinite else { return [] }
        let version = Int(((side / module + 7 - 17) / 4).rounded())
        return (version - 2...version + 2).filter(Symbol.versions.contains).map {
            SymbolFrame(
                size: 17 + 4 * $0, upperLeft: finders[0].centre, upperRight: finders[1].centre,
                lowerLeft: finders[2].centre)
        }
    }
}
