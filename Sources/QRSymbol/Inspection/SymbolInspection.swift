/// What a scanner makes of a matrix of modules, and how much of the error correction it spends.
///
/// The way of ISO/IEC 18004, 12: format and version information, mask, codewords, blocks, correction, text. No
/// module is taken for right because our own encoder would have drawn it so.
public struct SymbolInspection: Sendable, Hashable {
    /// Why modules are no symbol that can be read.
    public enum InspectionError: Error, Sendable, Hashable {
        /// The size is no version's, or the modules are not its square.
        case size(Int, moduleCount: Int)
        /// Neither copy of the format information is within three bits of a level and mask.
        case format
        /// The version information, from version 7 on, says another version than the size, or none.
        case version(bySize: Int, stated: Int?)
    }

    /// One block of error correction.
    public struct Block: Sendable, Hashable {
        /// All its codewords, data and correction.
        public let codewordCount: Int
        /// The wrong ones by their place in the block, ascending; `nil` when there are more than can be corrected.
        public let wrongPlaces: [Int]?
        /// The most wrong ones that can be corrected, see ``BlockLayout/correctableCount``.
        public let correctableCount: Int

        /// How many are wrong; `nil` when there are more than can be corrected.
        public var wrongCount: Int? { wrongPlaces?.count }
    }

    /// 1 to 40.
    public let version: Int
    /// The error correction level.
    public let level: CorrectionLevel
    /// 0 to 7.
    public let mask: Int
    /// The wrong bits of the two copies of the format information, 0 to 15 each; a reader takes the better copy.
    public let formatWrongBits: [Int]
    /// The same of the version information, 0 to 18 each; empty below version 7.
    public let versionWrongBits: [Int]
    /// In the order of the standard.
    public let blocks: [Block]
    /// The modules of the fixed patterns that are not what they should be.
    public let wrongModules: [CodewordMap.Function: Int]
    /// The bytes that the symbol holds; `nil` when a block cannot be corrected or the bits make no sense.
    public let text: [UInt8]?

    /// The least number of codewords that a block can still lose, as ``LogoArea/damageLeft``; `nil` when a block
    /// has lost too many.
    public var damageLeft: Int? {
        guard blocks.allSatisfy({ $0.wrongCount != nil }) else { return nil }
        return blocks.map { $0.correctableCount - ($0.wrongCount ?? 0) }.min()
    }

    /// The wrong codewords of all blocks; `nil` when a block cannot be corrected.
    public var wrongCodewordCount: Int? {
        let counts = blocks.compactMap(\.wrongCount)
        return counts.count == blocks.count ? counts.reduce(0, +) : nil
    }

    /// The wrong modules of finder, timing and alignment patterns, which no error correction guards.
    public var wrongFixedModuleCount: Int {
        [.finder, .timing, .alignment].reduce(0) { $0 + (wrongModules[$1] ?? 0) }
    }

    /// Reads modules.
    ///
    /// - Parameters:
    ///   - modules: Row after row from the top, `true` for dark; upright and not mirrored.
    ///   - size: The number of modules on a side.
    /// - Throws: ``InspectionError``. A text that cannot be corrected is no error: it is what ``blocks`` tell.
    /// - Complexity: O(size²)
    public init(modules: [Bool], size: Int) throws(InspectionError) {
        let version = (size - 17) / 4
        guard Symbol.versions.contains(version), 17 + 4 * version == size, modules.count == size * size
        else { throw .size(size, moduleCount: modules.count) }
        guard let format = InspectedBits.format(of: modules, size: size) else { throw .format }
        versionWrongBits = try Self.versionWrongBits(of: modules, version: version)
        let map = CodewordMap(version: version, level: format.level)
        let received = Self.blocks(of: modules, map: map, mask: format.mask)
        let layout = map.layout
        let decoder = ReedSolomonDecoder(
            correctionCount: layout.correctionCountPerBlock, correctableCount: layout.correctableCount)
        let corrections = received.map { try? decoder.decode($0) }
        blocks = zip(received, corrections).map { block, correction in
            Block(
                codewordCount: block.count, wrongPlaces: correction?.wrongPlaces,
                correctableCount: layout.correctableCount)
        }
        let data = corrections.enumerated().map { index, correction in
            correction.map { Array($0.codewords.prefix(layout.dataCount(inBlock: index))) }
        }
        let isWhole = data.allSatisfy { $0 != nil }
        text =
            isWhole ? SegmentReader.bytes(of: data.compactMap(\.self).flatMap(\.self), version: version) : nil
        wrongModules = Self.wrongModules(of: modules, version: version, format: format)
        formatWrongBits = format.wrongBits
        (self.version, level, mask) = (version, format.level, format.mask)
    }

    private static func versionWrongBits(
        of modules: [Bool], version: Int
    ) throws(InspectionError) -> [Int] {
        guard version >= 7 else { return [] }
        let stated = InspectedBits.version(of: modules, size: 17 + 4 * version)
        guard let stated, stated.number == version else {
            throw .version(bySize: version, stated: stated?.number)
        }
        return stated.wrongBits
    }

    /// The codewords as they stand in the symbol, unmasked.
    private static func blocks(of modules: [Bool], map: CodewordMap, mask: Int) -> [[UInt8]] {
        var blocks = (0..<map.layout.blockCount).map { block in
            [UInt8](
                repeating: 0,
                count: map.layout.dataCount(inBlock: block) + map.layout.correctionCountPerBlock)
        }
        for row in 0..<map.size {
            for column in 0..<map.size {
                guard case .codeword(let codeword, let bit) = map.purpose(row: row, column: column),
                    modules[row * map.size + column] != MaskPattern.inverts(mask, row: row, column: column)
                else { continue }
                blocks[codeword.block][codeword.indexInBlock] |= 1 << UInt8(bit)
            }
        }
        return blocks
    }

    private static func wrongModules(
        of modules: [Bool], version: Int, format: InspectedBits.Format
    ) -> [CodewordMap.Function: Int] {
        let functions = FunctionPatterns(version: version).modules
        let fixed = FixedModules(version: version, level: format.level, mask: format.mask).isDark
        return modules.indices.reduce(into: [:]) { counts, place in
            guard let function = functions[place], modules[place] != fixed[place] else { return }
            counts[function, default: 0] += 1
        }
    }

    /// Counts the modules of finder and timing patterns that are not what a size asks for.
    ///
    /// Before the format can be read, it tells which size and which side up fit a picture best. Modules near the
    /// finders' corners do not count: round frames and pupils have none, and would speak for a grid that is too small.
    ///
    /// - Parameters:
    ///   - modules: Row after row from the top, `true` for dark.
    ///   - size: The number of modules on a side, of one of the versions.
    /// - Returns: The count, 0 for a perfect fit.
    public static func wrongGuideModuleCount(of modules: [Bool], size: Int) -> Int {
        let version = (size - 17) / 4
        precondition(Symbol.versions.contains(version) && modules.count == size * size, "no such symbol")
        let functions = FunctionPatterns(version: version).modules
        let fixed = FixedModules(version: version, level: .low, mask: 0).isDark
        return modules.indices.count { place in
            let isGuide = functions[place] == .timing || functions[place] == .finder
            return isGuide && modules[place] != fixed[place]
                && !isNearFinderCorner(row: place / size, column: place % size, size: size)
        }
    }

    /// Whether a module is one of those within a finder that round shapes and square ones draw differently: two and
    /// three rows and columns from its middle, ISO/IEC 18004, 6.3.3.
    private static func isNearFinderCorner(row: Int, column: Int, size: Int) -> Bool {
        // Counted from the edge that the finder lies at; rows beyond seven have no finder.
        let (down, across) = (min(row, size - 1 - row), min(column, size - 1 - column))
        let corner = [0, 1, 5, 6]
        return corner.contains(down) && corner.contains(across)
    }
}
