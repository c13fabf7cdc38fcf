/// What masks do to rows of codewords, each mask in a lane: the exclusive or of both is the symbol.
struct MaskCandidates<Lanes: MaskLanes> {
    /// For each row the fixed modules, and where the masks invert.
    let rows: [Lanes]

    /// - Parameters:
    ///   - map: The version and level.
    ///   - first: The mask of the first lane.
    init(_ map: CodewordMap, masksFrom first: Int) {
        self.init(rows: Self.rows(map, masksFrom: first))
    }

    /// - Parameter rows: For each row what is dark of it where no codeword has a bit set.
    init(rows: [Lanes]) { self.rows = rows }

    private static func rows(_ map: CodewordMap, masksFrom first: Int) -> [Lanes] {
        let (version, level, size) = (map.layout.version, map.layout.level, map.size)
        let fixed = (0..<Lanes.laneCount).map {
            FixedModules(version: version, level: level, mask: first + $0).isDark
        }
        func isDark(_ row: Int, _ column: Int, lane: Int) -> Bool {
            if case .function = map.purpose(row: row, column: column) {
                return fixed[lane][row * size + column]
            }
            return MaskPattern.inverts(first + lane, row: row, column: column)
        }
        return (0..<size).map { row in
            Lanes { word in
                var vector = MaskVector.zero
                for column in word * 64..<min(size, word * 64 + 64) {
                    for lane in 0..<Lanes.laneCount where isDark(row, column, lane: lane) {
                        vector[lane] |= 1 << UInt64(column % 64)
                    }
                }
                return vector
            }
        }
    }
}
