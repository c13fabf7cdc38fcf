/// What masks do to rows of codewords, each mask in a lane: the exclusive or of both is the symbol.
struct MaskCandidates<Lanes: MaskLanes> {
    struct Row {
        /// The fixed modules, and where the masks invert.
        var line: Lanes
        /// The same for whether a module is as the next one of its row.
        var across: Lanes
        /// The same for whether a module is as the one above it.
        var down: Lanes
    }

    let rows: [Row]

    /// - Parameters:
    ///   - map: The version and level.
    ///   - first: The mask of the first lane.
    init(_ map: CodewordMap, masksFrom first: Int) {
        self.init(lines: Self.lines(map, masksFrom: first))
    }

    /// - Parameter lines: For each row what is dark of it where no codeword has a bit set.
    init(lines: [Lanes]) {
        let (columns, pairs) = (Lanes(columns: lines.count), Lanes(columns: lines.count - 1))
        rows = lines.indices.map { row in
            let line = lines[row]
            return Row(
                line: line, across: ~(line ^ line.ahead(1)) & pairs,
                down: row == 0 ? .light : ~(line ^ lines[row - 1]) & columns)
        }
    }

    private static func lines(_ map: CodewordMap, masksFrom first: Int) -> [Lanes] {
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

/// The bits of codewords in their rows, unmasked, and where they change.
struct CodewordRows {
    /// All modules that hold no codeword are light.
    var bits: [UInt64]
    private(set) var edges: [Edges]

    /// Where modules differ from their neighbours.
    struct Edges {
        /// From the next one of the row; the last column stays clear.
        var across: UInt64 = 0
        /// From the one above; clear in the first row.
        var down: UInt64 = 0
    }

    private let size: Int
    private let wordsPerRow: Int

    init(size: Int) {
        self.size = size
        wordsPerRow = ModuleMatrix.wordsPerRow(size: size)
        bits = Array(repeating: 0, count: size * wordsPerRow)
        edges = Array(repeating: Edges(), count: size * wordsPerRow)
    }

    /// Finds the changes; the bits are in place.
    mutating func findEdges() {
        let (wordsPerRow, bits) = (wordsPerRow, bits)
        let last = UInt64(1) << UInt64((size - 1) % 64) - 1
        var edges = edges.mutableSpan
        for place in bits.indices {
            let isLast = (place + 1) % wordsPerRow == 0
            let next = bits[place] >> 1 | (isLast ? 0 : bits[place + 1] << 63)
            let above = place < wordsPerRow ? bits[place] : bits[place - wordsPerRow]
            edges[place] = Edges(
                across: (bits[place] ^ next) & (isLast ? last : ~0), down: bits[place] ^ above)
        }
    }
}
