/// A text in several symbols that readers join again: structured append, ISO/IEC 18004, 8.
///
/// Each symbol says which of how many it is, and a parity of the whole text. They may be read in any order.
public struct SymbolSeries: Sendable, Hashable {
    /// The numbers of symbols of a series: the standard counts them in four bits, and one alone is none.
    public static let counts = 2...16

    /// The symbols in the order of the text, all of one version and level; the payload of each is its own part.
    public let symbols: [Symbol]
    /// All bytes of the text, exclusive-ored; characters in Kanji mode count as Shift JIS, 8.3.
    public let parity: UInt8

    /// The bits of the header: the mode indicator, number and count, and the parity.
    private static let headerBitCount = 20

    /// Divides a text into the fewest symbols of at most a version, then takes smaller versions as long as so many are enough.
    ///
    /// A text is divided between characters, never inside one.
    ///
    /// - Parameters:
    ///   - order: The content, the level and the minimum version; of features only Kanji mode.
    ///   - maximumVersion: The largest version to use, from the order's minimum version to 40.
    /// - Throws: ``EncodingError``: ``EncodingError/fitsOneSymbol(version:)`` when one is enough,
    ///   ``EncodingError/tooLongForSeries(byteCount:maximumCount:maximumVersion:)`` when sixteen are not.
    /// - Complexity: O(*n* · versions) in the characters.
    public init(_ order: EncodingOrder, maximumVersion: Int) throws(EncodingError) {
        _ = try order.chosenEncoder(with: [.structuredAppend])
        for version in [order.minimumVersion, maximumVersion] where !Symbol.versions.contains(version) {
            throw .unknownVersion(version)
        }
        guard maximumVersion >= order.minimumVersion else { throw .unknownVersion(maximumVersion) }
        let (bytes, characters) = try order.divided()
        guard !bytes.isEmpty else { throw .empty }
        if let version = try? order.plan(bytes, characters).version, version <= maximumVersion {
            throw .fitsOneSymbol(version: version)
        }
        let parts = try Self.parts(
            order.planner(bytes, characters), level: order.level, order.minimumVersion...maximumVersion)
        let parity = parts.lazy.flatMap(\.plan.pieces).flatMap(\.bytes).reduce(0, ^)
        let rows = try SymbolEncoder.rows(forSeries: parts.map(\.plan), level: order.level, parity: parity)
        self.parity = parity
        symbols = zip(parts, rows).map { part, rows in
            Symbol(
                rows, family: .qr, version: part.plan.version, level: order.level,
                payload: Array(bytes[part.range]), transmitted: part.plan.transmitted,
                features: part.plan.usesKanji ? [.structuredAppend, .kanji] : [.structuredAppend])
        }
    }

    /// What one symbol of a series holds.
    private struct Part {
        /// The places of its bytes.
        var range: Range<Int>
        var plan: ModePlan
    }

    private static func parts(
        _ planner: ModePlanner, level: CorrectionLevel, _ versions: ClosedRange<Int>
    ) throws(EncodingError) -> [Part] {
        guard
            let fewest = parts(planner, level: level, version: versions.upperBound, atMost: counts.upperBound)
        else {
            throw .tooLongForSeries(
                byteCount: planner.bytes.count, maximumCount: counts.upperBound,
                maximumVersion: versions.upperBound)
        }
        // Downwards, so that no more versions are tried than are enough, but one.
        let smaller = versions.dropLast().reversed().lazy
            .map { parts(planner, level: level, version: $0, atMost: fewest.count) }
            .prefix { $0 != nil }
        return smaller.reduce(fewest) { $1 ?? $0 }
    }

    /// Fills symbol after symbol; `nil` when a number of them is not enough.
    private static func parts(
        _ planner: ModePlanner, level: CorrectionLevel, version: Int, atMost count: Int
    ) -> [Part]? {
        guard let versions = VersionClass.full(level).first(where: { $0.versions.contains(version) }) else {
            return nil
        }
        let capacity = versions.capacities[version - versions.versions.lowerBound]
        var parts: [Part] = []
        var start = 0
        while start < planner.characters.count {
            guard parts.count < count else { return nil }
            let filled = planner.fill(from: start, for: versions, capacity: capacity - headerBitCount)
            guard filled.end > start else { return nil }
            let plan = ModePlan(
                pieces: filled.pieces, bitCount: headerBitCount + filled.bitCount, version: version)
            let last = planner.characters[filled.end - 1].range
            parts.append(
                Part(range: planner.characters[start].range.lowerBound..<last.upperBound, plan: plan))
            start = filled.end
        }
        return parts
    }
}
