/// The fixed patterns of a version, ISO/IEC 18004, 6.3 and annex E.
struct FunctionPatterns {
    let size: Int
    /// Row after row; `nil` where codewords go.
    private(set) var modules: [CodewordMap.Function?]

    init(version: Int) {
        size = 17 + 4 * version
        modules = Array(repeating: nil, count: size * size)
        let end = size - 1
        set(.timing, rows: 6...6, columns: 0...end)
        set(.timing, rows: 0...end, columns: 6...6)
        for (row, column) in Self.alignmentCentres(version: version) {
            set(.alignment, rows: row - 2...row + 2, columns: column - 2...column + 2)
        }
        set(.format, rows: 0...8, columns: 0...8)
        set(.format, rows: 8...8, columns: end - 7...end)
        set(.format, rows: end - 7...end, columns: 8...8)
        set(.finder, rows: 0...7, columns: 0...7)
        set(.finder, rows: 0...7, columns: end - 7...end)
        set(.finder, rows: end - 7...end, columns: 0...7)
        // Where timing crosses the format's row and column it is still timing.
        set(.timing, rows: 6...6, columns: 8...8)
        set(.timing, rows: 8...8, columns: 6...6)
        guard version >= 7 else { return }
        set(.version, rows: 0...5, columns: end - 10...end - 8)
        set(.version, rows: end - 10...end - 8, columns: 0...5)
    }

    private mutating func set(
        _ function: CodewordMap.Function, rows: ClosedRange<Int>, columns: ClosedRange<Int>
    ) {
        for row in rows {
            for column in columns { modules[row * size + column] = function }
        }
    }

    /// Returns the centres of the alignment patterns; the three that finders would cover are left out.
    static func alignmentCentres(version: Int) -> [(row: Int, column: Int)] {
        guard version >= 2 else { return [] }
        let count = version / 7 + 2
        // Annex E's table in closed form: even steps from the far edge, the first gap takes the rest.
        let step = (version * 8 + count * 3 + 5) / (count * 4 - 4) * 2
        let last = 17 + 4 * version - 7
        let positions = [6] + (0..<count - 1).map { last - (count - 2 - $0) * step }
        return positions.flatMap { row in
            positions.compactMap { column in
                let corner =
                    (row, column) == (6, 6) || (row, column) == (6, last) || (row, column) == (last, 6)
                return corner ? nil : (row, column)
            }
        }
    }
}
