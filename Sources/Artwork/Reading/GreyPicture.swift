/// A picture of a byte a pixel.
struct GreyPicture {
    var pixels: [UInt8]
    var width: Int
    var height: Int

    /// A larger size at which a picture is searched again.
    struct Enlargement {
        /// How new pixels get their values.
        enum Sampling {
            /// The nearest pixel, which keeps edges.
            case nearest
            /// Between the four nearest pixels, which softens edges.
            case bilinear
        }

        /// The factor in halves, 5 for two and a half times.
        let halves: Int
        let sampling: Sampling

        /// What is tried, in this order, when nothing was found.
        ///
        /// ZBar wants a few pixels to a module, and takes part of a logo for an alignment pattern at one size
        /// and not at another. Of 568 pictures with the sample logo, 1 to 10 pixels a module, it read 445
        /// as they were, 530 with the first of these and 561 with all.
        static let retries = [
            Enlargement(halves: 8, sampling: .bilinear),
            Enlargement(halves: 5, sampling: .nearest),
            Enlargement(halves: 5, sampling: .bilinear),
        ]

        /// Returns a length in the enlarged picture.
        func scaled(_ length: Int) -> Int { length * halves / 2 }

        /// Returns the place that a place in the enlarged picture comes from.
        func original(_ place: Int) -> Int { place * 2 / halves }
    }

    /// Returns the picture enlarged.
    ///
    /// - Complexity: O(*n*) in the new number of pixels.
    func enlarged(_ enlargement: Enlargement) -> GreyPicture {
        let columns = Self.taps(count: enlargement.scaled(width), from: width, enlargement)
        let rows = Self.taps(count: enlargement.scaled(height), from: height, enlargement)
        var result: [UInt8] = []
        result.reserveCapacity(columns.count * rows.count)
        for row in rows {
            let (upper, lower) = (row.first * width, row.second * width)
            for column in columns {
                let above = column.mix(pixels[upper + column.first], pixels[upper + column.second])
                let below = column.mix(pixels[lower + column.first], pixels[lower + column.second])
                result.append(row.mix(above, below))
            }
        }
        return GreyPicture(pixels: result, width: columns.count, height: rows.count)
    }

    /// The two old pixels that make a new one, and the share of the second in 1/256.
    private struct Tap {
        var first: Int
        var second: Int
        var share: Int

        func mix(_ one: UInt8, _ other: UInt8) -> UInt8 {
            UInt8((Int(one) * (256 - share) + Int(other) * share) >> 8)
        }
    }

    private static func taps(count: Int, from oldCount: Int, _ enlargement: Enlargement) -> [Tap] {
        (0..<count).map { index in
            guard enlargement.sampling == .bilinear else {
                let nearest = enlargement.original(index)
                return Tap(first: nearest, second: nearest, share: 0)
            }
            // Centres lie at half pixels: the new pixel's centre in 1/256 of the old ones' distance.
            let centre = (2 * index + 1) * 256 / enlargement.halves - 128
            let clamped = min(max(centre, 0), (oldCount - 1) * 256)
            let first = clamped / 256
            return Tap(first: first, second: min(first + 1, oldCount - 1), share: clamped % 256)
        }
    }

    /// Returns the picture made smaller by a whole factor, each new pixel the mean of those that it stands for.
    ///
    /// - Parameter factor: From 1, and no more than the shorter side.
    /// - Returns: The picture; what is left over at the right and below is cut off.
    /// - Complexity: O(*n*) in the old number of pixels.
    func reduced(by factor: Int) -> GreyPicture {
        guard factor > 1 else { return self }
        let (columns, rows) = (width / factor, height / factor)
        var result: [UInt8] = []
        result.reserveCapacity(columns * rows)
        for row in 0..<rows {
            for column in 0..<columns {
                var sum = 0
                for line in 0..<factor {
                    let start = (row * factor + line) * width + column * factor
                    for place in start..<start + factor { sum += Int(pixels[place]) }
                }
                result.append(UInt8(sum / (factor * factor)))
            }
        }
        return GreyPicture(pixels: result, width: columns, height: rows)
    }
}
