/// The way of a symbol out of its picture: upright, at the resolution of ``GauntletSubject``.
struct SymbolCut {
    /// What is cut out around the symbol, in modules.
    let surroundings: Double
    /// Pixels of a side.
    let length: Int
    private let frame: SymbolFrame
    private let width: Int
    private let height: Int
    /// Samples of a new pixel in each direction, so that every old pixel counts.
    private let sampleCount: Int

    /// - Parameters:
    ///   - frame: Where the symbol lies.
    ///   - width: Of the picture, in pixels.
    ///   - height: Of the picture, in pixels.
    init(_ frame: SymbolFrame, width: Int, height: Int) {
        let inside = Self.inside(frame, width: Double(width), height: Double(height))
        let surroundings = min(max(inside, 0), GauntletSubject.quietZone)
        (self.frame, self.width, self.height, self.surroundings) = (frame, width, height, surroundings)
        let side = Double(frame.size) + 2 * surroundings
        length = Int((side * GauntletSubject.pixelsPerModule).rounded())
        let pixels = max(frame.across.length, frame.down.length)
        sampleCount = min(max(Int((pixels / GauntletSubject.pixelsPerModule).rounded()), 1), Self.mostSamples)
    }

    /// Four by four samples are close to a mean.
    private static let mostSamples = 4

    /// Cuts one plane of the picture.
    ///
    /// - Parameter value: Of the pixel with this number, counted row after row.
    /// - Returns: The plane, upright.
    func plane(_ value: (Int) -> Float) -> TonePlane {
        let step = (Double(frame.size) + 2 * surroundings) / Double(length * sampleCount)
        let share = 1 / Float(sampleCount * sampleCount)
        var values: [Float] = []
        values.reserveCapacity(length * length)
        for row in 0..<length {
            for column in 0..<length {
                var sum: Float = 0
                for sample in 0..<sampleCount * sampleCount {
                    let x = Double(column * sampleCount + sample % sampleCount) + 0.5
                    let y = Double(row * sampleCount + sample / sampleCount) + 0.5
                    let spot = frame.place(column: x * step - surroundings, row: y * step - surroundings)
                    sum += mixed(spot, value)
                }
                values.append(sum * share)
            }
        }
        return TonePlane(width: length, height: length, values: values)
    }

    /// Between the four nearest pixel centres; outside as on the edge.
    private func mixed(_ spot: Spot, _ value: (Int) -> Float) -> Float {
        let x = min(max(spot.x - 0.5, 0), Double(width - 1))
        let y = min(max(spot.y - 0.5, 0), Double(height - 1))
        let (left, top) = (Int(x), Int(y))
        let (right, below) = (min(left + 1, width - 1), min(top + 1, height - 1))
        let (across, down) = (Float(x - Double(left)), Float(y - Double(top)))
        let above = value(top * width + left) * (1 - across) + value(top * width + right) * across
        let under = value(below * width + left) * (1 - across) + value(below * width + right) * across
        return above * (1 - down) + under * down
    }

    /// How far the symbol lies from the picture's edge, in modules, on the nearest side.
    private static func inside(_ frame: SymbolFrame, width: Double, height: Double) -> Double {
        let corners = frame.corners
        let distances = corners.flatMap { [$0.x, $0.y, width - $0.x, height - $0.y] }
        let module = min(frame.across.length, frame.down.length)
        return (distances.min() ?? 0) / module
    }
}
