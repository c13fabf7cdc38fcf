/// Format and version information as a reader finds them: the nearest word of their codes.
enum InspectedBits {
    /// The most wrong bits that the codes of both can correct, ISO/IEC 18004, annexes C and D.
    static let correctableBitCount = 3

    /// A level and mask with the wrong bits of each copy.
    struct Format {
        let level: CorrectionLevel
        let mask: Int
        /// For the copy at the upper left, then the split one.
        let wrongBits: [Int]
    }

    /// A version with the wrong bits of each copy.
    struct Version {
        let number: Int
        /// For the copy at the upper right, then the lower left one.
        let wrongBits: [Int]
    }

    /// Returns the format that one of the two copies is nearest to; `nil` beyond correction.
    static func format(of modules: [Bool], size: Int) -> Format? {
        let copies = formatPlaces(size: size).map { word(at: $0, in: modules) }
        var best: (format: Format, distance: Int)?
        for level in CorrectionLevel.allCases {
            for mask in MaskPattern.all {
                let bits = FormatInformation.bits(level: level, mask: mask)
                let wrong = copies.map { ($0 ^ bits).nonzeroBitCount }
                let distance = wrong.min() ?? Int.max
                guard distance < best?.distance ?? Int.max else { continue }
                best = (Format(level: level, mask: mask, wrongBits: wrong), distance)
            }
        }
        return best.flatMap { $0.distance <= correctableBitCount ? $0.format : nil }
    }

    /// Returns the version from 7 that one of the two copies is nearest to; `nil` beyond correction.
    static func version(of modules: [Bool], size: Int) -> Version? {
        let copies = versionPlaces(size: size).map { word(at: $0, in: modules) }
        let candidates = (7...40).map { number in
            let bits = number << 12 | BCHCode.remainder(of: number << 12, by: 0x1F25)
            return Version(number: number, wrongBits: copies.map { ($0 ^ bits).nonzeroBitCount })
        }
        let nearest = candidates.min { ($0.wrongBits.min() ?? 18) < ($1.wrongBits.min() ?? 18) }
        return nearest.flatMap { ($0.wrongBits.min() ?? 18) <= correctableBitCount ? $0 : nil }
    }

    private static func word(at places: [Int], in modules: [Bool]) -> Int {
        places.enumerated().reduce(0) { $0 | (modules[$1.element] ? 1 << $1.offset : 0) }
    }

    /// The places of bits 0 to 14 in both copies, 7.9 with figure 25.
    private static func formatPlaces(size: Int) -> [[Int]] {
        let down = [0, 1, 2, 3, 4, 5, 7].map { $0 * size + 8 }
        let left = [8, 7, 5, 4, 3, 2, 1, 0].map { 8 * size + $0 }
        let right = (0...7).map { 8 * size + size - 1 - $0 }
        let bottom = (8...14).map { (size - 15 + $0) * size + 8 }
        return [down + left, right + bottom]
    }

    /// The places of bits 0 to 17 in both copies, 7.10.
    private static func versionPlaces(size: Int) -> [[Int]] {
        [
            (0..<18).map { $0 / 3 * size + size - 11 + $0 % 3 },
            (0..<18).map { (size - 11 + $0 % 3) * size + $0 / 3 },
        ]
    }
}
