/// What an opaque picture of any shape hides of a symbol, and what it shows instead.
///
/// Counted by codewords, for error correction is spent by codewords: one whose hidden modules all happen to show what
/// they should costs nothing, and one with a single wrong module costs as much as one with eight.
struct LogoCover {
    /// The hidden bits of a codeword.
    struct Bits: Hashable {
        /// Those that are hidden, 7 for the most significant.
        var hidden: UInt8 = 0
        /// Of these the ones that show dark.
        var dark: UInt8 = 0
        /// Of these the ones that each mask inverts.
        var inverted = SIMD8<UInt8>()

        /// What a codeword must be for its hidden modules to show what they do.
        ///
        /// - Parameters:
        ///   - value: Whose other bits stay.
        ///   - mask: The symbol's mask, 0 to 7.
        /// - Returns: The value; the same one if the modules show it already.
        func matching(_ value: UInt8, mask: Int) -> UInt8 { value & ~hidden | dark ^ inverted[mask] }
    }

    let map: CodewordMap
    /// Every codeword with a hidden module.
    let codewords: [FreeCodewords.Place: Bits]
    /// The fixed patterns that are touched.
    ///
    /// Readers need all of them but the alignment patterns.
    let functions: Set<CodewordMap.Function>
    /// The number of hidden modules, those of no codeword included.
    let moduleCount: Int

    /// - Parameters:
    ///   - map: The version and level.
    ///   - shown: Whether a module's middle shows dark under the picture; `nil` where there is no picture.
    /// - Complexity: O(size²)
    init(_ map: CodewordMap, shown: (_ row: Int, _ column: Int) -> Bool?) {
        var codewords: [FreeCodewords.Place: Bits] = [:]
        var functions: Set<CodewordMap.Function> = []
        var count = 0
        for row in 0..<map.size {
            for column in 0..<map.size {
                guard let isDark = shown(row, column) else { continue }
                count += 1
                switch map.purpose(row: row, column: column) {
                case .function(let function): functions.insert(function)
                case .remainder: continue
                case .codeword(let codeword, let bit):
                    let place = FreeCodewords.Place(block: codeword.block, index: codeword.indexInBlock)
                    codewords[place, default: Bits()].add(bit, isDark: isDark, row: row, column: column)
                }
            }
        }
        self.map = map
        self.codewords = codewords
        self.functions = functions
        moduleCount = count
    }

    /// The values that make hidden codewords right.
    ///
    /// - Parameters:
    ///   - blocks: The codewords of each block as they are.
    ///   - mask: The symbol's mask.
    ///   - places: Those that are to be right.
    /// - Returns: What ``FreeCodewords/fill(_:with:)`` takes.
    func values(
        _ blocks: [[UInt8]], mask: Int, for places: some Sequence<FreeCodewords.Place>
    ) -> [FreeCodewords.Place: UInt8] {
        var values: [FreeCodewords.Place: UInt8] = [:]
        for place in places {
            values[place] = codewords[place]?.matching(blocks[place.block][place.index], mask: mask)
        }
        return values
    }

    /// The number of codewords of each block that the picture makes wrong.
    ///
    /// - Parameters:
    ///   - blocks: The symbol's codewords.
    ///   - mask: Its mask.
    /// - Returns: A number for each block; with more than ``BlockLayout/correctableCount`` the block is lost.
    func damage(_ blocks: [[UInt8]], mask: Int) -> [Int] {
        codewords.reduce(into: Array(repeating: 0, count: map.layout.blockCount)) { damage, codeword in
            let (place, bits) = codeword
            let value = blocks[place.block][place.index]
            if bits.matching(value, mask: mask) != value { damage[place.block] += 1 }
        }
    }

    /// The most codewords of each block that can be wrong, whatever the picture shows, if free ones are made right.
    ///
    /// - Parameter free: The text's.
    /// - Returns: A number for each block: the text's own under the picture, and what is hidden beyond the free ones.
    func worstDamage(_ free: FreeCodewords) -> [Int] {
        var (fixed, others) = (free.fixedCounts.map { _ in 0 }, free.fixedCounts.map { _ in 0 })
        for place in codewords.keys {
            if place.index < free.fixedCounts[place.block] {
                fixed[place.block] += 1
            } else {
                others[place.block] += 1
            }
        }
        return fixed.indices.map { fixed[$0] + max(0, others[$0] - free.freeCounts[$0]) }
    }
}

extension LogoCover.Bits {
    fileprivate mutating func add(_ bit: Int, isDark: Bool, row: Int, column: Int) {
        let one = UInt8(1) << UInt8(bit)
        hidden |= one
        if isDark { dark |= one }
        for mask in MaskPattern.all where MaskPattern.inverts(mask, row: row, column: column) {
            inverted[mask] |= one
        }
    }
}
