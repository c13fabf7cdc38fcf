/// Why a file is no picture that can be drawn.
public enum PictureFileError: Error, Sendable, Hashable {
    /// More bytes than are taken.
    case tooManyBytes(Int, maximum: Int)
    /// Neither PNG nor JPEG, nor another kind that has a case of its own.
    case unknownFormat
    /// A GIF, still or moving.
    case gif
    /// A WebP, still or moving.
    case webP
    /// A PNG that moves; the number of its pictures.
    case animatedPNG(frameCount: Int)
    /// The file ends before its picture does.
    case truncated
    /// A side has no pixels.
    case noPixels(width: Int, height: Int)
    /// More pixels than are taken.
    case tooManyPixels(width: Int, height: Int, maximumSide: Int, maximumPixelCount: Int)
    /// A JPEG of other than one or three colour components; four are a press's cyan, magenta, yellow and black.
    case colourComponents(Int)
    /// A JPEG that is neither baseline nor progressive with eight bits; the number of its frame marker, 0xC0 to 0xCF, and
    /// of bits.
    case unusualJPEG(marker: UInt8, bitCount: Int)
    /// A JPEG that goes over its picture more often than any program writes it.
    case tooManyScans(Int, maximum: Int)
    /// Every pixel is transparent.
    case invisible
    /// libpng refused.
    case png(PNGError)
    /// The library that draws JPEG refused.
    case drawing(SVGRasterizer.RenderError)
}
