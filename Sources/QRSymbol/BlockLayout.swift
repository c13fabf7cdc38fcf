/// How a version and level divides its codewords into error correction blocks.
///
/// The numbers are those of ISO/IEC 18004, table 9. Short blocks come first; long ones hold one data
/// codeword more.
public struct BlockLayout: Sendable, Hashable {
    /// The version, 1 to 40.
    public let version: Int
    /// The error correction level.
    public let level: CorrectionLevel
    /// The number of blocks.
    public let blockCount: Int
    /// The number of correction codewords in every block.
    public let correctionCountPerBlock: Int
    /// The number of codewords in the whole symbol.
    public let codewordCount: Int

    /// Looks a version and level up.
    ///
    /// - Parameters:
    ///   - version: 1 to 40.
    ///   - level: The error correction level.
    public init(version: Int, level: CorrectionLevel) {
        precondition(Symbol.versions.contains(version), "no such version")
        self.version = version
        self.level = level
        blockCount = Self.blockCounts[level.strength][version - 1]
        correctionCountPerBlock = Self.correctionCounts[level.strength][version - 1]
        codewordCount = Self.placedModuleCount(version: version) / 8
    }

    /// The number of data codewords in the whole symbol.
    public var dataCodewordCount: Int { codewordCount - blockCount * correctionCountPerBlock }

    /// The number of wrong codewords that every block can correct.
    ///
    /// The smallest versions give some of their correction up to detect misreadings, table 9's *p*.
    public var correctableCount: Int {
        let detectionOnly =
            switch (version, level) {
            case (1, .low): 3
            case (1, .medium), (2, .low): 2
            case (1, .quartile), (1, .high), (3, .low): 1
            default: 0
            }
        return (correctionCountPerBlock - detectionOnly) / 2
    }

    /// Returns the number of data codewords in a block, 0 for the first.
    public func dataCount(inBlock block: Int) -> Int {
        let shortBlockCount = blockCount - codewordCount % blockCount
        return codewordCount / blockCount - correctionCountPerBlock + (block < shortBlockCount ? 0 : 1)
    }

    /// The codewords in the order of placement: one of each block in turn, data first, 7.6.
    var interleaved: [CodewordMap.Codeword] {
        var codewords: [CodewordMap.Codeword] = []
        func append(block: Int, index: Int, isData: Bool) {
            codewords.append(
                .init(sequence: codewords.count, block: block, indexInBlock: index, isData: isData))
        }
        for index in 0..<dataCount(inBlock: blockCount - 1) {
            for block in 0..<blockCount where index < dataCount(inBlock: block) {
                append(block: block, index: index, isData: true)
            }
        }
        for index in 0..<correctionCountPerBlock {
            for block in 0..<blockCount {
                append(block: block, index: dataCount(inBlock: block) + index, isData: false)
            }
        }
        return codewords
    }

    /// The bits of data that each version holds, the first for version 1.
    static func dataBitCounts(_ level: CorrectionLevel) -> [Int] { dataBitCounts[level.strength] }

    private static let dataBitCounts = CorrectionLevel.allCases.map { level in
        Symbol.versions.map { BlockLayout(version: $0, level: level).dataCodewordCount * 8 }
    }

    /// The modules left for codewords and remainder: all but the function patterns.
    private static func placedModuleCount(version: Int) -> Int {
        let withoutAlignment = (16 * version + 128) * version + 64
        guard version >= 2 else { return withoutAlignment }
        let patterns = version / 7 + 2
        let versionInformation = version >= 7 ? 36 : 0
        return withoutAlignment - ((25 * patterns - 10) * patterns - 55) - versionInformation
    }

    // One row per level, from weak to strong; one column per version.
    private static let correctionCounts: [[Int]] = [
        [
            7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28,
            28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
        ],
        [
            10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
            26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
        ],
        [
            13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30,
            28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
        ],
        [
            17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28,
            30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
        ],
    ]

    private static let blockCounts: [[Int]] = [
        [
            1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8,
            8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25,
        ],
        [
            1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16,
            17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
        ],
        [
            1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20,
            23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68,
        ],
        [
            1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25,
            25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81,
        ],
    ]
}
