/// How clear the modules of a symbol are to a reader that sees them blurred.
///
/// Error correction pays for what blur makes wrong, so a symbol with fewer lone modules is read from further away.
struct ModuleClarity {
    private let size: Int
    private let isDark: [Bool]

    /// - Parameters:
    ///   - matrix: The modules.
    ///   - face: What a logo shows instead.
    ///   - place: Where.
    init(_ matrix: ModuleMatrix, _ face: LogoFace, at place: LogoPlace) {
        let size = matrix.size
        isDark = (0..<size * size).map { position in
            let (row, column) = position.quotientAndRemainder(dividingBy: size)
            guard place.contains(row: row, column: column) else {
                return matrix.isDark(row: row, column: column)
            }
            return face.isDark(row: row - place.rows.lowerBound, column: column - place.columns.lowerBound)
                ?? matrix.isDark(row: row, column: column)
        }
        self.size = size
    }

    /// The chance that a module is misread under a blur of half a module (standard deviation), by its neighbours of the
    /// other colour: the rows are those with two, three and four of them at its edges, the columns those at its corners.
    ///
    /// The Gaussian leaves a module 47 % of its own, an edge gives 11 % and a corner 2.5 %; noise of 6 % decides what is
    /// near one half.
    private static let misread: [[Double]] = [
        [0.010, 0.014, 0.020, 0.030, 0.046], [0.05, 0.08, 0.11, 0.16, 0.23], [0.25, 0.34, 0.44, 0.54, 0.64],
    ]

    /// The share of modules that are to be expected misread under blur.
    ///
    /// - Complexity: O(size²)
    var roughness: Double {
        var sum = 0.0
        for row in 0..<size {
            for column in 0..<size {
                let own = isDark[row * size + column]
                func differs(_ down: Int, _ right: Int) -> Int {
                    dark(row + down, column + right) == own ? 0 : 1
                }
                let edges = differs(-1, 0) + differs(1, 0) + differs(0, -1) + differs(0, 1)
                guard edges >= 2 else { continue }
                let corners = differs(-1, -1) + differs(-1, 1) + differs(1, -1) + differs(1, 1)
                sum += Self.misread[edges - 2][corners]
            }
        }
        return sum / Double(size * size)
    }

    /// The rows that a reader takes for the middle of a fourth finder.
    ///
    /// - Complexity: O(size²)
    var falseFinderLineCount: Int {
        FalseFinders(size: size) { isDark[$0 * size + $1] }.lineCount
    }

    /// The quiet zone is light.
    @inline(__always)
    private func dark(_ row: Int, _ column: Int) -> Bool {
        row >= 0 && column >= 0 && row < size && column < size && isDark[row * size + column]
    }
}
