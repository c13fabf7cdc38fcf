/// A centred square that a logo may cover without costing the symbol its safety.
///
/// Every codeword with a hidden module counts as lost, whatever the logo's pixels are; a
/// block survives while it has lost no more than it can correct. A quarter of each block's capacity is kept
/// for dirt and wear: a symbol that spends all of it on the logo fails at the first smudge.
/// Finder, timing, format and version modules are never covered. Alignment patterns may be, because
/// from version 7 on one lies in the very middle; they hold no codewords, and how many are touched is
/// reported: a reader may take a dot in the logo for the missing pattern, so read such a symbol back with the
/// logo on, as Artwork does. The square is centred with an odd side, so it ends on module edges.
public struct LogoArea: Sendable, Hashable {
    /// Why a square was refused.
    public enum PlanningError: Error, Sendable, Hashable {
        /// Not even the smallest square fits this version and level.
        case noRoom
        /// The square costs a block more than it may, or covers a fixed pattern.
        case tooLarge(side: Int, largest: Int?)
        /// The side is even or less than ``KnockOut/minimumSquare``.
        case unusableSide(Int)
        /// The symbol is a Micro QR: its few codewords are too close together for any logo.
        case microSymbol
        /// The logo was planned for symbols of another version or level, or for such that lie otherwise.
        case otherSymbol(version: Int, level: CorrectionLevel)
        /// A logo of this share of the symbol costs more than there is; the largest that does not, and what would help.
        case tooMuch(percent: Double, largest: Double?, remedies: [LogoRemedy])
    }

    /// The version of the symbols that it is for.
    public let version: Int
    /// Their error correction level.
    public let level: CorrectionLevel
    /// The modules that it takes, the light ring around the picture included.
    public let place: LogoPlace
    /// How the symbols lie that it is for; the place is where they lie so.
    public let turn: SymbolTurn
    /// Where the picture lies in them.
    public let seat: LogoSeat
    /// Those of them that it hides; `nil` for all.
    public let mask: LogoMask?
    /// The number of modules that are hidden.
    public let moduleCount: Int
    /// The codewords lost in each block; of those that readers disagree on, the share that they read wrongly.
    public let damagedPerBlock: [Int]
    /// The least number of codewords that a block can still lose.
    public let damageLeft: Int
    /// The number of alignment patterns that are wholly or partly covered.
    public let coveredAlignmentPatternCount: Int

    /// Returns whether a module of the symbol is hidden.
    public func hides(row: Int, column: Int) -> Bool {
        guard place.contains(row: row, column: column) else { return false }
        return mask?.hides(row: row - place.rows.lowerBound, column: column - place.columns.lowerBound)
            ?? true
    }

    /// Returns the hidden columns of a row of the symbol, from the left.
    public func hiddenColumns(inRow row: Int) -> [Range<Int>] {
        guard place.rows.contains(row) else { return [] }
        guard let mask else { return [place.columns] }
        let left = place.columns.lowerBound
        return mask.runs[row - place.rows.lowerBound].map { $0.lowerBound + left..<$0.upperBound + left }
    }

    /// The share of the symbol's modules that is hidden, in percent.
    public var percent: Double {
        let size = Symbol.Family.qr.size(version: version)
        return Double(moduleCount) / Double(size * size) * 100
    }

    /// Plans the largest square.
    ///
    /// - Parameters:
    ///   - version: 1 to 40.
    ///   - level: The error correction level.
    ///   - knockOut: What of the square is hidden.
    /// - Throws: ``PlanningError/noRoom``, as for all small versions and weak levels.
    /// - Complexity: O(size²)
    public init(
        version: Int, level: CorrectionLevel, knockOut: KnockOut = .standard
    ) throws(PlanningError) {
        guard let largest = Self.largest(in: CodewordMap(version: version, level: level), knockOut) else {
            throw .noRoom
        }
        self = largest
    }

    /// Plans a square of a given side.
    ///
    /// - Parameters:
    ///   - side: In modules with the light margin; odd, at least ``KnockOut/minimumSquare``.
    ///   - version: 1 to 40.
    ///   - level: The error correction level.
    ///   - knockOut: What of the square is hidden.
    /// - Throws: ``PlanningError``.
    /// - Complexity: O(size²)
    public init(
        side: Int, version: Int, level: CorrectionLevel, knockOut: KnockOut = .standard
    ) throws(PlanningError) {
        guard side % 2 == 1, side >= knockOut.minimumSquare else { throw .unusableSide(side) }
        let map = CodewordMap(version: version, level: level)
        guard let largest = Self.largest(in: map, knockOut) else { throw .noRoom }
        guard side <= largest.place.rows.count, let area = Self(side: side, in: map, knockOut) else {
            throw .tooLarge(side: side, largest: largest.place.rows.count)
        }
        self = area
    }

    /// Converts a share of the symbol's area to a side.
    ///
    /// - Parameters:
    ///   - percent: Of the area without quiet zone.
    ///   - version: 1 to 40.
    ///   - knockOut: What of the square is hidden.
    /// - Returns: The largest odd side, light margin included, of which no more is hidden; at least
    ///   ``KnockOut/minimumSquare``.
    public static func side(
        covering percent: Double, ofVersion version: Int, knockOut: KnockOut = .standard
    ) -> Int {
        let size = Symbol.Family.qr.size(version: version)
        let limit = percent / 100 * Double(size * size)
        let sides = stride(from: knockOut.minimumSquare, through: size, by: 2)
        return sides.prefix { side in
            Double(knockOut.mask(rows: side, columns: side)?.moduleCount ?? side * side) <= limit
        }.max() ?? knockOut.minimumSquare
    }

    /// Returns how many codewords a block may lose to a logo, of those it can correct.
    static func allowance(of capacity: Int) -> Int { capacity - (capacity + 3) / 4 }

    /// A larger square covers all that a smaller one does, so the search ends at the first that fails.
    private static func largest(in map: CodewordMap, _ knockOut: KnockOut) -> LogoArea? {
        stride(from: knockOut.minimumSquare, to: map.size, by: 2).lazy
            .map { Self(side: $0, in: map, knockOut) }
            .prefix { $0 != nil }
            .reduce(nil) { $1 ?? $0 }
    }

    private init?(side: Int, in map: CodewordMap, _ knockOut: KnockOut) {
        let origin = (map.size - side) / 2
        let square = origin..<origin + side
        let mask = knockOut.mask(rows: side, columns: side)
        var lost: Set<CodewordMap.Codeword> = []
        for row in square {
            for column in square where mask?.hides(row: row - origin, column: column - origin) ?? true {
                switch map.purpose(row: row, column: column) {
                case .codeword(let codeword, _): lost.insert(codeword)
                case .remainder, .function(.alignment): continue
                case .function: return nil
                }
            }
        }
        let perBlock = lost.reduce(into: Array(repeating: 0, count: map.layout.blockCount)) {
            counts, codeword in
            counts[codeword.block] += 1
        }
        let capacity = map.layout.correctableCount
        guard let worst = perBlock.max(), worst <= Self.allowance(of: capacity) else { return nil }
        self.init(
            map.layout, place: LogoPlace(rows: square, columns: square), mask: mask,
            damage: perBlock.map(Double.init))
    }

    /// - Parameters:
    ///   - layout: The version and level.
    ///   - turn: How the symbols lie.
    ///   - place: The modules that it takes of the upright symbol.
    ///   - seat: Where the picture lies in them.
    ///   - mask: Those that it hides.
    ///   - damage: The codewords that each block is expected to lose.
    init(
        _ layout: BlockLayout, turn: SymbolTurn = .upright, place: LogoPlace, seat: LogoSeat = .middle,
        mask: LogoMask?, damage: [Double]
    ) {
        version = layout.version
        level = layout.level
        self.turn = turn
        self.place = place.turned(turn, inSymbolOf: Symbol.Family.qr.size(version: layout.version))
        self.seat = seat
        self.mask = mask?.turned(turn, rows: place.rows.count, columns: place.columns.count)
        moduleCount = mask?.moduleCount ?? place.rows.count * place.columns.count
        damagedPerBlock = damage.map { Int($0.rounded()) }
        damageLeft = layout.correctableCount - (damagedPerBlock.max() ?? 0)
        coveredAlignmentPatternCount =
            FunctionPatterns.alignmentCentres(version: layout.version).count { center in
                place.alignmentModules(of: center).contains {
                    mask?.hides(row: $0.row, column: $0.column) ?? true
                }
            }
    }
}
