/// A grey picture whose values, 0 for black to 255 for white, keep their fractions from one damage to the next.
struct TonePlane: Sendable, Hashable {
    /// In pixels.
    let width: Int
    /// In pixels.
    let height: Int
    /// Row after row.
    var values: [Float]

    init(width: Int, height: Int, values: [Float]) {
        precondition(width > 0 && height > 0 && values.count == width * height, "a value for each pixel")
        self.width = width
        self.height = height
        self.values = values
    }

    init(width: Int, height: Int, tone: Float) {
        self.init(width: width, height: height, values: Array(repeating: tone, count: width * height))
    }

    init(_ picture: GreyPicture) {
        self.init(width: picture.width, height: picture.height, values: picture.pixels.map(Float.init))
    }

    /// The picture in whole values, as a camera hands it over.
    var grey: GreyPicture {
        let source = values
        return GreyPicture(pixels: source.map(Self.byte), width: width, height: height)
    }

    /// The nearest value that a byte holds.
    static func byte(_ value: Float) -> UInt8 { UInt8(min(max(value, 0), 255).rounded()) }

    /// Returns a picture with a value for each pixel that is made of the old.
    func mapped(_ change: (Float) -> Float) -> TonePlane {
        TonePlane(width: width, height: height, values: values.map(change))
    }

    /// Returns the picture with every value changed, told where it stands.
    func mapped(_ change: (_ x: Int, _ y: Int, Float) -> Float) -> TonePlane {
        var result: [Float] = []
        result.reserveCapacity(values.count)
        let source = values.span
        for y in 0..<height {
            for x in 0..<width { result.append(change(x, y, source[y * width + x])) }
        }
        return TonePlane(width: width, height: height, values: result)
    }

    /// Returns the picture on a larger ground.
    func framed(margin: Int, tone: Float) -> TonePlane {
        var result = TonePlane(width: width + 2 * margin, height: height + 2 * margin, tone: tone)
        for row in 0..<height {
            let start = (row + margin) * result.width + margin
            result.values.replaceSubrange(
                start..<start + width, with: values[row * width..<(row + 1) * width])
        }
        return result
    }

    /// Paints a rectangle over; what lies outside is left out.
    mutating func fill(columns: Range<Int>, rows: Range<Int>, tone: Float) {
        for row in rows.clamped(to: 0..<height) {
            for column in columns.clamped(to: 0..<width) { values[row * width + column] = tone }
        }
    }

    /// The value between the four nearest pixel centres; `nil` further than half a pixel outside.
    ///
    /// - Parameters:
    ///   - x: In pixels from the left edge, so that the first centre lies at 0.5.
    ///   - y: In pixels from the upper edge.
    /// - Returns: The tone, 0 to 255.
    func tone(x: Double, y: Double) -> Float? {
        guard x >= 0, y >= 0, x <= Double(width), y <= Double(height) else { return nil }
        let (across, down) = (
            min(max(x - 0.5, 0), Double(width - 1)), min(max(y - 0.5, 0), Double(height - 1))
        )
        let (left, top) = (Int(across), Int(down))
        let (right, below) = (min(left + 1, width - 1), min(top + 1, height - 1))
        let (share, drop) = (Float(across - Double(left)), Float(down - Double(top)))
        let source = values.span
        let (upper, lower) = (top * width, below * width)
        let above = source[upper + left] * (1 - share) + source[upper + right] * share
        let under = source[lower + left] * (1 - share) + source[lower + right] * share
        return above * (1 - drop) + under * drop
    }
}
