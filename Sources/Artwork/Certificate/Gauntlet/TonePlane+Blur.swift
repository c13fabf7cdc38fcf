#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

extension TonePlane {
    /// Returns the picture out of focus.
    ///
    /// - Parameter deviation: Of the Gauss curve, in pixels; cut off at three times as much.
    /// - Returns: The picture.
    /// - Complexity: O(*n* × `deviation`).
    func blurred(_ deviation: Double) -> TonePlane {
        guard deviation > 0 else { return self }
        let reach = max(1, Int((3 * deviation).rounded()))
        let weights = (-reach...reach).map { exp(-Double($0 * $0) / (2 * deviation * deviation)) }
        let total = weights.reduce(0, +)
        let kernel = weights.map { Float($0 / total) }
        return convolved(kernel, step: (1, 0)).convolved(kernel, step: (0, 1))
    }

    /// Returns the picture of a hand that moved while the shutter was open.
    ///
    /// - Parameters:
    ///   - length: In pixels; less than one is taken for one.
    ///   - direction: In radians.
    /// - Returns: The picture.
    /// - Complexity: O(*n* × `length`²).
    func moved(length: Double, direction: Double) -> TonePlane {
        let taps = Self.trace(length: max(1, length), direction: direction)
        let source = values.span
        var result: [Float] = []
        result.reserveCapacity(values.count)
        for y in 0..<height {
            for x in 0..<width {
                var sum: Float = 0
                for tap in taps {
                    let row = min(max(y + tap.down, 0), height - 1)
                    let column = min(max(x + tap.across, 0), width - 1)
                    sum += source[row * width + column] * tap.weight
                }
                result.append(sum)
            }
        }
        return TonePlane(width: width, height: height, values: result)
    }

    /// A line of 64 points, each shared out over the four pixels around it.
    private static func trace(
        length: Double, direction: Double
    ) -> [(across: Int, down: Int, weight: Float)] {
        let pointCount = 64
        var weights: [[Int]: Double] = [:]
        for point in 0..<pointCount {
            let along = (Double(point) / Double(pointCount - 1) - 0.5) * length
            let (x, y) = (along * cos(direction), along * sin(direction))
            let (left, top) = (x.rounded(.down), y.rounded(.down))
            for (across, down) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                let share = (1 - abs(x - left - Double(across))) * (1 - abs(y - top - Double(down)))
                weights[[Int(left) + across, Int(top) + down], default: 0] += share / Double(pointCount)
            }
        }
        // In one order, so that sums round alike in every run.
        return weights.sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map { ($0.key[0], $0.key[1], Float($0.value)) }
    }

    private func convolved(_ kernel: [Float], step: (across: Int, down: Int)) -> TonePlane {
        let (reach, source, weights) = (kernel.count / 2, values.span, kernel.span)
        var result: [Float] = []
        result.reserveCapacity(values.count)
        for y in 0..<height {
            for x in 0..<width {
                var sum: Float = 0
                for index in weights.indices {
                    let row = min(max(y + (index - reach) * step.down, 0), height - 1)
                    let column = min(max(x + (index - reach) * step.across, 0), width - 1)
                    sum += source[row * width + column] * weights[index]
                }
                result.append(sum)
            }
        }
        return TonePlane(width: width, height: height, values: result)
    }
}
