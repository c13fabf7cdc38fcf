/// A symbol, and how much of it a picture shows anyway.
public struct PicturedSymbol: Sendable, Hashable {
    /// The modules.
    public let symbol: Symbol
    /// The share of modules that hold codewords and are as light or dark as the picture, weighed by how decided it is
    /// there, 0 to 1; by chance one half.
    public let agreement: Double
    /// The codewords of each block that the picture alone, with no module pulled to its side, would make wrong.
    public let damagedPerBlock: [Int]

    /// Compares a symbol with a picture.
    ///
    /// - Parameters:
    ///   - symbol: Any QR symbol, also one that was not made for the picture.
    ///   - face: What the picture shows, module by module of the whole symbol.
    /// - Complexity: O(modules)
    public init(_ symbol: Symbol, face: LogoFace) {
        precondition(symbol.family == .qr, "Micro QR has other blocks")
        self.init(symbol, face, CodewordMap(version: symbol.version, level: symbol.level))
    }

    init(_ symbol: Symbol, _ face: LogoFace, _ map: CodewordMap) {
        precondition(face.rows == map.size && face.columns == map.size, "a picture of another size")
        var (right, all): (Float, Float) = (0, 0)
        var wrong: Set<CodewordMap.Codeword> = []
        for row in 0..<map.size {
            for column in 0..<map.size {
                guard case .codeword(let codeword, _) = map.purpose(row: row, column: column),
                    let isDark = face.isDark(row: row, column: column)
                else { continue }
                let weight = face.certainty(row: row, column: column) - 0.5
                all += weight
                if isDark == symbol.isDark(row: row, column: column) {
                    right += weight
                } else {
                    wrong.insert(codeword)
                }
            }
        }
        self.symbol = symbol
        agreement = all > 0 ? Double(right / all) : 0.5
        damagedPerBlock = wrong.reduce(into: Array(repeating: 0, count: map.layout.blockCount)) {
            $0[$1.block] += 1
        }
    }
}
