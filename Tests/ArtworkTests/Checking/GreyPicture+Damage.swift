@testable import Artwork

extension GreyPicture {
    /// A quarter turn clockwise of a square picture.
    var turned: GreyPicture {
        let pixels = (0..<height * width).map { place in
            self.pixels[(height - 1 - place % height) * width + place / height]
        }
        return GreyPicture(pixels: pixels, width: height, height: width)
    }

    /// Rows for columns, as from behind.
    var mirrored: GreyPicture {
        let pixels = (0..<height * width).map { self.pixels[$0 % height * width + $0 / height] }
        return GreyPicture(pixels: pixels, width: height, height: width)
    }

    /// The mean of three by three pixels.
    var blurred: GreyPicture {
        neighbourhoods(reach: 1) { UInt8($0.reduce(0) { $0 + Int($1) } / $0.count) }
    }

    /// Dark spread by some pixels in all directions.
    func grown(by reach: Int) -> GreyPicture { neighbourhoods(reach: reach) { $0.min() ?? 0 } }

    /// The share of cover, of a smaller square picture.
    func resized(width newWidth: Int) -> GreyPicture {
        let scale = Double(width) / Double(newWidth)
        let covers = (0..<newWidth).map { (Double($0) * scale, Double($0 + 1) * scale) }
        func mean(_ row: (Double, Double), _ column: (Double, Double)) -> UInt8 {
            var sum = 0.0
            for y in Int(row.0)..<min(height, Int(row.1.rounded(.up))) {
                let share = min(row.1, Double(y + 1)) - max(row.0, Double(y))
                for x in Int(column.0)..<min(width, Int(column.1.rounded(.up))) {
                    let part = min(column.1, Double(x + 1)) - max(column.0, Double(x))
                    sum += share * part * Double(pixels[y * width + x])
                }
            }
            return UInt8(min(255, (sum / (scale * scale)).rounded()))
        }
        return GreyPicture(
            pixels: covers.flatMap { row in covers.map { mean(row, $0) } }, width: newWidth, height: newWidth)
    }

    private func neighbourhoods(reach: Int, _ value: ([UInt8]) -> UInt8) -> GreyPicture {
        var result = self
        for y in 0..<height {
            for x in 0..<width {
                let rows = max(0, y - reach)...min(height - 1, y + reach)
                let columns = max(0, x - reach)...min(width - 1, x + reach)
                result.pixels[y * width + x] = value(
                    rows.flatMap { row in columns.map { pixels[row * width + $0] } })
            }
        }
        return result
    }
}
