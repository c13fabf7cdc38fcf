extension TonePlane {
    /// Returns the picture in another size: the mean of what a smaller pixel covers, the straight line between
    /// two old centres for a larger one.
    ///
    /// - Complexity: O(*n*) in the pixels of both pictures.
    func resized(width newWidth: Int, height newHeight: Int) -> TonePlane {
        resizedAcross(newWidth).turned.resizedAcross(newHeight).turned
    }

    /// Returns the picture so many times as large, at least one pixel.
    func scaled(by factor: Double) -> TonePlane {
        resized(
            width: max(1, Int((Double(width) * factor).rounded())),
            height: max(1, Int((Double(height) * factor).rounded())))
    }

    /// Rows for columns.
    private var turned: TonePlane {
        var result: [Float] = []
        result.reserveCapacity(values.count)
        let source = values.span
        for x in 0..<width {
            for y in 0..<height { result.append(source[y * width + x]) }
        }
        return TonePlane(width: height, height: width, values: result)
    }

    private func resizedAcross(_ newWidth: Int) -> TonePlane {
        guard newWidth != width else { return self }
        let taps = (0..<newWidth).map { Taps($0, of: newWidth, from: width) }
        var result: [Float] = []
        result.reserveCapacity(newWidth * height)
        let source = values.span
        for y in 0..<height {
            for tap in taps {
                var sum: Float = 0
                for (index, weight) in tap.weights.enumerated() {
                    sum += source[y * width + tap.first + index] * weight
                }
                result.append(sum)
            }
        }
        return TonePlane(width: newWidth, height: height, values: result)
    }

    /// The old pixels that make a new one, and the share of each.
    private struct Taps {
        var first: Int
        var weights: [Float]

        init(_ index: Int, of newCount: Int, from oldCount: Int) {
            let step = Double(oldCount) / Double(newCount)
            if step > 1 {
                let (start, end) = (Double(index) * step, min(Double(index + 1) * step, Double(oldCount)))
                first = Int(start)
                let last = max(first + 1, Int(end.rounded(.up)))
                weights = (first..<min(last, oldCount)).map {
                    Float((min(end, Double($0 + 1)) - max(start, Double($0))) / (end - start))
                }
            } else {
                let centre = min(max((Double(index) + 0.5) * step - 0.5, 0), Double(oldCount - 1))
                first = Int(centre)
                let share = Float(centre - Double(first))
                weights = first + 1 < oldCount ? [1 - share, share] : [1]
            }
        }
    }
}
