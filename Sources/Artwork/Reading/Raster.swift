/// A picture of opaque pixels.
public struct Raster: Sendable, Hashable {
    /// In pixels.
    public let width: Int
    /// In pixels.
    public let height: Int
    /// Red, green and blue of each pixel, row after row from the top.
    public internal(set) var pixels: [UInt8]

    /// Makes a picture of one colour.
    ///
    /// - Parameters:
    ///   - width: In pixels, more than 0.
    ///   - height: In pixels, more than 0.
    ///   - color: The colour of every pixel.
    init(width: Int, height: Int, filledWith color: Color) {
        precondition(width > 0 && height > 0, "a picture has pixels")
        self.width = width
        self.height = height
        pixels = Array(repeating: 0, count: width * height * 3)
        for start in stride(from: 0, to: pixels.count, by: 3) {
            pixels[start] = color.red
            pixels[start + 1] = color.green
            pixels[start + 2] = color.blue
        }
    }

    /// The luma of each pixel by the weights of ITU-R BT.601, row after row.
    public var luminance: [UInt8] {
        stride(from: 0, to: pixels.count, by: 3).map { start in
            let red = Int(pixels[start])
            let green = Int(pixels[start + 1])
            let blue = Int(pixels[start + 2])
            return UInt8((77 * red + 150 * green + 29 * blue) >> 8)
        }
    }

    /// Writes the picture as a PNG file of 24 bits a pixel.
    ///
    /// - Parameter pixelsPerMetre: The resolution that the file states; 0 states none.
    /// - Returns: The file.
    /// - Throws: ``PNGError``.
    public func png(pixelsPerMetre: Int = 0) throws(PNGError) -> [UInt8] {
        try PNGEncoder(
            rows: pixels, rowCount: height, width: width, pixels: .rgb, pixelsPerMetre: pixelsPerMetre
        ).encoded()
    }

    /// Reads a PNG file; transparent parts are laid on a colour.
    ///
    /// - Parameters:
    ///   - file: At most 20,000 pixels a side and 100 million in all.
    ///   - background: What shows through.
    /// - Throws: ``PNGError``.
    public init(png file: [UInt8], on background: Color = .white) throws(PNGError) {
        let decoded = try PNGDecoder.rgba(of: file)
        self.init(width: decoded.width, height: decoded.height, filledWith: background)
        for pixel in 0..<width * height {
            let opacity = Int(decoded.bytes[pixel * 4 + 3])
            for part in 0..<3 {
                let above = Int(decoded.bytes[pixel * 4 + part]) * opacity
                let below = Int(pixels[pixel * 3 + part]) * (255 - opacity)
                pixels[pixel * 3 + part] = UInt8((above + below + 127) / 255)
            }
        }
    }

    /// Copies a picture into this one.
    ///
    /// - Parameters:
    ///   - other: Must lie wholly within.
    ///   - row: The row of its first row here.
    ///   - column: The column of its first column here.
    mutating func paste(_ other: Raster, row: Int, column: Int) {
        precondition(row >= 0 && row + other.height <= height, "pasted outside the picture")
        precondition(column >= 0 && column + other.width <= width, "pasted outside the picture")
        for line in 0..<other.height {
            let from = line * other.width * 3
            let to = ((row + line) * width + column) * 3
            pixels.replaceSubrange(
                to..<to + other.width * 3, with: other.pixels[from..<from + other.width * 3])
        }
    }

    /// Scales the picture, each pixel the average of those that it covers.
    ///
    /// - Parameters:
    ///   - newWidth: In pixels.
    ///   - newHeight: In pixels.
    /// - Returns: The scaled picture.
    func resized(width newWidth: Int, height newHeight: Int) -> Raster {
        var result = Raster(width: newWidth, height: newHeight, filledWith: .white)
        for row in 0..<newHeight {
            let rows = Self.covered(row, of: newHeight, in: height)
            for column in 0..<newWidth {
                let columns = Self.covered(column, of: newWidth, in: width)
                for part in 0..<3 {
                    var sum = 0
                    for y in rows {
                        for x in columns { sum += Int(pixels[(y * width + x) * 3 + part]) }
                    }
                    let count = rows.count * columns.count
                    result.pixels[(row * newWidth + column) * 3 + part] = UInt8(sum / count)
                }
            }
        }
        return result
    }

    /// The old pixels under one new pixel, at least one.
    private static func covered(_ index: Int, of newCount: Int, in oldCount: Int) -> Range<Int> {
        let start = index * oldCount / newCount
        return start..<max(start + 1, (index + 1) * oldCount / newCount)
    }
}
