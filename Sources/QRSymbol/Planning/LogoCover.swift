/// What a logo hides of a symbol, and what it shows instead.
///
/// Counted by codewords, for error correction is spent by codewords: one whose hidden modules all happen to show what
/// they should costs nothing, and one with a single wrong module costs as much as one with eight.
struct LogoCover {
    /// A codeword with hidden modules.
    struct Codeword: Hashable {
        let place: FreeCodewords.Place
        /// The hidden bits, 7 for the most significant.
        fileprivate(set) var hidden: UInt8 = 0
        /// Of these the ones that may be shown after all.
        fileprivate(set) var spare: UInt8 = 0
        /// Of these the ones that show dark.
        fileprivate(set) var dark: UInt8 = 0
        /// Of these the ones that each mask inverts.
        fileprivate(set) var inverted = SIMD8<UInt8>()
        /// The share of readings that see all of them so.
        fileprivate(set) var certainty: Float = 1

        /// What a codeword must be for its hidden modules to show what they do.
        ///
        /// - Parameters:
        ///   - value: Whose other bits stay.
        ///   - mask: The symbol's mask, 0 to 7.
        /// - Returns: The value; the same one if the modules show it already.
        func matching(_ value: UInt8, mask: Int) -> UInt8 { value & ~hidden | shown(mask: mask) }

        /// The hidden bits as they must be.
        func shown(mask: Int) -> UInt8 { dark ^ inverted[mask] }
    }

    let map: CodewordMap
    let place: LogoPlace
    /// How the symbol lies; the place is that of the upright one.
    let turn: SymbolTurn
    /// Where the picture lies in its place.
    let seat: LogoSeat
    /// Every codeword with a hidden module, in the order of placement.
    let codewords: [Codeword]
    /// The fixed patterns that are touched.
    ///
    /// Readers need all of them but the alignment patterns.
    let functions: Set<CodewordMap.Function>
    /// The hidden modules, those of no codeword included; `nil` for all of the place.
    let mask: LogoMask?

    /// - Parameters:
    ///   - map: The version and level.
    ///   - face: What the logo shows of the upright symbol.
    ///   - place: Where; inside the upright symbol.
    ///   - turn: How the symbol lies.
    ///   - edge: What of the place may be shown after all.
    /// - Complexity: O(rows × columns)
    init(
        _ map: CodewordMap, _ face: LogoFace, at place: LogoPlace, turn: SymbolTurn = .upright,
        edge: LogoEdge? = nil
    ) {
        var found = [Codeword?](repeating: nil, count: map.layout.codewordCount)
        var functions: Set<CodewordMap.Function> = []
        for (faceRow, row) in place.rows.enumerated() {
            for (faceColumn, column) in place.columns.enumerated() {
                guard let isDark = face.isDark(row: faceRow, column: faceColumn) else { continue }
                switch map.purpose(row: row, column: column) {
                case .function(let function): functions.insert(function)
                case .remainder: continue
                case .codeword(let codeword, let bit):
                    let place = FreeCodewords.Place(block: codeword.block, index: codeword.indexInBlock)
                    var hidden = found[codeword.sequence] ?? Codeword(place: place)
                    hidden.add(
                        bit, isDark: isDark, certainty: face.certainty(row: faceRow, column: faceColumn),
                        row: row, column: column)
                    if edge?.mayShow(row: faceRow, column: faceColumn) == true {
                        hidden.spare |= 1 << UInt8(bit)
                    }
                    found[codeword.sequence] = hidden
                }
            }
        }
        self.map = map
        self.place = place
        codewords = found.compactMap(\.self)
        self.functions = functions
        mask = face.mask
        seat = face.seat
        self.turn = turn
    }

    /// The values that make hidden codewords right.
    ///
    /// - Parameters:
    ///   - blocks: The codewords of each block as they are.
    ///   - mask: The symbol's mask.
    ///   - chosen: Those that are to be right.
    /// - Returns: What ``FreeCodewords/fill(_:with:)`` takes.
    func values(
        _ blocks: [[UInt8]], mask: Int, for chosen: some Sequence<Codeword>
    ) -> [FreeCodewords.Place: UInt8] {
        chosen.reduce(into: [:]) { values, codeword in
            let value = blocks[codeword.place.block][codeword.place.index]
            values[codeword.place] = codeword.matching(value, mask: mask)
        }
    }

    /// Those first on whose hidden modules readers agree most; of equals in the order of placement.
    var codewordsByCertainty: [Codeword] {
        codewords.enumerated().sorted {
            ($1.element.certainty, $0.offset) < ($0.element.certainty, $1.offset)
        }
        .map(\.element)
    }

    /// The hidden codewords that free ones make right: of each block as many as it has free, those first on whose hidden
    /// modules readers agree most.
    func chosen(_ free: FreeCodewords) -> [Codeword] {
        var left = free.freeCounts
        return codewordsByCertainty.filter { codeword in
            let block = codeword.place.block
            guard codeword.place.index >= free.fixedCounts[block], left[block] > 0 else { return false }
            left[block] -= 1
            return true
        }
    }

    /// The number of codewords of each block that the logo makes wrong.
    ///
    /// - Parameters:
    ///   - blocks: The symbol's codewords.
    ///   - mask: Its mask.
    /// - Returns: A number for each block; with more than ``BlockLayout/correctableCount`` the block is lost.
    func damage(_ blocks: [[UInt8]], mask: Int) -> [Int] {
        codewords.reduce(into: Array(repeating: 0, count: map.layout.blockCount)) { damage, codeword in
            let value = blocks[codeword.place.block][codeword.place.index]
            if codeword.matching(value, mask: mask) != value { damage[codeword.place.block] += 1 }
        }
    }

    /// The number of codewords of each block that readers are to be expected to find wrong: besides those of
    /// ``damage(_:mask:)`` the share of those that show the right thing only to some.
    func expectedDamage(_ blocks: [[UInt8]], mask: Int) -> [Double] {
        codewords.reduce(into: Array(repeating: 0, count: map.layout.blockCount)) { damage, codeword in
            let value = blocks[codeword.place.block][codeword.place.index]
            let isRight = codeword.matching(value, mask: mask) == value
            damage[codeword.place.block] += isRight ? Double(1 - codeword.certainty) : 1
        }
    }

    /// The most codewords of each block that can be wrong, whatever the logo shows, if free ones are made right.
    ///
    /// - Parameter free: The text's.
    /// - Returns: A number for each block: the text's own under the logo, and what is hidden beyond the free ones.
    func worstDamage(_ free: FreeCodewords) -> [Int] {
        var (fixed, others) = (free.fixedCounts.map { _ in 0 }, free.fixedCounts.map { _ in 0 })
        for place in codewords.map(\.place) {
            if place.index < free.fixedCounts[place.block] {
                fixed[place.block] += 1
            } else {
                others[place.block] += 1
            }
        }
        return fixed.indices.map { fixed[$0] + max(0, others[$0] - free.freeCounts[$0]) }
    }
}

extension LogoCover.Codeword {
    fileprivate mutating func add(_ bit: Int, isDark: Bool, certainty: Float, row: Int, column: Int) {
        let one = UInt8(1) << UInt8(bit)
        hidden |= one
        if isDark { dark |= one }
        self.certainty *= certainty
        for mask in MaskPattern.all where MaskPattern.inverts(mask, row: row, column: column) {
            inverted[mask] |= one
        }
    }
}
