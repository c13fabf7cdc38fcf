internal import QRSymbol

/// Draws a picture that gives way to a symbol's modules.
struct PicturePainter {
    /// The share of a module's side that is pulled all the way: readers look at a module's middle.
    private static let middleShare: Float = 0.6
    /// How far a module's edge is pulled: readers that count a module's pixels need most of them on its side.
    private static let edgeWeight: Float = 0.7
    /// How far a module is pulled on average over its area.
    static let averageWeight: Float = 0.896

    private let code: PictureCode
    private let scale: Int
    private let solid: SolidModules
    /// How far from the middle each of a module's pixels is, as a share of its side.
    private let offsets: [Float]

    init(_ code: PictureCode, pixelsPerModule scale: Int) {
        self.code = code
        self.scale = scale
        solid = SolidModules(version: code.symbol.version)
        offsets = (0..<scale).map { abs((Float($0) + 0.5) / Float(scale) - 0.5) }
    }

    /// Draws the symbol without its quiet zone.
    ///
    /// - Complexity: O(pixels)
    func raster() -> Raster {
        let size = code.symbol.size
        var raster = code.picture.raster.scaled(side: size * scale)
        for row in 0..<size {
            for column in 0..<size { paint(row, column, in: &raster) }
        }
        return raster
    }

    private func paint(_ row: Int, _ column: Int, in raster: inout Raster) {
        let isDark = code.symbol.isDark(row: row, column: column)
        let isSolid = solid.contains(row * code.symbol.size + column)
        let bounds = isDark ? code.bounds.dark : code.bounds.light
        for down in 0..<scale {
            var start = ((row * scale + down) * raster.width + column * scale) * 3
            for right in 0..<scale {
                if isSolid {
                    for part in start..<start + 3 { raster.pixels[part] = isDark ? 0 : 255 }
                } else {
                    let bound = interpolated(bounds, row, column, down, right)
                    raster.pull(start, toward: bound, isDark: isDark, weight: weight(down, right))
                }
                start += 3
            }
        }
    }

    /// How far a pixel of a module is pulled, 0 to 1.
    private func weight(_ down: Int, _ right: Int) -> Float {
        let middle = Self.middleShare / 2
        let share = (0.5 - max(offsets[down], offsets[right])) / (0.5 - middle)
        return Self.edgeWeight + (1 - Self.edgeWeight) * min(share, 1)
    }

    /// A bound between those of the four nearest modules, so that no module has an edge of its own.
    private func interpolated(
        _ bounds: [Float], _ row: Int, _ column: Int, _ down: Int, _ right: Int
    ) -> Float {
        let last = code.symbol.size - 1
        func neighbour(_ place: Int, _ pixel: Int) -> Int {
            min(max(place + (2 * pixel + 1 < scale ? -1 : 1), 0), last)
        }
        let (otherRow, otherColumn) = (neighbour(row, down), neighbour(column, right))
        let (vertical, horizontal) = (offsets[down], offsets[right])
        let size = code.symbol.size
        let here =
            bounds[row * size + column] * (1 - horizontal) + bounds[row * size + otherColumn] * horizontal
        let there =
            bounds[otherRow * size + column] * (1 - horizontal) + bounds[otherRow * size + otherColumn]
            * horizontal
        return here * (1 - vertical) + there * vertical
    }
}

extension Raster {
    /// Pulls a pixel to its side of a bound: darker in its own hue, or lighter toward white.
    fileprivate mutating func pull(_ start: Int, toward bound: Float, isDark: Bool, weight: Float) {
        let (red, green, blue) = (pixels[start], pixels[start + 1], pixels[start + 2])
        // By the weights of ITU-R BT.601, as `luminance` has them.
        let tone = (77 * Float(red) + 150 * Float(green) + 29 * Float(blue)) / 256
        guard isDark ? tone > bound : tone < bound else { return }
        let pulled = tone + weight * (bound - tone)
        let (ground, share): (Float, Float) =
            isDark ? (0, pulled / max(tone, 1)) : (255, (255 - pulled) / max(255 - tone, 1))
        for (part, value) in [red, green, blue].enumerated() {
            let mixed = ground + (Float(value) - ground) * share
            pixels[start + part] = UInt8(min(max(mixed.rounded(), 0), 255))
        }
    }
}
