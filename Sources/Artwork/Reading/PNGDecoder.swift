internal import CPNGShims

/// Reads PNG files by libpng, with limits that keep a small file from filling the memory.
enum PNGDecoder {
    /// The longest side, 20,000 pixels: a metre at 500 dots an inch.
    static let maximumSide = 20_000
    /// The most pixels, 100 million: an A3 sheet at 600 dots an inch has 70.
    static let maximumPixelCount = 100_000_000

    /// Pixels of one or four bytes, row after row.
    struct Pixels {
        var width: Int
        var height: Int
        var bytes: [UInt8]
    }

    /// Returns one byte a pixel, transparent parts laid on white.
    static func luminance(of file: [UInt8]) throws(PNGError) -> Pixels {
        try decoded(file, as: PNG_SHIM_LUMINANCE, maximumSide: maximumSide)
    }

    /// Returns red, green, blue and opacity of each pixel.
    static func rgba(of file: [UInt8], maximumSide: Int = maximumSide) throws(PNGError) -> Pixels {
        try decoded(file, as: PNG_SHIM_RGBA, maximumSide: maximumSide)
    }

    private static func decoded(
        _ file: [UInt8], as channels: png_shim_channels, maximumSide: Int
    ) throws(PNGError) -> Pixels {
        var result = unsafe png_shim_result()
        defer { unsafe png_shim_free(&result) }
        let limits = png_shim_limits(
            maximum_side: UInt32(maximumSide), maximum_pixel_count: UInt64(maximumPixelCount))
        let status = unsafe file.withUnsafeBufferPointer { buffer in
            unsafe png_shim_decode(buffer.baseAddress, buffer.count, channels, limits, &result)
        }
        if let error = unsafe PNGError(status, result) { throw error }
        return unsafe Pixels(
            width: Int(result.width), height: Int(result.height),
            bytes: Array(UnsafeBufferPointer(start: result.bytes, count: result.count)))
    }
}
