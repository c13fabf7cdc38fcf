/// The cheapest division of bytes into segments, and the smallest version that holds it.
///
/// One value plans many texts, one after the other, and then needs no memory for each.
///
/// Bytes are looked at in runs of those that the same modes can hold. No division is cheaper that changes the mode
/// inside a run: a byte moved into a neighbour of a denser mode saves at least what it costs there (10 bits for 3 digits,
/// 11 for 2 characters, 8 a byte).
struct Segmentation {
    /// Bytes that are written in one mode.
    struct Segment: Hashable {
        var mode: SegmentMode
        var range: Range<Int>
    }

    /// In the order of the bytes.
    private(set) var segments: [Segment] = []
    /// The bits of all segments, their headers included.
    private(set) var bitCount = 0
    /// The smallest version that holds them.
    private(set) var version = 0

    /// The longest stretches of bytes with the same densest mode.
    private var runs: [Segment] = []
    private var sources: [Sources] = []

    /// Versions within one range share the widths of their counts, so their segmentation is the same.
    private static let versionRanges = [1...9, 10...26, 27...40]

    /// More than any text costs, and small enough to be added to.
    private static let unreachable = Int.max / 4

    /// A number for each mode.
    private struct Costs {
        var numeric: Int
        var alphanumeric: Int
        var byte: Int

        @inline(__always)
        init(_ cost: (SegmentMode) -> Int) {
            numeric = cost(.numeric)
            alphanumeric = cost(.alphanumeric)
            byte = cost(.byte)
        }

        @inline(__always)
        subscript(mode: SegmentMode) -> Int {
            switch mode {
            case .numeric: numeric
            case .alphanumeric: alphanumeric
            case .byte: byte
            }
        }

        /// The densest of the cheapest modes.
        var cheapest: SegmentMode {
            numeric <= min(alphanumeric, byte) ? .numeric : alphanumeric <= byte ? .alphanumeric : .byte
        }
    }

    /// For each mode of a run: the mode of the run before.
    private struct Sources {
        private var numeric = SegmentMode.numeric
        private var alphanumeric = SegmentMode.alphanumeric
        private var byte = SegmentMode.byte

        @inline(__always)
        mutating func set(_ mode: SegmentMode, _ source: SegmentMode) {
            switch mode {
            case .numeric: numeric = source
            case .alphanumeric: alphanumeric = source
            case .byte: byte = source
            }
        }

        subscript(mode: SegmentMode) -> SegmentMode {
            switch mode {
            case .numeric: numeric
            case .alphanumeric: alphanumeric
            case .byte: byte
            }
        }
    }

    init() {}

    init(of bytes: [UInt8], level: CorrectionLevel, minimumVersion: Int) throws(EncodingError) {
        try plan(bytes, level: level, minimumVersion: minimumVersion)
    }

    /// Divides bytes.
    ///
    /// - Throws: ``EncodingError``; then nothing that this value says is of any use.
    /// - Complexity: O(*n*) in the bytes.
    mutating func plan(_ bytes: [UInt8], level: CorrectionLevel, minimumVersion: Int) throws(EncodingError) {
        guard Symbol.versions.contains(minimumVersion) else { throw .unknownVersion(minimumVersion) }
        guard !bytes.isEmpty else { throw .empty }
        let capacities = BlockLayout.dataBitCounts(level)
        let maximum = capacities[capacities.count - 1]
        // Digits are the densest: three in ten bits. Anything longer fails before the search is paid for.
        guard bytes.count * 10 / 3 <= maximum else {
            throw .tooLong(byteCount: bytes.count, bitCount: bytes.count * 10 / 3, maximumBitCount: maximum)
        }
        divideIntoRuns(bytes)
        for versions in Self.versionRanges where versions.upperBound >= minimumVersion {
            join(version: versions.upperBound)
            guard bitCount <= capacities[versions.upperBound - 1] else { continue }
            version = max(versions.lowerBound, minimumVersion)
            while bitCount > capacities[version - 1] { version += 1 }
            return
        }
        throw .tooLong(byteCount: bytes.count, bitCount: bitCount, maximumBitCount: maximum)
    }

    /// The fewest digits that may pay for a segment of their own among upper-case letters.
    ///
    /// Six save 13 bits (33 less 20), and a numeric header costs 14 at least. Fewer save less.
    private static let payingDigitCount = 7

    /// Whether all is upper-case text, with too few digits together for another mode to pay: the usual code.
    private static func isPlainlyAlphanumeric(_ bytes: [UInt8]) -> Bool {
        let (bytes, ranks) = (bytes.span, CharacterClass.ranks)
        var all: UInt8 = 0
        for place in bytes.indices { all |= ranks[bytes[place]] }
        guard all == SegmentMode.alphanumeric.rank else { return false }
        // So many digits on end do not pass between two of these places.
        var place = payingDigitCount - 1
        while place < bytes.count {
            guard digitCount(bytes, around: place) < payingDigitCount else { return false }
            place += payingDigitCount
        }
        return true
    }

    /// The number of digits on end of which one is at a place; 0 if there is none.
    private static func digitCount(_ bytes: borrowing Span<UInt8>, around place: Int) -> Int {
        let ranks = CharacterClass.ranks
        func isDigit(_ place: Int) -> Bool { ranks[bytes[place]] == SegmentMode.numeric.rank }
        guard isDigit(place) else { return 0 }
        var (first, last) = (place, place)
        while first > 0, isDigit(first - 1) { first -= 1 }
        while last + 1 < bytes.count, isDigit(last + 1) { last += 1 }
        return last - first + 1
    }

    private mutating func divideIntoRuns(_ bytes: [UInt8]) {
        runs.removeAll(keepingCapacity: true)
        guard !Self.isPlainlyAlphanumeric(bytes) else {
            runs.append(Segment(mode: .alphanumeric, range: bytes.indices))
            return
        }
        let modes = CharacterClass.densestModes
        var start = 0
        var mode = modes[bytes[0]]
        for place in 1..<bytes.count {
            let next = modes[bytes[place]]
            guard next != mode else { continue }
            runs.append(Segment(mode: mode, range: start..<place))
            (start, mode) = (place, next)
        }
        runs.append(Segment(mode: mode, range: start..<bytes.count))
    }

    /// Gives each run its mode by dynamic programming over (run, its mode), in sixths of a bit.
    private mutating func join(version: Int) {
        let headers = Costs { $0.headerBitCount(version: version) * 6 }
        var costs = headers
        sources.removeAll(keepingCapacity: true)
        for (number, run) in runs.enumerated() {
            let isFirst = number == 0
            let length = run.range.count
            var source = Sources()
            // A segment's bits are a whole number: the old one is closed before the new one opens.
            let closed = Costs { isFirst ? Self.unreachable : (costs[$0] + 5) / 6 * 6 }
            costs = Costs { mode in
                guard mode.rawValue >= run.mode.rawValue else { return Self.unreachable }
                var best = costs[mode]
                var from = mode
                func consider(_ other: SegmentMode) {
                    let opened = closed[other] + headers[mode]
                    if opened < best { (best, from) = (opened, other) }
                }
                consider(.numeric)
                consider(.alphanumeric)
                consider(.byte)
                source.set(mode, from)
                return min(best + length * mode.sixths, Self.unreachable)
            }
            sources.append(source)
        }
        trace(endingAt: costs.cheapest, version: version)
    }

    /// Walks back from the last run's mode and joins neighbours of the same.
    private mutating func trace(endingAt last: SegmentMode, version: Int) {
        segments.removeAll(keepingCapacity: true)
        var mode = last
        for number in runs.indices.reversed() {
            let range = runs[number].range
            if let behind = segments.last, behind.mode == mode {
                segments[segments.count - 1].range = range.lowerBound..<behind.range.upperBound
            } else {
                segments.append(Segment(mode: mode, range: range))
            }
            mode = sources[number][mode]
        }
        segments.reverse()
        bitCount = segments.reduce(0) { $0 + $1.bitCount(version: version) }
    }
}

extension Segmentation.Segment {
    /// The bits of header and content.
    func bitCount(version: Int) -> Int { mode.bitCount(range.count, version: version) }
}

extension SegmentMode {
    /// The bits of a header and so many characters, ISO/IEC 18004, 7.4.3 to 7.4.5.
    func bitCount(_ count: Int, version: Int) -> Int {
        let content =
            switch self {
            case .numeric: count / 3 * 10 + (count % 3 == 0 ? 0 : count % 3 * 3 + 1)
            case .alphanumeric: count / 2 * 11 + count % 2 * 6
            case .byte: count * 8
            }
        return headerBitCount(version: version) + content
    }
}
