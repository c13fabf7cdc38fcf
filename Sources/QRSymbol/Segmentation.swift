/// How the standard writes bytes into bits; Kanji mode is not used.
enum SegmentMode: Int, CaseIterable {
    case numeric
    case alphanumeric
    case byte

    /// The cost of one byte in sixths of a bit, so that thirds and halves stay integers.
    ///
    /// ISO/IEC 18004, 7.4.3 to 7.4.5: 10 bits for 3 digits, 11 for 2 characters, 8 a byte; `nil` when the
    /// mode cannot hold the byte.
    func sixths(for byte: UInt8) -> Int? {
        switch self {
        case .numeric: Self.digits.contains(byte) ? 20 : nil
        case .alphanumeric: Self.alphanumerics.contains(byte) ? 33 : nil
        case .byte: 48
        }
    }

    /// The bits of the mode indicator and the character count, ISO/IEC 18004, table 3.
    func headerBitCount(version: Int) -> Int {
        let widths =
            switch self {
            case .numeric: [10, 12, 14]
            case .alphanumeric: [9, 11, 13]
            case .byte: [8, 16, 16]
            }
        return 4 + widths[version < 10 ? 0 : version < 27 ? 1 : 2]
    }

    private static let digits = Set("0123456789".utf8)
    private static let alphanumerics = Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)
}

/// The cheapest division of bytes into segments, and the smallest version that holds it.
struct Segmentation {
    /// Bytes that are written in one mode.
    struct Segment: Hashable {
        var mode: SegmentMode
        var range: Range<Int>
    }

    let segments: [Segment]
    let bitCount: Int
    let version: Int

    /// Versions within one range share the widths of their counts, so their segmentation is the same.
    private static let versionRanges = [1...9, 10...26, 27...40]

    init(of bytes: [UInt8], level: CorrectionLevel, minimumVersion: Int) throws(EncodingError) {
        guard Symbol.versions.contains(minimumVersion) else { throw .unknownVersion(minimumVersion) }
        guard !bytes.isEmpty else { throw .empty }
        let maximum = BlockLayout(version: 40, level: level).dataCodewordCount * 8
        // Digits are the densest: three in ten bits. Anything longer fails before the search is paid for.
        guard bytes.count * 10 / 3 <= maximum else {
            throw .tooLong(byteCount: bytes.count, bitCount: bytes.count * 10 / 3, maximumBitCount: maximum)
        }
        var fewest = 0
        for versions in Self.versionRanges where versions.upperBound >= minimumVersion {
            let segments = Self.cheapest(bytes, version: versions.upperBound)
            fewest = Self.bitCount(of: segments, version: versions.upperBound)
            let fitting = versions.first { version in
                version >= minimumVersion
                    && fewest <= BlockLayout(version: version, level: level).dataCodewordCount * 8
            }
            guard let fitting else { continue }
            self.segments = segments
            bitCount = fewest
            version = fitting
            return
        }
        throw .tooLong(byteCount: bytes.count, bitCount: fewest, maximumBitCount: maximum)
    }

    /// Dynamic programming over (byte, mode of the segment that it is in).
    private static func cheapest(_ bytes: [UInt8], version: Int) -> [Segment] {
        let modes = SegmentMode.allCases
        let headers = modes.map { $0.headerBitCount(version: version) * 6 }
        let unreachable = Int.max / 2
        var costs = headers
        var cameFrom: [[SegmentMode]] = []
        for (position, byte) in bytes.enumerated() {
            var next = modes.map { _ in unreachable }
            var sources = modes
            for mode in modes {
                guard let own = mode.sixths(for: byte) else { continue }
                for source in modes where costs[source.rawValue] < unreachable {
                    // A segment's bits are a whole number: close the old one before opening the new.
                    let base = costs[source.rawValue]
                    guard source == mode || position > 0 else { continue }
                    let opened = source == mode ? base : (base + 5) / 6 * 6 + headers[mode.rawValue]
                    guard opened + own < next[mode.rawValue] else { continue }
                    next[mode.rawValue] = opened + own
                    sources[mode.rawValue] = source
                }
            }
            costs = next
            cameFrom.append(sources)
        }
        return traced(cameFrom, endingAt: modes.min { costs[$0.rawValue] < costs[$1.rawValue] } ?? .byte)
    }

    /// Walks back from the last byte's mode and joins equal neighbours.
    private static func traced(_ cameFrom: [[SegmentMode]], endingAt last: SegmentMode) -> [Segment] {
        var segments: [Segment] = []
        var mode = last
        for position in cameFrom.indices.reversed() {
            if segments.last?.mode == mode {
                segments[segments.count - 1].range = position..<segments[segments.count - 1].range.upperBound
            } else {
                segments.append(Segment(mode: mode, range: position..<position + 1))
            }
            mode = cameFrom[position][mode.rawValue]
        }
        return segments.reversed()
    }

    private static func bitCount(of segments: [Segment], version: Int) -> Int {
        segments.reduce(0) { total, segment in
            let count = segment.range.count
            let bits =
                switch segment.mode {
                case .numeric: count / 3 * 10 + [0, 4, 7][count % 3]
                case .alphanumeric: count / 2 * 11 + count % 2 * 6
                case .byte: count * 8
                }
            return total + segment.mode.headerBitCount(version: version) + bits
        }
    }
}
