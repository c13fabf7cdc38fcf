/// Other ways to write the same text, each of which gives other codewords.
///
/// A text may be divided into more segments than it needs. Readers join them, and all bits behind a new header move, so
/// that a codeword under a logo may by chance be what the logo shows.
struct SegmentVariants {
    /// Ten codewords: more would take too many of those that are free.
    static let extraBitCount = 80

    private let version: Int
    private let bitLimit: Int
    private let isDivisible: Bool

    /// - Parameters:
    ///   - text: The bytes.
    ///   - bitCount: Of their best division.
    ///   - layout: The version, which says how long headers are, and its room.
    init(_ text: [UInt8], bitCount: Int, layout: BlockLayout) {
        version = layout.version
        bitLimit = min(layout.dataCodewordCount * 8, bitCount + Self.extraBitCount)
        // Readers guess the character set segment by segment: only ASCII may be divided anywhere.
        isDivisible = text.allSatisfy { $0 < 0x80 }
    }

    /// Divides segments further.
    ///
    /// - Parameters:
    ///   - segments: One of the variants.
    ///   - places: Where new segments may begin.
    ///   - cuts: The most new segments.
    ///   - count: The most variants.
    /// - Returns: The segments as they are, and others that fit, evenly picked where there are too many.
    func dividing(
        _ segments: [Segmentation.Segment], within places: Range<Int>, cuts: Int, count: Int
    ) -> [[Segmentation.Segment]] {
        guard isDivisible else { return [segments] }
        var all = [segments]
        var latest = [(segments: segments, next: places.lowerBound)]
        // Each has about half as many continuations as there are places, in two modes.
        let parents = max(1, count / max(1, places.count / 2))
        for _ in 0..<cuts {
            latest = picked(latest, count: parents).flatMap { variant in
                (variant.next..<max(variant.next, places.upperBound)).flatMap { cut in
                    divided(variant.segments, at: cut).map { (segments: $0, next: cut + 1) }
                }
            }
            all += latest.map(\.segments)
        }
        return picked(all, count: count)
    }

    private func picked<Element>(_ all: [Element], count: Int) -> [Element] {
        guard all.count > count else { return all }
        return (0..<count).map { all[$0 * all.count / count] }
    }

    /// Cuts the segment that has a place inside; the part before it may go into a mode that holds more characters.
    private func divided(_ segments: [Segmentation.Segment], at cut: Int) -> [[Segmentation.Segment]] {
        guard let place = segments.firstIndex(where: { $0.range.contains(cut) && $0.range.lowerBound < cut })
        else { return [] }
        let segment = segments[place]
        var parts = segments
        parts[place].range = cut..<segment.range.upperBound
        parts.insert(.init(mode: segment.mode, range: segment.range.lowerBound..<cut), at: place)
        return SegmentMode.allCases.filter { $0.rawValue >= segment.mode.rawValue }.compactMap { mode in
            var wider = parts
            wider[place].mode = mode
            let bits = wider.reduce(0) { $0 + $1.bitCount(version: version) }
            return bits <= bitLimit ? wider : nil
        }
    }
}
