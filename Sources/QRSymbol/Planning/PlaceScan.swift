/// Looks at one place for a logo after the other, before any text is looked at.
///
/// Placement is the same at all levels of a version, so codewords are numbered by their order of placement here.
struct PlaceScan {
    /// A codeword under the logo.
    struct Hidden {
        let sequence: Int
        /// Its hidden modules, 1 to 8.
        fileprivate(set) var moduleCount = 0
        /// The share of readings to which all its hidden modules show the same.
        fileprivate(set) var certainty: Float = 1
    }

    let size: Int
    /// The codeword of each module; negative for the rest.
    private let sequences: [Int]
    /// The modules that every reader needs: of finders, timing, format, version.
    private let needed: [Bool]
    private let alignment: [(row: Int, column: Int)]
    /// The place of each codeword among those that were found under a logo; negative for the rest.
    private var places: [Int]

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
        places = Array(repeating: -1, count: map.layout.codewordCount)
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
        var found: [Hidden] = []
        defer { for hidden in found { places[hidden.sequence] = -1 } }
        for row in 0..<face.rows {
            let line = (place.rows.lowerBound + row) * size + place.columns.lowerBound
            for column in 0..<face.columns {
                let certainty = face.certainty(row: row, column: column)
                guard certainty > 0 else { continue }
                if needed[line + column] { return nil }
                let sequence = sequences[line + column]
                guard sequence >= 0 else { continue }
                if places[sequence] < 0 {
                    places[sequence] = found.count
                    found.append(Hidden(sequence: sequence))
                }
                found[places[sequence]].certainty *= certainty
                found[places[sequence]].moduleCount += 1
            }
        }
        return found
    }
}
