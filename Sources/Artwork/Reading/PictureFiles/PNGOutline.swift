/// What the chunks of a PNG file say of it before it is decoded (PNG third edition, 5).
struct PNGOutline {
    /// The pictures of an animation (11.3.6), `nil` for a still picture.
    private(set) var frameCount: Int?
    /// Whether pixels may be transparent.
    private(set) var hasTransparency = false
    /// Whether the last chunk is there.
    private(set) var isComplete = false

    /// - Parameter file: Begins like a PNG file.
    init(_ file: [UInt8]) {
        let reader = ByteReader(file[...])
        var offset = 8
        while let length = reader.number(at: offset, count: 4), length <= file.count {
            if reader.has("acTL", at: offset + 4) {
                frameCount = reader.number(at: offset + 8, count: 4) ?? 0
            }
            // Colour types 4 and 6 have a channel for it.
            if reader.has("IHDR", at: offset + 4), let type = reader.number(at: offset + 17, count: 1) {
                hasTransparency = hasTransparency || type & 4 != 0
            }
            if reader.has("tRNS", at: offset + 4) { hasTransparency = true }
            if reader.has("IEND", at: offset + 4) {
                isComplete = offset + 12 <= file.count
                return
            }
            offset += 12 + length
        }
    }
}
