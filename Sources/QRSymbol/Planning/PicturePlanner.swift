/// Makes a symbol whose modules follow a picture as far as its text lets them.
///
/// A version up, a symbol has codewords that its text does not need (``FreeCodewords``): they are given the picture's
/// light and dark, those first on whose modules the picture is most decided. What is left is the text's.
public struct PicturePlanner {
    /// What somebody wants of the symbol.
    public struct Wish: Sendable, Hashable {
        /// The least error correction level.
        public var level: CorrectionLevel
        /// The smallest version to use, 1 to 40.
        public var minimumVersion: Int
        /// How many versions above the smallest that holds the text, in ``LogoWish/versionSteps``.
        public var versionSteps: Int

        /// Wishes for a symbol under a picture.
        ///
        /// The weakest level leaves the most codewords free, and nothing of the picture is an error that correction would
        /// have to pay for.
        public init(
            level: CorrectionLevel = .low, minimumVersion: Int = 1,
            versionSteps: Int = LogoWish.versionSteps.upperBound
        ) {
            self.level = level
            self.minimumVersion = minimumVersion
            self.versionSteps = versionSteps
        }
    }

    private let wish: Wish
    private let face: (_ size: Int) -> LogoFace

    /// - Parameters:
    ///   - wish: How strong, how large.
    ///   - face: What the picture shows in a symbol of so many modules a side.
    public init(_ wish: Wish = Wish(), face: @escaping (_ size: Int) -> LogoFace) {
        precondition(LogoWish.versionSteps.contains(wish.versionSteps), "no such step")
        self.wish = wish
        self.face = face
    }

    /// Plans one symbol.
    ///
    /// - Parameter text: The bytes; not empty.
    /// - Returns: The symbol with the mask under which most modules are the picture's, weighed by how decided it is.
    /// - Throws: ``EncodingError``.
    /// - Complexity: About 10 ms.
    public func symbol(_ text: [UInt8]) throws(EncodingError) -> PicturedSymbol {
        let smallest = try Segmentation(
            of: text, level: wish.level, minimumVersion: wish.minimumVersion
        ).version
        let version = min(smallest + wish.versionSteps, Symbol.versions.upperBound)
        let plan = try Segmentation(of: text, level: wish.level, minimumVersion: version)
        let map = CodewordMap(version: version, level: wish.level)
        let face = face(map.size)
        precondition(face.rows == map.size && face.columns == map.size, "a picture of another size")
        let cover = LogoCover(
            map, face, at: LogoPlace(rows: 0..<map.size, columns: 0..<map.size))
        let codewords = VariantCodewords(text, [plan.segments], layout: map.layout)
        var encoder = BulkEncoder()
        var best: PicturedSymbol?
        for mask in MaskPattern.all {
            let made = cover.filled(codewords, mask: mask, by: &encoder)
            let symbol = PicturedSymbol(Symbol(made.matrix, payload: text), face, map, made.area)
            // The first of equals, so that the same picture always has the same symbol.
            if symbol.agreement > best?.agreement ?? -1 { best = symbol }
        }
        guard let best else { preconditionFailure("there are eight masks") }
        return best
    }
}

/// A symbol that was made for a picture.
public struct PicturedSymbol: Sendable, Hashable {
    /// The modules.
    public let symbol: Symbol
    /// The share of modules that hold codewords and are as light or dark as the picture, weighed by how decided it is
    /// there, 0 to 1; by chance one half.
    public let agreement: Double
    /// The codewords of each block that the picture alone, with no module pulled to its side, would make wrong.
    public let damagedPerBlock: [Int]

    init(_ symbol: Symbol, _ face: LogoFace, _ map: CodewordMap, _ area: LogoArea) {
        var (right, all): (Float, Float) = (0, 0)
        for row in 0..<map.size {
            for column in 0..<map.size {
                guard case .codeword = map.purpose(row: row, column: column),
                    let isDark = face.isDark(row: row, column: column)
                else { continue }
                let weight = face.certainty(row: row, column: column) - 0.5
                all += weight
                if isDark == symbol.isDark(row: row, column: column) { right += weight }
            }
        }
        self.symbol = symbol
        agreement = all > 0 ? Double(right / all) : 0.5
        damagedPerBlock = area.damagedPerBlock
    }
}
