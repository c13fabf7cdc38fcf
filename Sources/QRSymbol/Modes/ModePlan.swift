/// The segments of a symbol in all modes, as an encoder takes them, and the version that holds them.
struct ModePlan: Hashable, Sendable {
    /// Characters that are written in one mode.
    struct Piece: Hashable, Sendable {
        var mode: DataMode
        /// As the mode takes them: Shift JIS for Kanji, separators and percent signs replaced for FNC1.
        var bytes: [UInt8]
        /// As a reader that converts nothing reports them: Shift JIS for Kanji, all else as it was.
        var transmitted: [UInt8]
    }

    var pieces: [Piece]
    /// The bits of all segments and of the headers before them.
    var bitCount: Int
    /// The smallest version that holds them.
    var version: Int

    /// What a reader that converts nothing reports of all segments.
    var transmitted: [UInt8] { pieces.flatMap(\.transmitted) }

    var usesKanji: Bool { pieces.contains { $0.mode == .kanji } }
}

/// The cheapest division of characters into segments of all four modes.
///
/// The costs are those of ISO/IEC 18004, 7.4.3 to 7.4.6 (13 bits for a Kanji character, which takes 16 or 24 as bytes).
/// libqrencode's own division is a rule of thumb that looks a few characters ahead, cannot keep UTF-8 beside Shift JIS and
/// knows nothing of FNC1's percent signs; this one tries every division, and the library only writes its segments.
struct ModePlanner {
    let bytes: [UInt8]
    let characters: [DataCharacter]
    /// Whether percent signs are doubled and separators may be percent signs.
    let isFNC1: Bool
    let allowsKanji: Bool

    /// Takes characters.
    ///
    /// With FNC1 a separator stays a byte where a percent sign, or what stands for one, would follow: three signs on end
    /// are read as a percent sign and a separator, and two as a percent sign (ISO/IEC 18004, 7.4.8.2, leaves it open).
    init(bytes: [UInt8], characters: [DataCharacter], isFNC1: Bool, allowsKanji: Bool) {
        self.bytes = bytes
        self.isFNC1 = isFNC1
        self.allowsKanji = allowsKanji
        var characters = characters
        if isFNC1 {
            for place in characters.indices.dropLast() where characters[place].byte == DataCharacter.separator
            {
                let next = characters[place + 1].byte
                characters[place].isSeparatorBeforePercent =
                    next == DataCharacter.percent || next == DataCharacter.separator
            }
        }
        self.characters = characters
    }

    /// More than any text costs, and small enough to be added to.
    private static let unreachable = Int.max / 4

    /// A number for each mode, in the order of their raw values.
    private typealias PerMode<Number: SIMDScalar> = SIMD4<Number>

    /// The costs in sixths of a bit of the cheapest division that ends in each mode.
    private struct Costs {
        var byMode = PerMode<Int>(repeating: ModePlanner.unreachable)

        /// The whole bits of the cheapest.
        var bitCount: Int { (byMode.min() + 5) / 6 }

        /// The first mode of those that cost least.
        var cheapest: Int { byMode.indices.min { byMode[$0] < byMode[$1] } ?? 0 }
    }

    /// Divides all characters for the smallest version that holds them.
    ///
    /// - Parameters:
    ///   - classes: In the order of their versions.
    ///   - minimumVersion: The smallest version to use.
    ///   - prefixBitCount: The bits of what comes before the segments.
    ///   - spareBitCount: Bits that must be left over, but in version 40.
    /// - Returns: The plan; or the bits of the last class's, `nil` when no class can hold the characters at all.
    /// - Complexity: O(*n*) in the characters.
    func plan(
        for classes: [VersionClass], minimumVersion: Int, prefixBitCount: Int, spareBitCount: Int = 0
    ) -> (plan: ModePlan?, bitCount: Int?) {
        var fewest: Int?
        for versions in classes where versions.versions.upperBound >= minimumVersion {
            let (modes, bits) = divide(characters[...], for: versions)
            guard let modes else { continue }
            let bitCount = prefixBitCount + bits
            fewest = bitCount
            guard
                let version = versions.version(
                    holding: bitCount, minimumVersion: minimumVersion, spare: spareBitCount)
            else {
                continue
            }
            return (
                ModePlan(pieces: pieces(modes, of: characters[...]), bitCount: bitCount, version: version),
                bitCount
            )
        }
        return (nil, fewest)
    }

    /// Divides the longest stretch of characters that a number of bits holds.
    ///
    /// - Parameters:
    ///   - start: The first character.
    ///   - versions: The class of the version.
    ///   - capacity: In bits.
    /// - Returns: The character behind the stretch, `start` when not one fits; and the division.
    func fill(
        from start: Int, for versions: VersionClass, capacity: Int
    ) -> (end: Int, pieces: [ModePlan.Piece], bitCount: Int) {
        var costs = Costs()
        var end = start
        for place in start..<characters.count {
            _ = advance(&costs, isFirst: place == start, over: characters[place], versions)
            guard costs.bitCount <= capacity else { break }
            end = place + 1
        }
        guard end > start else { return (start, [], 0) }
        let (modes, bitCount) = divide(characters[start..<end], for: versions)
        return (end, pieces(modes ?? [], of: characters[start..<end]), bitCount)
    }

    /// Finds each character's mode by dynamic programming over (character, its mode).
    private func divide(
        _ characters: ArraySlice<DataCharacter>, for versions: VersionClass
    ) -> (modes: [DataMode]?, bitCount: Int) {
        var costs = Costs()
        var sources: [PerMode<UInt8>] = []
        for place in characters.indices {
            let isFirst = place == characters.startIndex
            sources.append(advance(&costs, isFirst: isFirst, over: characters[place], versions))
        }
        guard costs.bitCount < Self.unreachable / 6 else { return (nil, costs.bitCount) }
        var modes: [DataMode] = []
        var mode = costs.cheapest
        for source in sources.reversed() {
            modes.append(DataMode.allCases[mode])
            mode = Int(source[mode])
        }
        return (modes.reversed(), costs.bitCount)
    }

    /// Adds a character; returns for each of its modes the mode of the character before.
    private func advance(
        _ costs: inout Costs, isFirst: Bool, over character: DataCharacter, _ versions: VersionClass
    ) -> PerMode<UInt8> {
        // A segment's bits are a whole number: the old one is closed before the new one opens.
        let closed = isFirst ? 0 : costs.bitCount * 6
        let before = costs.byMode
        let cheapest = UInt8(costs.cheapest)
        var sources = PerMode<UInt8>(0, 1, 2, 3)
        for mode in DataMode.allCases {
            let place = mode.rawValue
            costs.byMode[place] = Self.unreachable
            guard mode != .kanji || allowsKanji, let header = versions.headerBitCount(mode),
                let sixths = mode.sixths(for: character, isFNC1: isFNC1)
            else { continue }
            let opened = closed + header * 6
            let opens = isFirst || opened < before[place]
            costs.byMode[place] = min((opens ? opened : before[place]) + sixths, Self.unreachable)
            if opens, !isFirst { sources[place] = cheapest }
        }
        return sources
    }

    /// Joins characters of one mode.
    private func pieces(_ modes: [DataMode], of characters: ArraySlice<DataCharacter>) -> [ModePlan.Piece] {
        var pieces: [ModePlan.Piece] = []
        for (mode, character) in zip(modes, characters) {
            if pieces.last?.mode != mode {
                pieces.append(ModePlan.Piece(mode: mode, bytes: [], transmitted: []))
            }
            append(character, to: &pieces[pieces.count - 1])
        }
        return pieces
    }

    private func append(_ character: DataCharacter, to piece: inout ModePlan.Piece) {
        switch piece.mode {
        case .kanji:
            guard let code = character.kanji else { preconditionFailure("only characters of JIS X 0208") }
            piece.bytes += [UInt8(code >> 8), UInt8(code & 0xFF)]
            piece.transmitted += piece.bytes.suffix(2)
            return
        case .alphanumeric where isFNC1 && character.byte == DataCharacter.percent:
            piece.bytes += [DataCharacter.percent, DataCharacter.percent]
        case .alphanumeric where isFNC1 && character.byte == DataCharacter.separator:
            piece.bytes.append(DataCharacter.percent)
        default: piece.bytes += bytes[character.range]
        }
        piece.transmitted += bytes[character.range]
    }
}
