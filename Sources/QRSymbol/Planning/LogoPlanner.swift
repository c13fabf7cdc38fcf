/// Chooses version, level, place, segments and mask of a symbol with a logo, so that it stays as strong as can be.
///
/// What a logo hides is made right where codewords are free, is right by chance where the text can be written in other
/// ways, and is paid for by error correction for the rest. What is left of that is what counts: the share of a block's
/// codewords that can still be wrong, in the weakest block.
public struct LogoPlanner {
    /// What the logo shows in a rectangle of so many modules, its ring included.
    public typealias Face = (_ rows: Int, _ columns: Int) -> LogoFace

    let wish: LogoWish
    private let effort: LogoEffort
    private let face: Face
    private let seated: Face

    /// - Parameters:
    ///   - wish: How large, how strong, where.
    ///   - face: What the logo shows where all places are compared.
    ///   - seated: The same in its best seat, for the places that are worth a second look.
    public init(_ wish: LogoWish, face: @escaping Face, seated: Face? = nil) {
        self.init(wish, effort: .standard, face: face, seated: seated)
    }

    init(_ wish: LogoWish, effort: LogoEffort, face: @escaping Face, seated: Face? = nil) {
        self.wish = wish
        self.effort = effort
        self.face = face
        self.seated = seated ?? face
    }

    /// The same logo with another wish.
    func changed(_ wish: LogoWish) -> LogoPlanner {
        LogoPlanner(wish, effort: effort, face: face, seated: seated)
    }

    /// A version, a level and a place, and what they are worth before a text's own codewords are looked at.
    struct Candidate {
        let layout: BlockLayout
        /// How the symbol lies.
        let turn: SymbolTurn
        /// In the upright symbol.
        let place: LogoPlace
        /// What the logo shows of the upright symbol.
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
    private static let placesPerSide = 16
    /// What a turned symbol must be better by, in points of readings: people know symbols upright.
    private static let turnDrawback = 1.0
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
            let step = Self.step(inSymbolOf: 17 + 4 * version)
            for candidate in try candidates(text, version: version, step: step) {
                byLayout[candidate.layout, default: []].append(candidate)
            }
        }
        let best = byLayout.values.map { candidates in
            Array(candidates.sorted { Self.precedes($0, $1) }.prefix(effort.places))
        }.sorted { Self.precedes($0[0], $1[0]) }.prefix(effort.layouts)
        var faces: [Rectangle: LogoFace] = [:]
        let candidates = try best.flatMap { candidates in
            let seated = try seated(candidates, text, &faces)
            return Array(seated.sorted { Self.precedes($0, $1) }.prefix(effort.places))
        }
        return (candidates.sorted { Self.precedes($0, $1) }, best.map { $0[0].layout })
    }

    /// Rows and columns of a symbol that is turned so.
    private struct Rectangle: Hashable {
        let rows: Int
        let columns: Int
        let turn: SymbolTurn
    }

    /// The places of a layout and those around them, with the logo in its best seat.
    private func seated(
        _ candidates: [Candidate], _ text: [UInt8], _ faces: inout [Rectangle: LogoFace]
    ) throws -> [Candidate] {
        let layout = candidates[0].layout
        let plan = try Segmentation(of: text, level: layout.level, minimumVersion: layout.version)
        let cost = PlaceCost(layout: layout, bitCount: plan.bitCount)
        var scan = PlaceScan(version: layout.version)
        let reach = wish.position == .center ? 0 : Self.step(inSymbolOf: scan.size) - 1
        var places: [Rectangle: Set<LogoPlace>] = [:]
        var found: [Candidate] = []
        for one in candidates {
            let rectangle = Rectangle(rows: one.face.rows, columns: one.face.columns, turn: one.turn)
            let face = faces[rectangle] ?? seated(one)
            faces[rectangle] = face
            for place in one.place.around(reach: reach, inSymbolOf: scan.size)
            where places[rectangle, default: []].insert(place).inserted {
                found += candidate([cost], face, one.turn, place, &scan)
            }
        }
        return found
    }

    /// What the logo shows at a place in its best seat.
    private func seated(_ candidate: Candidate) -> LogoFace {
        let (rows, columns) = (candidate.face.rows, candidate.face.columns)
        let isUpright = candidate.turn == .upright
        return seated(isUpright ? rows : columns, isUpright ? columns : rows).upright(candidate.turn)
    }

    private static func step(inSymbolOf size: Int) -> Int { max(1, size / placesPerSide) }

    /// A total order, so that the same wish always has the same plan.
    private static func precedes(_ one: Candidate, _ other: Candidate) -> Bool {
        if one.cost != other.cost { return one.cost < other.cost }
        let (first, second) = (one.layout, other.layout)
        if first.version != second.version { return first.version < second.version }
        if first.level != second.level { return first.level.strength > second.level.strength }
        if one.turn != other.turn { return one.turn == .upright }
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
        var found: [Candidate] = []
        for (rows, columns) in wish.dimensions(inSymbolOf: scan.size) {
            // Rows and columns up to 6 are finders' and timing's.
            guard rows <= scan.size - 7, columns <= scan.size - 7 else { continue }
            let face = face(rows, columns)
            for turn in wish.turns where turn == .upright || Self.isOblong(face) {
                let upright = face.upright(turn)
                for place in places(rows: upright.rows, columns: upright.columns, size: scan.size, step: step) {
                    found += candidate(costs, upright, turn, place, &scan)
                }
            }
        }
        return found
    }

    /// Whether a logo is so much wider or higher that it lies otherwise in a turned symbol.
    private static func isOblong(_ face: LogoFace) -> Bool {
        5 * min(face.rows, face.columns) < 4 * max(face.rows, face.columns)
    }

    /// A place at all levels that hold the text; none where it hides what readers need.
    private func candidate(
        _ costs: [PlaceCost], _ face: LogoFace, _ turn: SymbolTurn, _ place: LogoPlace,
        _ scan: inout PlaceScan
    ) -> [Candidate] {
        let patterns = scan.alignmentPatterns(under: face, at: place)
        guard !patterns.isLast, let hidden = scan.hidden(by: face, at: place) else { return [] }
        let drawback =
            ReadingOdds.points(version: (scan.size - 17) / 4)
            + Double(patterns.count) * ReadingOdds.hiddenAlignmentPattern
            + place.eccentricity(inSymbolOf: scan.size) * 2 * ReadingOdds.eccentricity
            + (turn == .upright ? 0 : Self.turnDrawback)
        return costs.map { cost in
            let left = cost.left(hidden)
            return Candidate(
                layout: cost.layout, turn: turn, place: place, face: face, left: left,
                points: cost.points(left), drawback: drawback)
        }
    }

    private func places(rows: Int, columns: Int, size: Int, step: Int) -> [LogoPlace] {
        func place(_ row: Int, _ column: Int) -> LogoPlace {
            LogoPlace(rows: row..<row + rows, columns: column..<column + columns)
        }
        switch wish.position {
        case .center: return [place((size - rows) / 2, (size - columns) / 2)]
        case .best, .upright:
            return stride(from: 7, through: size - rows, by: step).flatMap { row in
                stride(from: 7, through: size - columns, by: step).map { place(row, $0) }
            }
        }
    }
}
