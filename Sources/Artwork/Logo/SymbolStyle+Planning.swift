public import QRSymbol

extension SymbolStyle {
    /// A symbol that was made for the style's logo, and the style that draws it.
    public struct Planned: Sendable, Hashable {
        /// The modules.
        public let symbol: Symbol
        /// With the logo's place.
        public let style: SymbolStyle

        /// Takes a symbol and the style that draws it.
        public init(symbol: Symbol, style: SymbolStyle) {
            self.symbol = symbol
            self.style = style
        }
    }

    /// Symbols that a reader is asked about: all that a planner compares as they are drawn.
    private static let symbolsTried = 24
    /// Symbols of one place before other places have their turn: what misleads a reader at a place does so in most of them.
    private static let symbolsOfPlace = 2

    /// Makes a symbol of which the logo hides a share, and asks a reader whether it is not misled.
    ///
    /// If it is by all of the best, the logo leaves alignment patterns alone.
    ///
    /// - Parameters:
    ///   - text: What the symbol holds; not empty.
    ///   - percent: The share of the symbol's modules that the logo hides, in ``LogoWish/percents``.
    ///   - level: The least error correction level.
    /// - Returns: The best of the symbols that read.
    /// - Throws: `EncodingError`, `LogoArea.PlanningError`, or ``DrawingError``, among them
    ///   ``DrawingError/unreadableLogo(version:level:)`` when a reader takes none of those that should read.
    /// - Complexity: About 50 ms for the plan and as many for each symbol that a reader is asked about.
    public func planned(
        for text: [UInt8], percent: Double, level: CorrectionLevel = .low
    ) throws -> Planned {
        let planner = try planner(percent: percent, level: level)
        let symbols = try planner.symbols(text, count: .max)
        if let read = try firstRead(symbols) { return read }
        var wish = planner.wish
        wish.hidesAlignmentPatterns = false
        if let read = try firstRead(symbolsIfAny(planner.changed(wish), text)) { return read }
        throw DrawingError.unreadableLogo(version: symbols[0].area.version, level: symbols[0].area.level)
    }

    /// The symbols of a planner, none where the logo hides too much.
    private func symbolsIfAny(_ planner: LogoPlanner, _ text: [UInt8]) throws -> [PlannedSymbol] {
        do {
            return try planner.symbols(text, count: .max)
        } catch LogoArea.PlanningError.tooMuch {
            return []
        }
    }

    /// The first of the best symbols that a reader takes.
    private func firstRead(_ symbols: [PlannedSymbol]) throws -> Planned? {
        for one in Self.byTurns(symbols).prefix(Self.symbolsTried) {
            let style = planned(one.area)
            if try style.reads(one.symbol) { return Planned(symbol: one.symbol, style: style) }
        }
        return nil
    }

    /// The best symbols of every place first, then their next ones, each in the order of their costs.
    private static func byTurns(_ symbols: [PlannedSymbol]) -> [PlannedSymbol] {
        var counts: [LogoPlace: Int] = [:]
        let turns = symbols.map { one in
            defer { counts[one.area.place, default: 0] += 1 }
            return counts[one.area.place, default: 0] / symbolsOfPlace
        }
        return symbols.indices.sorted { (turns[$0], $0) < (turns[$1], $1) }.map { symbols[$0] }
    }

    /// The planner of symbols for the style's logo.
    func planner(percent: Double, level: CorrectionLevel) throws -> LogoPlanner {
        guard let logo else { preconditionFailure("there is no logo to plan for") }
        let tones = try LogoTones(logo, style: self)
        let wish = LogoWish(
            percent: percent, aspect: tones.aspect, level: level, position: logo.position,
            knockOut: logo.knockOut)
        return LogoPlanner(
            wish, face: { tones.face(rows: $0, columns: $1) }, seated: { tones.seated($0) })
    }
}
