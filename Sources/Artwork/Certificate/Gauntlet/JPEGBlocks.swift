#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// What JPEG does to the brightness of a picture: ISO/IEC 10918-1, its lossless last step left out.
struct JPEGBlocks {
    private static let side = 8

    /// Steps of the 64 coefficients, row after row.
    let steps: [Float]

    /// Takes the table K.1 of the standard, scaled as the Independent JPEG Group does it.
    ///
    /// - Parameter quality: 1 to 100; 50 is the table itself.
    init(quality: Int) {
        let quality = min(max(quality, 1), 100)
        let scale = quality < 50 ? 5_000 / quality : 200 - 2 * quality
        steps = Self.table.map { Float(min(max(($0 * scale + 50) / 100, 1), 255)) }
    }

    /// Returns a block as it comes out of the file, 64 values row after row.
    func kept(_ block: [Float]) -> [Float] {
        let coefficients = Self.transformed(block.map { $0 - 128 })
        let rounded = zip(coefficients, steps).map { ($0 / $1).rounded() * $1 }
        return Self.restored(rounded).map { min(max(($0 + 128).rounded(), 0), 255) }
    }

    /// The discrete cosine transform of 8 × 8 values, A.3.3.
    static func transformed(_ block: [Float]) -> [Float] { product(cosines, block, product: turned) }

    /// The values of 8 × 8 coefficients.
    static func restored(_ block: [Float]) -> [Float] { product(turned, block, product: cosines) }

    /// Left times block times right.
    private static func product(_ left: [Float], _ block: [Float], product right: [Float]) -> [Float] {
        times(times(left, block), right)
    }

    private static func times(_ one: [Float], _ other: [Float]) -> [Float] {
        var result = [Float](repeating: 0, count: side * side)
        let (left, right) = (one.span, other.span)
        for row in 0..<side {
            for inner in 0..<side {
                let factor = left[row * side + inner]
                for column in 0..<side {
                    result[row * side + column] += factor * right[inner * side + column]
                }
            }
        }
        return result
    }

    private static let cosines: [Float] = (0..<64).map { place in
        let (frequency, index) = (Double(place / side), Double(place % side))
        let scale = place / side == 0 ? 0.125.squareRoot() : 0.5
        return Float(scale * cos((2 * index + 1) * frequency * .pi / 16))
    }

    private static let turned: [Float] = (0..<64).map { cosines[$0 % side * side + $0 / side] }

    // Table K.1, luminance.
    private static let table = [
        16, 11, 10, 16, 24, 40, 51, 61,
        12, 12, 14, 19, 26, 58, 60, 55,
        14, 13, 16, 24, 40, 57, 69, 56,
        14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77,
        24, 35, 55, 64, 81, 104, 113, 92,
        49, 64, 78, 87, 103, 121, 120, 101,
        72, 92, 95, 98, 112, 100, 103, 99,
    ]
}
