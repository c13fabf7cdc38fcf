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

    /// Plans symbols, one for each mask.
    ///
    /// - Parameter text: The bytes; not empty.
    /// - Returns: Those first of which most modules are the picture's, weighed by how decided it is; readers may be asked
    ///   which they take.
    /// - Throws: ``EncodingError``.
    /// - Complexity: About 10 ms.
    public func symbols(_ text: [UInt8]) throws(EncodingError) -> [PicturedSymbol] {
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
        let codewords = BlockCodewords(text, plan.segments, layout: map.layout)
        var encoder = BulkEncoder()
        let symbols = MaskPattern.all.map { mask in
            let made = cover.filled(codewords, mask: mask, by: &encoder)
            return PicturedSymbol(Symbol(made.matrix, payload: text), face, map)
        }
        // A total order, so that the same picture always has the same symbol.
        return symbols.sorted { ($1.agreement, $0.symbol.mask) < ($0.agreement, $1.symbol.mask) }
    }
}
