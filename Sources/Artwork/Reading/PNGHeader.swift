/// The size of a PNG picture, from its first chunk.
struct PNGHeader {
    /// In pixels.
    let width: Int
    /// In pixels.
    let height: Int

    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// Reads the header; `nil` when the bytes do not begin like a PNG file.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 24, bytes.starts(with: Self.signature),
            bytes[12..<16].elementsEqual("IHDR".utf8)
        else { return nil }
        width = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
        height = bytes[20..<24].reduce(0) { $0 << 8 | Int($1) }
    }
}
