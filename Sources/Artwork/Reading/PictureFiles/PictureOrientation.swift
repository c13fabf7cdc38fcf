/// How a camera was held (Exif 2.32, 4.6.4, tag 0x0112): what the picture's first row and first column are.
enum PictureOrientation: Int, Sendable, Hashable, CaseIterable {
    case upright = 1
    case mirrored, upsideDown, flipped, transposed, turnedLeft, transverse, turnedRight

    /// Whether width and height change places.
    var swapsSides: Bool { rawValue >= 5 }

    /// Reads it out of a JPEG's application segment; `nil` if that is another's, or says nothing that is known.
    ///
    /// - Parameter exif: The segment without its length.
    init?(exif: ArraySlice<UInt8>) {
        let segment = ByteReader(exif)
        guard segment.has("Exif", at: 0), segment.number(at: 4, count: 2) == 0 else { return nil }
        let body = exif.dropFirst(6)
        let isLittleEndian = body.starts(with: "II".utf8)
        guard isLittleEndian || body.starts(with: "MM".utf8) else { return nil }
        let reader = ByteReader(body, isLittleEndian: isLittleEndian)
        guard reader.number(at: 2, count: 2) == 42, let directory = reader.number(at: 4, count: 4),
            let count = reader.number(at: directory, count: 2)
        else { return nil }
        for entry in 0..<count {
            let offset = directory + 2 + entry * 12
            guard let tag = reader.number(at: offset, count: 2) else { return nil }
            // A short, in the first half of the value's place.
            if tag == 0x0112, reader.number(at: offset + 2, count: 2) == 3,
                let value = reader.number(at: offset + 8, count: 2)
            {
                self.init(rawValue: value)
                return
            }
        }
        return nil
    }
}

extension Raster {
    /// Returns the picture upright.
    ///
    /// - Parameter orientation: How it lies.
    /// - Returns: The same pixels in other places.
    /// - Complexity: O(pixels)
    func turned(_ orientation: PictureOrientation) -> Raster {
        guard orientation != .upright else { return self }
        let swaps = orientation.swapsSides
        var result = Raster(width: swaps ? height : width, height: swaps ? width : height, filledWith: .white)
        for row in 0..<result.height {
            for column in 0..<result.width {
                let (y, x) = source(row, column, orientation)
                let (to, from) = ((row * result.width + column) * 3, (y * width + x) * 3)
                for part in 0..<3 { result.pixels[to + part] = pixels[from + part] }
            }
        }
        return result
    }

    /// Where a pixel of the upright picture lies in this one.
    private func source(_ row: Int, _ column: Int, _ orientation: PictureOrientation) -> (Int, Int) {
        switch orientation {
        case .upright: (row, column)
        case .mirrored: (row, width - 1 - column)
        case .upsideDown: (height - 1 - row, width - 1 - column)
        case .flipped: (height - 1 - row, column)
        case .transposed: (column, row)
        // The first row of the file is the right side of the picture, its first column the top.
        case .turnedLeft: (height - 1 - column, row)
        case .transverse: (height - 1 - column, width - 1 - row)
        case .turnedRight: (column, width - 1 - row)
        }
    }
}
