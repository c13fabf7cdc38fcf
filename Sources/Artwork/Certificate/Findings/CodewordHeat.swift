internal import QRSymbol

/// What became of every module's codeword: where error correction is spent.
public struct CodewordHeat: Sendable, Hashable {
    /// The state of a module by its codeword.
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        /// Part of a fixed pattern, or left over.
        case fixed
        /// Right, and every module of it clear.
        case right
        /// Right, though the logo lies on a module of it: it costs nothing.
        case free
        /// Right, with a module that a reader may take for the other kind.
        case weak
        /// Wrong, and corrected: it costs two correction codewords.
        case wrong
        /// In a block with more wrong codewords than are corrected.
        case lost
    }

    /// How far a module must be from the middle of dark and light to be clear, of the whole way.
    static let clearShare = 0.25

    /// The modules of a side.
    public let size: Int
    /// Row after row.
    public let states: [State]
    /// Whether a module is dark, row after row.
    public let isDark: [Bool]
    /// How many codewords are in each state but ``State/fixed``.
    public let counts: [Count]

    /// How many codewords are in a state.
    public struct Count: Sendable, Hashable, Codable {
        /// The state.
        public let state: State
        /// The codewords.
        public let codewords: Int
    }
}

extension CodewordHeat {
    /// Finds the state of every module.
    ///
    /// - Parameters:
    ///   - inspection: What the modules say.
    ///   - covers: How dark each module is, 0 to 1, row after row.
    ///   - isHidden: Whether a logo lies on a module, by row and column.
    init(
        _ inspection: SymbolInspection, covers: [Double], isHidden: (Int, Int) -> Bool = { _, _ in false }
    ) {
        let map = CodewordMap(version: inspection.version, level: inspection.level)
        var worst: [CodewordMap.Codeword: State] = [:]
        for place in covers.indices {
            let (row, column) = (place / map.size, place % map.size)
            guard case .codeword(let codeword, _) = map.purpose(row: row, column: column) else { continue }
            let isClear = abs(covers[place] - 0.5) >= Self.clearShare
            let state = Self.state(codeword, inspection, isClear: isClear, isUnderLogo: isHidden(row, column))
            let known = worst[codeword] ?? .right
            worst[codeword] = state.rank > known.rank ? state : known
        }
        let states = covers.indices.map { place in
            let purpose = map.purpose(row: place / map.size, column: place % map.size)
            guard case .codeword(let codeword, _) = purpose else { return State.fixed }
            return worst[codeword] ?? .right
        }
        let codewords = worst.values
        self.init(
            size: map.size, states: states, isDark: covers.map { $0 > 0.5 },
            counts: State.allCases.dropFirst().map { state in
                Count(state: state, codewords: codewords.count { $0 == state })
            })
    }

    /// The map as a symbol lies that is turned so.
    func turned(_ turn: SymbolTurn) -> CodewordHeat {
        let places = states.indices.map { place in
            let module = turn.upright(row: place / size, column: place % size, size: size)
            return module.row * size + module.column
        }
        return CodewordHeat(
            size: size, states: places.map { states[$0] }, isDark: places.map { isDark[$0] }, counts: counts)
    }

    private static func state(
        _ codeword: CodewordMap.Codeword, _ inspection: SymbolInspection, isClear: Bool, isUnderLogo: Bool
    ) -> State {
        guard let wrong = inspection.blocks[codeword.block].wrongPlaces else { return .lost }
        if wrong.contains(codeword.indexInBlock) { return .wrong }
        if !isClear { return .weak }
        return isUnderLogo ? .free : .right
    }
}

extension CodewordHeat.State {
    /// The worst state of its modules is a codeword's.
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
