internal import CPNGShims

/// Why a PNG file was not written or read.
public enum PNGError: Error, Sendable, Hashable {
    /// The picture is larger than the limits of the caller.
    case tooLarge(width: Int, height: Int)
    /// libpng refused; the text is its own.
    case refused(String)
    /// There was no memory for it.
    case outOfMemory

    /// Turns the answer of a shim into an error; `nil` when it did what was asked.
    @unsafe init?(_ status: png_shim_status, _ result: png_shim_result) {
        switch status {
        case PNG_SHIM_DONE: return nil
        case PNG_SHIM_TOO_LARGE: self = unsafe .tooLarge(width: Int(result.width), height: Int(result.height))
        case PNG_SHIM_REFUSED:
            let bytes = unsafe withUnsafeBytes(of: result.message) { unsafe Array($0) }
            self = .refused(String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self))
        default: self = .outOfMemory
        }
    }
}

/// Pixels to be written as PNG by libpng.
struct PNGEncoder {
    /// How a row's bytes are read.
    enum Pixels {
        /// Eight pixels a byte, the leftmost highest; value 0 and value 1 in these colours.
        case oneBit(zero: Color, one: Color)
        /// Red, green and blue, a byte each.
        case rgb
        /// Red, green, blue and opacity, a byte each.
        case rgba
    }

    /// Row after row from the top, each a whole number of bytes.
    var rows: [UInt8]
    /// The number of distinct rows.
    var rowCount: Int
    /// How often each row is written.
    var repeating = 1
    /// In pixels.
    var width: Int
    var pixels: Pixels
    /// For the pHYs chunk; 0 leaves it out.
    var pixelsPerMetre = 0

    /// Returns the file.
    func encoded() throws(PNGError) -> [UInt8] {
        var result = unsafe png_shim_result()
        defer { unsafe png_shim_free(&result) }
        let status = unsafe rows.withUnsafeBufferPointer { buffer in
            var picture = unsafe png_shim_picture()
            unsafe picture.rows = buffer.baseAddress
            unsafe picture.row_byte_count = buffer.count / rowCount
            unsafe picture.row_count = UInt32(rowCount)
            unsafe picture.repeat = UInt32(repeating)
            unsafe picture.width = UInt32(width)
            unsafe picture.pixels_per_metre = UInt32(pixelsPerMetre)
            unsafe picture.bit_depth = 8
            if case .oneBit(let zero, let one) = pixels {
                unsafe picture.bit_depth = 1
                unsafe picture.palette = (zero.red, zero.green, zero.blue, one.red, one.green, one.blue)
            }
            if case .rgba = pixels { unsafe picture.has_opacity = 1 }
            return unsafe png_shim_encode(&picture, &result)
        }
        if let error = unsafe PNGError(status, result) { throw error }
        return unsafe Array(UnsafeBufferPointer(start: result.bytes, count: result.count))
    }
}
