/// Chooses version, level, place, segments and mask of a symbol with a logo, so that it stays as strong as can be.
///
/// What a logo hides is made right where codewords are free, is right by chance where the text can be written in other
/// ways, and is paid for by error correction for the rest. What is left of that is what counts: the share of a block's
/// codewords that can still be wrong, in the weakest block.
public struct LogoPlanner {
    let wish: LogoWish
    private let effort: LogoEffort
    private let face: (_ rows: Int, _ columns: Int) -> LogoFace

    /// - Parameters:
    ///   - wish: How large, how strong, where.
    ///   - face: What the logo shows in a rectangle of so many modules, its ring included.
    public init(_ wish: LogoWish, face: @escaping (_ rows: Int, _ columns: Int) -> LogoFace) {
        self.init(wish, effort: .standard, face: face)
    }

    init(_ wish: LogoWish, effort: LogoEffort, face: @escaping (_ rows: Int, _ columns: Int) -> LogoFace) {
        self.wish = wish
        self.effort = effort
        self.face = face
    }

    /// The same logo with another wish.
    func changed(_ wish: LogoWish) -> LogoPlanner { LogoPlanner(wish, effort: effort, face: face) }

    /// A version, a level and a place, and what they are worth before a text's own codewords are looked at.
    struct Candidate {
        let layout: BlockLayout
        let place: LogoPlace
        let face: LogoFace
        /// The corrections that each block has left for any text of this length.
        let left: [Double]
        /// What they let fail, in points of readings.
        let points: Double
        /// What the version and the place cost, in points of readings that fail.
        let drawback: Double

        /// All that is known to make readings fail, in points.
        var cost: Double { points + drawback }
    }

    /// Fits that are made symbols, which are then compared as they are drawn.
    private static let fitCount = 24
    /// Places that are looked at along a side: in a large symbol the next one to a module hides nearly the same.
    private static let placesPerSide = 24
    /// What a symbol must have left in every block: one codeword, or the first smudge is the end of it.
    static let leastLeft = 0.5

    /// Plans one symbol.
    ///
    /// - Parameters:
    ///   - text: The bytes; not empty.
    ///   - count: The most symbols to return.
    /// - Returns: Symbols that can be read, the best first; readers may be asked which they take.
    /// - Throws: ``EncodingError``; ``LogoArea/PlanningError/tooMuch(percent:largest:remedies:)``.
    /// - Complexity: About a tenth of a second.
    public func symbols(_ text: [UInt8], count: Int = 1) throws -> [PlannedSymbol] {
        let shortlist = try shortlist(text)
        let fits = try shortlist.layouts.flatMap { layout in
            try LogoSearch(text, layout: layout, effort: effort).fits(
                shortlist.candidates.filter { $0.layout == layout })
        }.sorted { $0.cost < $1.cost }.prefix(Self.fitCount)
        var encoder = BulkEncoder()
        let planned = fits.map { PlannedSymbol(text, $0, by: &encoder) }.filter { $0.area.damageLeft >= 1 }
            .sorted { $0.cost < $1.cost }
        guard !planned.isEmpty else { throw try refusal(text) }
        return Array(planned.prefix(count))
    }

    /// Plans the symbols of a batch, all of one version, level and place.
    ///
    /// - Parameter text: The member whose segments are the longest.
    /// - Returns: What holds for every text that is no longer.
    /// - Throws: As ``symbols(_:count:)``.
    public func plan(_ text: [UInt8]) throws -> LogoPlan {
        guard let best = try shortlist(text).candidates.first, best.left.min() ?? 0 >= Self.leastLeft else {
            throw try refusal(text)
        }
        return LogoPlan(best)
    }

    /// The places that are worth a second look, and their versions and levels.
    private func shortlist(_ text: [UInt8]) throws -> (candidates: [Candidate], layouts: [BlockLayout]) {
        var byLayout: [BlockLayout: [Candidate]] = [:]
        for version in try versions(text) {
            let step = max(1, (17 + 4 * version) / Self.placesPerSide)
            for candidate in try candidates(text, version: version, step: step) {
                byLayout[candidate.layout, default: []].append(candidate)
            }
        }
        let best = byLayout.values.map { candidates in
            Array(candidates.sorted { Self.precedes($0, $1) }.prefix(effort.places))
        }.sorted { Self.precedes($0[0], $1[0]) }.prefix(effort.layouts)
        return (best.flatMap(\.self).sorted { Self.precedes($0, $1) }, best.map { $0[0].layout })
    }

    /// A total order, so that the same wish always has the same plan.
    private static func precedes(_ one: Candidate, _ other: Candidate) -> Bool {
        if one.cost != other.cost { return one.cost < other.cost }
        let (first, second) = (one.layout, other.layout)
        if first.version != second.version { return first.version < second.version }
        if first.level != second.level { return first.level.strength > second.level.strength }
        return (one.place.rows.lowerBound, one.place.columns.lowerBound)
            < (other.place.rows.lowerBound, other.place.columns.lowerBound)
    }

    /// The levels that are strong enough, the weakest first.
    private var levels: [CorrectionLevel] {
        CorrectionLevel.allCases.filter { $0.strength >= wish.level.strength }
    }

    /// The versions that are allowed.
    func versions(_ text: [UInt8]) throws -> ClosedRange<Int> {
        let smallest = try Segmentation(
            of: text, level: wish.level, minimumVersion: wish.minimumVersion
        ).version
        return smallest...min(smallest + wish.versionSteps, Symbol.versions.upperBound)
    }

    /// The places of a version, at all levels that hold the text.
    ///
    /// - Parameters:
    ///   - text: What the symbol holds.
    ///   - version: One of those that are allowed.
    ///   - step: The modules from one place to the next.
    /// - Returns: One for each place and level, in the order of places.
    /// - Throws: ``EncodingError``.
    func candidates(_ text: [UInt8], version: Int, step: Int = 1) throws -> [Candidate] {
        let plan = try Segmentation(of: text, level: wish.level, minimumVersion: version)
        let costs = levels.map { BlockLayout(version: version, level: $0) }
            .filter { plan.bitCount <= $0.dataCodewordCount * 8 }
            .map { PlaceCost(layout: $0, bitCount: plan.bitCount) }
        return candidates(version, costs, step: step)
    }

    private func candidates(_ version: Int, _ costs: [PlaceCost], step: Int) -> [Candidate] {
        var scan = PlaceScan(version: version)
        return wish.dimensions(inSymbolOf: scan.size).flatMap { rows, columns -> [Candidate] in
            // Rows and columns up to 6 are finders' and timing's.
            guard rows <= scan.size - 7, columns <= scan.size - 7 else { return [] }
            return candidates(face(rows, columns), &scan, costs, step: step)
        }
    }

    private func candidates(
        _ face: LogoFace, _ scan: inout PlaceScan, _ costs: [PlaceCost], step: Int
    ) -> [Candidate] {
        var found: [Candidate] = []
        for place in places(rows: face.rows, columns: face.columns, size: scan.size, step: step) {
            let patterns = scan.alignmentPatterns(under: face, at: place)
            guard !patterns.isLast, let hidden = scan.hidden(by: face, at: place) else { continue }
            let drawback =
                ReadingOdds.points(version: (scan.size - 17) / 4)
                + Double(patterns.count) * ReadingOdds.hiddenAlignmentPattern
                + place.eccentricity(inSymbolOf: scan.size) * 2 * ReadingOdds.eccentricity
            for cost in costs {
                let left = cost.left(hidden)
                found.append(
                    Candidate(
                        layout: cost.layout, place: place, face: face, left: left,
                        points: cost.points(left), drawback: drawback))
            }
        }
        return found
    }

    private func places(rows: Int, columns: Int, size: Int, step: Int) -> [LogoPlace] {
        func place(_ row: Int, _ column: Int) -> LogoPlace {
            LogoPlace(rows: row..<row + rows, columns: column..<column + columns)
        }
        switch wish.position {
        case .center: return [place((size - rows) / 2, (size - columns) / 2)]
        case .best:
            return stride(from: 7, through: size - rows, by: step).flatMap { row in
                stride(from: 7, through: size - columns, by: step).map { place(row, $0) }
            }
        }
    }
}
