/// Finds finder patterns by their runs 1:1:3:1:1, ISO/IEC 18004, 12, step b.
struct FinderSearch {
    /// The middle of a pattern and its module, both in pixels.
    struct Candidate {
        var centre: Spot
        var module: Double
        /// The rows that it was seen in.
        var sightings: Int
    }

    /// How far a run may be from its part, as a share of a module: the standard says half; small modules are
    /// drawn in whole pixels and need more.
    private static let tolerance = 0.7
    /// Rows that are looked at over the height of the largest symbol's module, so that its finders are not missed.
    private static let rowsPerModule = 4

    let picture: GreyPicture
    /// Greys below are dark.
    let threshold: Double

    /// Returns the patterns of a region, each once.
    ///
    /// - Complexity: O(*n*) in the pixels of the region.
    func candidates(columns: Range<Int>, rows: Range<Int>) -> [Candidate] {
        var found: [Candidate] = []
        for row in stride(from: rows.lowerBound, to: rows.upperBound, by: rowStep(rows.count)) {
            for candidate in candidates(inRow: row, columns: columns) {
                add(candidate, to: &found)
            }
        }
        return found
    }

    private func rowStep(_ height: Int) -> Int {
        max(1, height / (177 * Self.rowsPerModule))
    }

    private func add(_ candidate: Candidate, to found: inout [Candidate]) {
        let known = found.firstIndex { ($0.centre - candidate.centre).length < 2 * candidate.module }
        guard let known else {
            found.append(candidate)
            return
        }
        let count = Double(found[known].sightings)
        let share = 1 / (count + 1)
        found[known].centre = found[known].centre * (1 - share) + candidate.centre * share
        found[known].module = found[known].module * (1 - share) + candidate.module * share
        found[known].sightings += 1
    }

    private func candidates(inRow row: Int, columns: Range<Int>) -> [Candidate] {
        var ends: [Int] = []
        var wasDark = false
        var found: [Candidate] = []
        for column in columns.lowerBound...columns.upperBound {
            let isDark = column < columns.upperBound && self.isDark(column, row)
            guard isDark != wasDark else { continue }
            ends.append(column)
            wasDark = isDark
            // A dark run has just ended: five runs have six ends.
            guard !isDark, ends.count >= 6 else { continue }
            let last = Array(ends.suffix(6))
            guard let module = Self.module(of: last) else { continue }
            let middle = Double(last[2] + last[3]) / 2
            if let candidate = confirmed(x: middle, row: row, module: module) { found.append(candidate) }
        }
        return found
    }

    private func isDark(_ column: Int, _ row: Int) -> Bool {
        Double(picture.pixels[row * picture.width + column]) < threshold
    }

    /// The module of five runs with six ends, if they are those of a finder.
    private static func module(of ends: [Int]) -> Double? {
        let module = Double(ends[5] - ends[0]) / 7
        for (index, part) in [1.0, 1, 3, 1, 1].enumerated() {
            let run = Double(ends[index + 1] - ends[index])
            guard abs(run - part * module) <= tolerance * module * (part == 3 ? 1.5 : 1) else { return nil }
        }
        return module
    }

    /// Looks at the column through the middle: a finder has the same runs there.
    private func confirmed(x: Double, row: Int, module: Double) -> Candidate? {
        let column = min(Int(x), picture.width - 1)
        guard isDark(column, row) else { return nil }
        let limit = Int(module * 6) + 2
        guard let up = ends(column: column, from: row, step: -1, limit: limit),
            let down = ends(column: column, from: row, step: 1, limit: limit)
        else { return nil }
        let places = [up[2], up[1], up[0], down[0], down[1], down[2]]
        guard let vertical = Self.module(of: places), abs(vertical - module) <= 0.5 * module else {
            return nil
        }
        let centre = Spot(x: x, y: Double(places[2] + places[3]) / 2)
        return Candidate(centre: centre, module: (module + vertical) / 2, sightings: 1)
    }

    /// Where the core, the light ring and the dark ring end in a direction.
    private func ends(column: Int, from row: Int, step: Int, limit: Int) -> [Int]? {
        var ends: [Int] = []
        var place = row
        var wasDark = true
        while ends.count < 3, abs(place - row) <= limit {
            place += step
            let isInside = (0..<picture.height).contains(place)
            let isDark = isInside && self.isDark(column, place)
            if isDark != wasDark {
                ends.append(step < 0 ? place + 1 : place)
                wasDark = isDark
            }
            if !isInside { break }
        }
        return ends.count == 3 ? ends : nil
    }
}
