extension LogoPlanner {
    /// What a turned symbol must be better by, in points of readings: those that were measured read worse by three, and people
    /// know symbols upright.
    private static let turnDrawback = 4.0

    /// The levels that are strong enough, the weakest first.
    private var levels: [CorrectionLevel] {
        CorrectionLevel.allCases.filter { $0.strength >= wish.level.strength }
    }

    /// The places of a version, at all levels that hold the text.
    ///
    /// - Parameters:
    ///   - text: What the symbol holds.
    ///   - version: One of those that are allowed.
    ///   - luck: The chance of each hidden module of the text that it shows what it should; 0 to count on nothing.
    ///   - step: The modules from one place to the next.
    /// - Returns: One for each place and level, in the order of places.
    /// - Throws: ``EncodingError``.
    func candidates(_ text: [UInt8], version: Int, luck: Float = 0, step: Int) throws -> [Candidate] {
        let plan = try Segmentation(of: text, level: wish.level, minimumVersion: version)
        let costs = levels.map { BlockLayout(version: version, level: $0) }
            .filter { plan.bitCount <= $0.dataCodewordCount * 8 }
            .map { PlaceCost(layout: $0, bitCount: plan.bitCount, luck: luck) }
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
                for place in places(rows: upright.rows, columns: upright.columns, size: scan.size, step: step)
                {
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
    func candidate(
        _ costs: [PlaceCost], _ face: LogoFace, _ turn: SymbolTurn, _ place: LogoPlace,
        _ scan: inout PlaceScan
    ) -> [Candidate] {
        let patterns = scan.alignmentPatterns(under: face, at: place)
        guard !patterns.isLast, patterns.count == 0 || wish.hidesAlignmentPatterns,
            let hidden = scan.hidden(by: face, at: place)
        else { return [] }
        let drawback =
            ReadingOdds.points(version: (scan.size - 17) / 4)
            + Double(patterns.count) * ReadingOdds.hiddenAlignmentPattern
            + place.eccentricity(inSymbolOf: scan.size) * 2 * ReadingOdds.eccentricity
            + (turn == .upright ? 0 : Self.turnDrawback)
        return costs.map { cost in
            let losses = cost.losses(hidden)
            return Candidate(
                layout: cost.layout, turn: turn, place: place, face: face, left: cost.left(losses),
                points: cost.points(losses), drawback: drawback)
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
