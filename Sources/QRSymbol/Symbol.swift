/// An immutable QR symbol: a square of dark and light modules, without the quiet zone.
///
/// The same text, level and minimum version always give the same modules. The initialisers store text as its UTF-8
/// bytes without an ECI header, which is what every common reader expects, and never use Kanji mode, because readers
/// disagree about how to turn it back into text. What else the standard has is made by ``SymbolMaker``, and named in
/// ``features``.
public struct Symbol: Sendable, Hashable {
    /// The two kinds of square symbols of ISO/IEC 18004.
    public enum Family: String, Sendable, Hashable, CaseIterable {
        /// Three finders, versions 1 to 40.
        case qr
        /// One finder, versions M1 to M4.
        case micro

        /// The light frame that readers need, in modules, ISO/IEC 18004, 6.3.8.
        public var quietZone: Int {
            switch self {
            case .qr: 4
            case .micro: 2
            }
        }

        /// The versions of the family.
        public var versions: ClosedRange<Int> {
            switch self {
            case .qr: Symbol.versions
            case .micro: Symbol.microVersions
            }
        }

        /// The number of modules on a side.
        func size(version: Int) -> Int {
            switch self {
            case .qr: 17 + 4 * version
            case .micro: 9 + 2 * version
            }
        }
    }

    /// The versions of the standard, from 21 to 177 modules a side.
    public static let versions = 1...40
    /// The versions M1 to M4 of Micro QR, from 11 to 17 modules a side.
    public static let microVersions = 1...4

    /// QR or Micro QR.
    public let family: Family
    /// The version, 1 to 40, or 1 to 4 in Micro QR.
    public let version: Int
    /// The error correction level; ``CorrectionLevel/low`` for M1, which only detects errors.
    public let level: CorrectionLevel
    /// The mask pattern, 0 to 7, or 0 to 3 in Micro QR, read back from the symbol's own format information.
    public let mask: Int
    /// The bytes that the symbol holds; characters in Kanji mode as their UTF-8.
    public let payload: [UInt8]
    /// What a reader that converts nothing reports, ISO/IEC 18004, "Transmitted data".
    ///
    /// It is the payload, but for characters in Kanji mode, which are Shift JIS here, and for an industry's indicator,
    /// which stands before the text. The symbology identifier (`]Q1`, `]Q3`, `]Q5`) is not part of it.
    public let transmitted: [UInt8]
    /// What it has beside digits, upper-case text and bytes.
    public let features: Set<SymbolFeature>
    /// The channel of its ECI header.
    public let channel: ExtendedChannel?
    /// How it lies.
    public let turn: SymbolTurn

    private let rows: ModuleRows

    /// The number of modules on a side: 17 + 4 × version, or 9 + 2 × version in Micro QR.
    public var size: Int { rows.size }

    /// Makes the smallest symbol that holds a text.
    ///
    /// Digits, upper-case letters and other bytes are segmented so that the bit count is the least
    /// possible, see ``Segmentation``.
    ///
    /// - Parameters:
    ///   - text: Not empty; stored as UTF-8.
    ///   - level: The error correction level.
    ///   - minimumVersion: The smallest version to use, 1 to 40.
    /// - Throws: ``EncodingError``.
    /// - Complexity: O(n) in the number of bytes, then O(size²).
    public init(
        encoding text: String, level: CorrectionLevel = .medium, minimumVersion: Int = 1
    ) throws(EncodingError) {
        try self.init(encoding: Array(text.utf8), level: level, minimumVersion: minimumVersion)
    }

    /// Makes the smallest symbol that holds bytes, zero bytes included.
    ///
    /// - Parameters:
    ///   - bytes: Not empty; at most 2,953, or more where they are digits or upper-case text.
    ///   - level: The error correction level.
    ///   - minimumVersion: The smallest version to use, 1 to 40.
    /// - Throws: ``EncodingError``.
    /// - Complexity: O(n) in the number of bytes, then O(size²).
    public init(
        encoding bytes: [UInt8], level: CorrectionLevel = .medium, minimumVersion: Int = 1
    ) throws(EncodingError) {
        let plan = try Segmentation(of: bytes, level: level, minimumVersion: minimumVersion)
        let rows = try SymbolEncoder.rows(for: bytes, plan: plan, level: level)
        self.init(rows, family: .qr, version: plan.version, level: level, payload: bytes)
    }

    /// Takes the modules of ``BulkEncoder``, without copying them; their format information names the level.
    ///
    /// - Parameters:
    ///   - matrix: The modules.
    ///   - payload: What they hold.
    public init(_ matrix: ModuleMatrix, payload: [UInt8]) {
        self.init(matrix, payload: payload, features: [])
    }

    init(_ matrix: ModuleMatrix, payload: [UInt8], features: Set<SymbolFeature>) {
        self.init(
            ModuleRows(size: matrix.size, words: matrix.words), family: .qr, version: matrix.version,
            level: FormatInformation(matrix.upright).level, payload: payload, features: features,
            turn: matrix.turn, mask: matrix.mask)
    }

    init(
        _ rows: ModuleRows, family: Family, version: Int, level: CorrectionLevel, payload: [UInt8],
        transmitted: [UInt8]? = nil, features: Set<SymbolFeature> = [], channel: ExtendedChannel? = nil,
        turn: SymbolTurn = .upright, mask: Int? = nil
    ) {
        self.family = family
        self.version = version
        self.level = level
        self.mask =
            mask ?? (family == .qr ? FormatInformation(rows).mask : MicroFormatInformation(rows).mask)
        self.turn = turn
        self.payload = payload
        self.transmitted = transmitted ?? payload
        self.features = features
        self.channel = channel
        self.rows = rows
    }

    /// Looks a module up.
    ///
    /// - Parameters:
    ///   - row: 0 at the top, less than ``size``.
    ///   - column: 0 at the left, less than ``size``.
    /// - Returns: Whether the module is dark.
    public func isDark(row: Int, column: Int) -> Bool {
        precondition((0..<size).contains(row) && (0..<size).contains(column), "outside the symbol")
        return rows.isDark(row: row, column: column)
    }
}
