/// Chooses version, level, place, segments and mask of a symbol with a logo, so that it stays as strong as can be.
///
/// What a logo hides is made right where codewords are free, is right by chance where the text can be written in other
/// ways, and is paid for by error correction for the rest. What is left of that is what counts: the share of a block's
/// codewords that can still be wrong, in the weakest block.
public struct LogoPlanner {
    /// What the logo shows in a rectangle of so many modules, its ring included.
    public typealias Face = (_ rows: Int, _ columns: Int) -> LogoFace
    /// The same logo in the seat where readers agree most on what it shows.
    public typealias Seated = (LogoFace) -> LogoFace

    /// What is wished for.
    public let wish: LogoWish
    let effort: LogoEffort
    let face: Face
    let seated: Seated

    /// - Parameters:
    ///   - wish: How large, how strong, where.
    ///   - face: What the logo shows where all places are compared.
    ///   - seated: The same in its best seat, for the places that are worth a second look.
    public init(_ wish: LogoWish, face: @escaping Face, seated: @escaping Seated = { $0 }) {
        self.init(wish, effort: .standard, face: face, seated: seated)
    }

    init(_ wish: LogoWish, effort: LogoEffort, face: @escaping Face, seated: @escaping Seated = { $0 }) {
        self.wish = wish
        self.effort = effort
        self.face = face
        self.seated = seated
    }

    /// The same logo with another wish.
    public func changed(_ wish: LogoWish) -> LogoPlanner {
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
        /// What is to be expected to fail, in points of readings: with some of the text right by chance where it is tried in other
        /// ways.
        let points: Double
        /// What the version and the place cost, in points of readings that fail.
        let drawback: Double

        /// All that is known to make readings fail, in points.
        var cost: Double { points + drawback }
    }

    /// Fits that are made symbols, which are then compared as they are drawn.
    private static let fitCount = 96
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
        let shortlist = try shortlist(text, isTried: true)
        let fits = try shortlist.layouts.flatMap { layout in
            try LogoSearch(text, layout: layout, wish: wish, effort: effort).fits(
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
        guard let best = try shortlist(text, isTried: false).candidates.first,
            best.left.min() ?? 0 >= Self.leastLeft
        else {
            throw try refusal(text)
        }
        return LogoPlan(best)
    }

    /// A total order, so that the same wish always has the same plan.
    static func precedes(_ one: Candidate, _ other: Candidate) -> Bool {
        if one.cost != other.cost { return one.cost < other.cost }
        let (first, second) = (one.layout, other.layout)
        if first.version != second.version { return first.version < second.version }
        if first.level != second.level { return first.level.strength > second.level.strength }
        if one.turn != other.turn { return one.turn == .upright }
        return (one.place.rows.lowerBound, one.place.columns.lowerBound)
            < (other.place.rows.lowerBound, other.place.columns.lowerBound)
    }

    /// The versions that are allowed.
    func versions(_ text: [UInt8]) throws -> ClosedRange<Int> {
        let smallest = try Segmentation(
            of: text, level: wish.level, minimumVersion: wish.minimumVersion
        ).version
        return smallest...min(smallest + wish.versionSteps, Symbol.versions.upperBound)
    }
}
