/// Figures and signs five lines high, drawn of spaces on another ground so that every font has them.
enum LargeType {
    /// Rows of a large character.
    static let height = 5

    /// The signs of an answer: one shape each, so that a person who sees no colours knows it across the shop.
    enum Sign: Sendable, Hashable {
        case tick, cross, question, clock

        fileprivate var rows: [String] {
            switch self {
            case .tick: ["......#", ".....##", "#...##.", "##.##..", ".###..."]
            case .cross: ["##...##", ".##.##.", "..###..", ".##.##.", "##...##"]
            case .question: [".#####.", "##...##", "....##.", ".......", "...##.."]
            case .clock: ["#######", ".##.##.", "..###..", ".##.##.", "#######"]
            }
        }
    }

    /// Returns the rows of a sign and of figures beside it, `#` for a stroke.
    ///
    /// - Parameters:
    ///   - sign: Drawn first.
    ///   - figures: Digits, point and minus; nothing else is drawn large.
    ///   - width: What there is room for; the figures are left out where they do not fit.
    /// - Returns: `height` rows of equal length, at most `width`.
    static func rows(_ sign: Sign, figures: String, width: Int) -> [String] {
        // A cell is twice as high as it is wide.
        let mark = sign.rows.map { doubled($0) }
        let glyphs = figures.compactMap { digits[$0] }
        guard glyphs.count == figures.count, !glyphs.isEmpty else { return fitting(mark, width) }
        let number = (0..<height).map { row in
            glyphs.map { doubled($0[row]) }.joined(separator: "..")
        }
        let both = zip(mark, number).map { $0 + "......" + $1 }
        return (both.first?.count ?? 0) <= width ? both : fitting(mark, width)
    }

    private static func fitting(_ rows: [String], _ width: Int) -> [String] {
        (rows.first?.count ?? 0) <= width ? rows : []
    }

    private static func doubled(_ row: String) -> String { row.map { "\($0)\($0)" }.joined() }

    private static let digits: [Character: [String]] = [
        "0": ["###", "#.#", "#.#", "#.#", "###"], "1": [".#.", "##.", ".#.", ".#.", "###"],
        "2": ["###", "..#", "###", "#..", "###"], "3": ["###", "..#", "###", "..#", "###"],
        "4": ["#.#", "#.#", "###", "..#", "..#"], "5": ["###", "#..", "###", "..#", "###"],
        "6": ["###", "#..", "###", "#.#", "###"], "7": ["###", "..#", "..#", "..#", "..#"],
        "8": ["###", "#.#", "###", "#.#", "###"], "9": ["###", "#.#", "###", "..#", "###"],
        ".": [".", ".", ".", ".", "#"], "-": ["...", "...", "###", "...", "..."],
    ]
}
