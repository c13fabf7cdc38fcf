/// How far the surroundings of a symbol are free of dark, in modules.
public struct QuietZoneWidths: Sendable, Hashable, Codable {
    /// No side is measured further than ten modules: no rule asks for more, and a page may be large.
    public static let cap = 10.0

    /// Beside column 0; the end of the picture ends it too, as on the others.
    public let left: Double
    /// Beside the last column.
    public let right: Double
    /// Above row 0.
    public let top: Double
    /// Below the last row.
    public let bottom: Double

    /// The narrowest side, which is the one that counts.
    public var least: Double { min(min(left, right), min(top, bottom)) }

    /// The widths of the symbol seen from behind.
    var mirrored: QuietZoneWidths {
        QuietZoneWidths(left: top, right: bottom, top: left, bottom: right)
    }

    init(left: Double, right: Double, top: Double, bottom: Double) {
        self.left = left
        self.right = right
        self.top = top
        self.bottom = bottom
    }

    /// Measures a symbol's surroundings, each side over the symbol's own length.
    init(of frame: SymbolFrame, in field: PictureField) {
        let end = Double(frame.size)
        func free(
            _ column: (Double, Double) -> Double, _ row: (Double, Double) -> Double, _ pixels: Double
        ) -> Double {
            Self.free(pixelsPerModule: pixels, length: end * max(frame.across.length, frame.down.length)) {
                frame.place(column: column($0, $1 * end), row: row($0, $1 * end))
            } isDark: {
                field.contains($0) ? field.cover($0) > 0.5 : nil
            }
        }
        left = free({ distance, _ in -distance }, { _, along in along }, frame.across.length)
        right = free({ distance, _ in end + distance }, { _, along in along }, frame.across.length)
        top = free({ _, along in along }, { distance, _ in -distance }, frame.down.length)
        bottom = free({ _, along in along }, { distance, _ in end + distance }, frame.down.length)
    }

    /// Steps outwards a pixel at a time until something on the line is dark, or the picture ends.
    ///
    /// - Parameters:
    ///   - pixels: Of a module, in the direction of the steps.
    ///   - length: Of the line, in pixels.
    ///   - place: The place of a distance in modules and a share of the line.
    ///   - isDark: Whether a place is dark; `nil` outside the picture.
    /// - Returns: The free distance in modules, at most ``cap``.
    private static func free(
        pixelsPerModule pixels: Double, length: Double, place: (Double, Double) -> Spot,
        isDark: (Spot) -> Bool?
    ) -> Double {
        let samples = max(2, Int(length.rounded(.up)))
        var hasLeftEdge = false
        for step in 0..<Int((cap * pixels).rounded(.up)) {
            let distance = (Double(step) + 0.5) / pixels
            var line: Bool? = false
            for sample in 0..<samples where line == false {
                line = isDark(place(distance, (Double(sample) + 0.5) / Double(samples)))
            }
            switch line {
            case .some(false): hasLeftEdge = true
            // Ink that has spread over the outermost modules' edge is not yet something else.
            case .some(true) where !hasLeftEdge && distance <= 0.5: continue
            case .some(true): return hasLeftEdge ? Double(step) / pixels : 0
            case .none: return Double(step) / pixels
            }
        }
        return cap
    }
}
