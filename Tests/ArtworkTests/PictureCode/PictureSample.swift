@testable import Artwork

/// Pictures that are made by formulas, the same on every machine.
enum PictureSample {
    /// A soft light spot before a ground that darkens from corner to corner.
    static let soft = picture { x, y in
        let spot = max(0, 110 - abs(x - 90) - abs(y - 70))
        return (40 + (x + y) / 3 + spot, 60 + y / 2 + spot / 2, 150 - x / 3 + spot / 2)
    }

    /// Coloured stripes on a dark ground.
    static let striped = picture { x, y in
        let isInside = (x - 100) * (x - 100) + (y - 90) * (y - 90) < 4_900
        guard isInside else { return (22, 20, 60 + y / 8) }
        return x / 20 % 2 == 0 ? (244, 92, 68) : (255, 214, 92)
    }

    /// A low horizon: light above, dark below.
    static let horizon = picture { x, y in
        y < 120 - abs(x - 60) / 3 ? (150 + y / 2, 180 + y / 3, 230) : (26, 38 + x / 10, 44)
    }

    static let all = [soft, striped, horizon]

    private static func picture(_ color: (Int, Int) -> (Int, Int, Int)) -> Raster {
        var raster = Raster(width: 200, height: 180, filledWith: .white)
        for y in 0..<180 {
            for x in 0..<200 {
                let (red, green, blue) = color(x, y)
                for (part, value) in [red, green, blue].enumerated() {
                    raster.pixels[(y * 200 + x) * 3 + part] = UInt8(min(max(value, 0), 255))
                }
            }
        }
        return raster
    }
}
