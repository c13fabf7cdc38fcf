internal import QRSymbol

/// Draws a picture that gives way to a symbol's modules.
struct PicturePainter {
    /// The share of a module's side that is pulled all the way: readers look at a module's middle.
    private static let middleShare: Float = 0.6
    /// How far a module's edge is pulled: readers that count a module's pixels need most of them on its side.
    private static let edgeWeight: Float = 0.7
    /// How far a module is pulled on average over its area.
    static let averageWeight: Float = 0.896

    /// A row or a column of pixels.
    private struct Line {
        /// The module that it lies in.
        let module: Int
        /// The module next to it on the nearer side; the same one at the symbol's edge.
        let next: Int
        /// How far from the module's middle, as a share of its side.
        let offset: Float
    }

    private let code: PictureCode
    private let scale: Int
    private let lines: [Line]

    init(_ code: PictureCode, pixelsPerModule scale: Int) {
        self.code = code
        self.scale = scale
        let last = code.symbol.size - 1
        lines = (0..<code.symbol.size * scale).map { pixel in
            let (module, inside) = pixel.quotientAndRemainder(dividingBy: scale)
            let offset = (Float(inside) + 0.5) / Float(scale) - 0.5
            return Line(
                module: module, next: min(max(module + (offset < 0 ? -1 : 1), 0), last), offset: abs(offset))
        }
    }

    /// Draws the symbol without its quiet zone.
    ///
    /// - Complexity: O(pixels)
    func raster() -> Raster {
        let size = code.symbol.size
        let (lines, solid) = (lines, SolidModules(version: code.symbol.version))
        let (dark, light) = (code.bounds.dark, code.bounds.light)
        var raster = code.picture.raster.scaled(side: size * scale)
        var pixels = raster.pixels
        for (y, row) in lines.enumerated() {
            for (x, column) in lines.enumerated() {
                let place = row.module * size + column.module
                let isDark = code.symbol.isDark(row: row.module, column: column.module)
                let start = (y * lines.count + x) * 3
                if solid.contains(place) {
                    for part in start..<start + 3 { pixels[part] = isDark ? 0 : 255 }
                } else {
                    let bound = Self.bound(isDark ? dark : light, row, column, size: size)
                    Self.pull(&pixels, start, toward: bound, isDark: isDark, weight: Self.weight(row, column))
                }
            }
        }
        raster.pixels = pixels
        return raster
    }

    /// How far a pixel of a module is pulled, 0 to 1.
    private static func weight(_ row: Line, _ column: Line) -> Float {
        let share = (0.5 - max(row.offset, column.offset)) / (0.5 - middleShare / 2)
        return edgeWeight + (1 - edgeWeight) * min(share, 1)
    }

    /// A bound between those of the four nearest modules, so that no module has an edge of its own.
    private static func bound(_ bounds: [Float], _ row: Line, _ column: Line, size: Int) -> Float {
        func across(_ line: Int) -> Float {
            bounds[line * size + column.module] * (1 - column.offset)
                + bounds[line * size + column.next] * column.offset
        }
        return across(row.module) * (1 - row.offset) + across(row.next) * row.offset
    }

    /// Pulls a pixel to its side of a bound: darker in its own hue, or lighter toward white.
    private static func pull(
        _ pixels: inout [UInt8], _ start: Int, toward bound: Float, isDark: Bool, weight: Float
    ) {
        // By the weights of ITU-R BT.601, as `luminance` has them.
        let tone =
            (77 * Float(pixels[start]) + 150 * Float(pixels[start + 1]) + 29 * Float(pixels[start + 2])) / 256
        guard isDark ? tone > bound : tone < bound else { return }
        let pulled = tone + weight * (bound - tone)
        let ground: Float = isDark ? 0 : 255
        let share = isDark ? pulled / max(tone, 1) : (255 - pulled) / max(255 - tone, 1)
        for part in start..<start + 3 {
            let mixed = ground + (Float(pixels[part]) - ground) * share
            pixels[part] = UInt8(min(max(mixed.rounded(), 0), 255))
        }
    }
}
