/// An immutable QR symbol: a square of dark and light modules, without the quiet zone.
///
/// The same text, level and minimum version always give the same modules. Text is stored as its UTF-8
/// bytes without an ECI header, which is what every common reader expects; Kanji mode is never used,
/// because readers disagree about how to turn it back into text.
public struct Symbol: Sendable, Hashable {
    /// The versions of the standard, from 21 to 177 modules a side.
    public static let versions = 1...40

    /// The version, 1 to 40.
    public let version: Int
    /// The error correction level.
    public let level: CorrectionLevel
    /// The mask pattern, 0 to 7, read back from the symbol's own format information.
    public let mask: Int
    /// The bytes that the symbol holds.
    public let payload: [UInt8]

    /// Row after row from the top, `true` for a dark module.
    let modules: [Bool]

    /// The number of modules on a side, 17 + 4 × version.
    public var size: Int { 17 + 4 * version }

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
        let modules = try SymbolEncoder.modules(for: bytes, plan: plan, level: level)
        self.version = plan.version
        self.level = level
        self.mask = FormatInformation(modules: modules, size: 17 + 4 * plan.version).mask
        self.payload = bytes
        self.modules = modules
    }

    /// Looks a module up.
    ///
    /// - Parameters:
    ///   - row: 0 at the top, less than ``size``.
    ///   - column: 0 at the left, less than ``size``.
    /// - Returns: Whether the module is dark.
    public func isDark(row: Int, column: Int) -> Bool {
        precondition((0..<size).contains(row) && (0..<size).contains(column), "outside the symbol")
        return modules[row * size + column]
    }
}
