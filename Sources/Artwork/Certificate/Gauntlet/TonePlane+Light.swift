#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

extension TonePlane {
    /// Returns the picture with a camera's noise.
    ///
    /// - Parameters:
    ///   - deviation: Of the normal distribution, of 255.
    ///   - random: Where the noise comes from.
    /// - Returns: The picture.
    func noisy(_ deviation: Double, _ random: inout DamageRandom) -> TonePlane {
        guard deviation > 0 else { return self }
        var result = self
        for index in result.values.indices {
            let value = result.values[index] + Float(deviation * random.normal())
            result.values[index] = min(max(value, 0), 255)
        }
        return result
    }

    /// Returns the picture with its contrast lowered about a grey.
    ///
    /// - Parameters:
    ///   - share: What is left of it, 0 to 1.
    ///   - middle: What half grey becomes.
    /// - Returns: The picture.
    func faded(to share: Double, around middle: Double) -> TonePlane {
        mapped { min(max(($0 - 128) * Float(share) + Float(middle), 0), 255) }
    }

    /// Returns the picture in light that comes from one side, full there and less at the other.
    ///
    /// - Parameters:
    ///   - direction: Where the light is, in radians.
    ///   - least: The share of light on the dark side, 0 to 1.
    /// - Returns: The picture.
    func lit(from direction: Double, least: Double) -> TonePlane {
        let (across, down) = (cos(direction) / Double(width), sin(direction) / Double(height))
        let ends = [0, Double(width - 1) * across].flatMap { end in
            [end, end + Double(height - 1) * down]
        }
        let (low, high) = (ends.min() ?? 0, ends.max() ?? 1)
        return mapped { x, y, value in
            let share = (Double(x) * across + Double(y) * down - low) / (high - low)
            return value * Float(least + (1 - least) * share)
        }
    }

    /// Returns the picture with a shadow over one side of a line.
    ///
    /// - Parameters:
    ///   - least: The share of light in the shadow, 0 to 1.
    ///   - direction: From the shadow into the light, in radians.
    ///   - x: A place on the shadow's edge, in pixels.
    ///   - y: The same place from above.
    /// - Returns: The picture.
    func shadowed(least: Double, direction: Double, x: Double, y: Double) -> TonePlane {
        let (cosine, sine) = (cos(direction), sin(direction))
        return mapped { column, row, value in
            let distance = (Double(column) - x) * cosine + (Double(row) - y) * sine
            let light = 1 / (1 + exp(-distance / Self.shadowSoftness))
            return value * Float(least + (1 - least) * light)
        }
    }

    /// The width of a shadow's edge, in pixels.
    private static let shadowSoftness = 3.0

    /// Light for dark.
    var inverted: TonePlane { mapped { 255 - $0 } }
}
