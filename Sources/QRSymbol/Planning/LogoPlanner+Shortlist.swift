extension LogoPlanner {
    /// Places that are looked at along a side at first: in a large symbol the next one to a module hides nearly the same.
    private static let placesPerSide = 16
    /// Modules around the best of them that are looked at then.
    private static let reach = 2

    /// The places that are worth a second look, and their versions and levels.
    ///
    /// - Parameters:
    ///   - text: What the symbol holds.
    ///   - isTried: Whether it may be written in other ways; a plan holds for all texts that are no longer.
    /// - Returns: The best first.
    /// - Throws: `EncodingError`.
    func shortlist(
        _ text: [UInt8], isTried: Bool
    ) throws -> (candidates: [Candidate], layouts: [BlockLayout]) {
        let plan = try Segmentation(of: text, level: wish.level, minimumVersion: wish.minimumVersion)
        let effort = effort.scaled(toBits: plan.bitCount)
        let luck = isTried ? effort.luck : 0
        var byLayout: [BlockLayout: [Candidate]] = [:]
        for version in try versions(text) {
            let step = Self.step(inSymbolOf: Symbol.Family.qr.size(version: version))
            for candidate in try candidates(text, version: version, luck: luck, step: step) {
                byLayout[candidate.layout, default: []].append(candidate)
            }
        }
        let listed = byLayout.values.map { candidates in
            Array(candidates.sorted { Self.precedes($0, $1) }.prefix(effort.places))
        }.sorted { Self.precedes($0[0], $1[0]) }
        let tried = Array(listed.prefix(effort.triedLayouts))
        let best = try (isTried ? ordered(tried, text) : listed).prefix(effort.layouts)
        var faces: [Rectangle: LogoFace] = [:]
        let candidates = try best.flatMap { candidates in
            let seated = try seated(candidates, text, luck, &faces)
            return Array(seated.sorted { Self.precedes($0, $1) }.prefix(effort.places))
        }
        return (candidates.sorted { Self.precedes($0, $1) }, best.map { $0[0].layout })
    }

    /// Versions and levels in the order of what a few ways to write the text come to: an estimate of how much of it is right by
    /// chance is wrong by several codewords.
    private func ordered(_ tried: [[Candidate]], _ text: [UInt8]) throws -> [[Candidate]] {
        let costs = try tried.map { candidates in
            try LogoSearch(text, layout: candidates[0].layout, wish: wish, effort: .trial)
                .fits(Array(candidates.prefix(LogoEffort.trial.places))).first?.cost ?? .infinity
        }
        return tried.indices.sorted { (costs[$0], $0) < (costs[$1], $1) }.map { tried[$0] }
    }

    /// Rows and columns of a symbol that is turned so.
    private struct Rectangle: Hashable {
        let rows: Int
        let columns: Int
        let turn: SymbolTurn
    }

    /// The places of a layout and those around them, with the logo in its best seat.
    private func seated(
        _ candidates: [Candidate], _ text: [UInt8], _ luck: Float,
        _ faces: inout [Rectangle: LogoFace]
    ) throws -> [Candidate] {
        let layout = candidates[0].layout
        let plan = try Segmentation(of: text, level: layout.level, minimumVersion: layout.version)
        let cost = PlaceCost(layout: layout, bitCount: plan.bitCount, luck: luck)
        var scan = PlaceScan(version: layout.version)
        let reach =
            wish.position == .center ? 0 : min(Self.reach, Self.step(inSymbolOf: scan.size) - 1)
        var places: [Rectangle: Set<LogoPlace>] = [:]
        var found: [Candidate] = []
        for one in candidates {
            let rectangle = Rectangle(rows: one.face.rows, columns: one.face.columns, turn: one.turn)
            let face = faces[rectangle] ?? seated(one.face.turned(one.turn)).upright(one.turn)
            faces[rectangle] = face
            for place in one.place.around(reach: reach, inSymbolOf: scan.size)
            where places[rectangle, default: []].insert(place).inserted {
                found += candidate([cost], face, one.turn, place, &scan)
            }
        }
        return found
    }

    /// The modules from one place to the next at first.
    private static func step(inSymbolOf size: Int) -> Int { max(1, size / placesPerSide) }
}
