/// In documents a module is a letter and a row a line: `f` fixed, `r` right, `o` free (under the logo), `w` weak, `x`
/// wrong, `l` lost; upper case for dark modules.
extension CodewordHeat: Codable {
    private enum CodingKeys: String, CodingKey {
        case rows, counts
    }

    private static let letters: [(letter: Character, state: State)] = [
        ("f", .fixed), ("r", .right), ("o", .free), ("w", .weak), ("x", .wrong), ("l", .lost),
    ]

    /// One letter a module, from the top.
    public var rows: [String] {
        let letters = Dictionary(uniqueKeysWithValues: Self.letters.map { ($0.state, String($0.letter)) })
        return (0..<size).map { row in
            (row * size..<(row + 1) * size).reduce(into: "") { line, place in
                let letter = letters[states[place]] ?? ""
                line += isDark[place] ? letter.uppercased() : letter
            }
        }
    }

    /// Writes rows and counts.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(rows, forKey: .rows)
        try values.encode(counts, forKey: .counts)
    }

    /// Reads what `encode(to:)` wrote.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let rows = try values.decode([String].self, forKey: .rows)
        let letters = Dictionary(uniqueKeysWithValues: Self.letters.map { ($0.letter, $0.state) })
        let modules = rows.joined()
        let states = modules.compactMap { letters[Character($0.lowercased())] }
        guard rows.allSatisfy({ $0.count == rows.count }), states.count == modules.count else {
            throw DecodingError.dataCorruptedError(
                forKey: .rows, in: values, debugDescription: "not a square of the letters f, r, o, w, x and l"
            )
        }
        self.init(
            size: rows.count, states: states, isDark: modules.map(\.isUppercase),
            counts: try values.decode([Count].self, forKey: .counts))
    }
}
