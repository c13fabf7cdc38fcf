/// Looks at one place for a logo after the other, before any text is looked at.
///
/// Placement is the same at all levels of a version, so codewords are numbered by their order of placement here.
struct PlaceScan {
    /// A codeword under the logo.
    struct Hidden {
        let sequence: Int
        /// The share of readings to which all its hidden modules show the same.
        let certainty: Float
    }

    let size: Int
    /// The codeword of each module; negative for the rest.
    private let sequences: [Int]
    /// The modules that every reader needs: of finders, timing, format, version.
    private let needed: [Bool]
    private let alignment: [(row: Int, column: Int)]
    private var certainties: [Float]

    init(version: Int) {
        // Any level will do.
        let map = CodewordMap(version: version, level: .low)
        size = map.size
        let purposes = (0..<size * size).map { map.purpose(row: $0 / map.size, column: $0 % map.size) }
        sequences = purposes.map { purpose in
            guard case .codeword(let codeword, _) = purpose else { return -1 }
            return codeword.sequence
        }
        needed = purposes.map { purpose in
            guard case .function(let function) = purpose else { return false }
            return function != .alignment
        }
        alignment = FunctionPatterns.alignmentCentres(version: version)
        certainties = Array(repeating: 0, count: map.layout.codewordCount)
    }

    /// The alignment patterns that a logo touches, and whether the one at the bottom right is among them: small
    /// symbols have no other, and readers lean on it most.
    func alignmentPatterns(under face: LogoFace, at place: LogoPlace) -> (count: Int, isLast: Bool) {
        let touched = alignment.filter { center in
            place.alignmentModules(of: center).contains { face.isDark(row: $0.row, column: $0.column) != nil }
        }
        let last = size - 7
        return (touched.count, touched.contains { $0.row == last && $0.column == last })
    }

    /// Counts what a logo hides.
    ///
    /// - Parameters:
    ///   - face: What the logo shows.
    ///   - place: Where; inside the symbol.
    /// - Returns: The codewords under it; `nil` if it hides what every reader needs.
    /// - Complexity: O(rows × columns)
    mutating func hidden(by face: LogoFace, at place: LogoPlace) -> [Hidden]? {
        var found: [Int] = []
        defer { for sequence in found { certainties[sequence] = 0 } }
        for row in 0..<face.rows {
            let line = (place.rows.lowerBound + row) * size + place.columns.lowerBound
            for column in 0..<face.columns {
                let certainty = face.certainty(row: row, column: column)
                guard certainty > 0 else { continue }
                if needed[line + column] { return nil }
                let sequence = sequences[line + column]
                guard sequence >= 0 else { continue }
                if certainties[sequence] == 0 {
                    found.append(sequence)
                    certainties[sequence] = certainty
                } else {
                    certainties[sequence] *= certainty
                }
            }
        }
        return found.map { Hidden(sequence: $0, certainty: certainties[$0]) }
    }
}
