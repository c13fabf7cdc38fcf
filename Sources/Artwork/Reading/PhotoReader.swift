/// Reads the QR symbols of a photograph or of a camera's frame, whoever it comes from.
///
/// What a picture may cost is known before it is decoded: the limits are checked against the file's header. It is
/// searched once by each reader, zxing-cpp first, which finds more in photographs, and never enlarged: a camera soon
/// sends the next one.
public enum PhotoReader {
    /// The largest file, 4 MB: a telephone's photograph of twelve million pixels has 2 to 4.
    public static let maximumByteCount = 4 * 1_024 * 1_024
    /// The longest side, 8,000 pixels: the widest photographs of telephones.
    public static let maximumSide = 8_000
    /// The most pixels, 16 million: telephones take 12 unless they are told otherwise.
    public static let maximumPixelCount = 16_000_000
    /// How often a JPEG may go over its picture, 64 times: usual ones do so ten times at most, and some thousand scans
    /// of a few bytes each would keep a decoder busy for minutes.
    public static let maximumScanCount = 64
    /// The longest side that is searched, 2,000 pixels; a larger picture is made smaller by a whole factor.
    static let searchedSide = 2_000

    /// Why a picture was not searched; finding no symbol is not an error.
    public enum ReadError: Error, Sendable, Hashable {
        /// It is no picture that can be drawn, or too large.
        case picture(PictureFileError)
        /// A reader failed.
        case reader
    }

    /// Searches a picture.
    ///
    /// - Parameter file: A PNG or JPEG file.
    /// - Returns: What the symbols hold, byte for byte, in the order in which they were found, each once.
    /// - Throws: ``ReadError``
    /// - Complexity: O(*n*) in the number of pixels; about 30 ms for a million.
    public static func read(_ file: [UInt8]) throws(ReadError) -> [[UInt8]] {
        let picture = try grey(file)
        do {
            let found = try ZXingScanner.scan(picture).map(\.text)
            return unique(found.isEmpty ? try ZBarScanner().scan(picture).map(\.text) : found)
        } catch {
            throw .reader
        }
    }

    private static func grey(_ file: [UInt8]) throws(ReadError) -> GreyPicture {
        do throws(PictureFileError) {
            let picture = try bounded(file)
            let factor = factor(picture)
            switch picture.format {
            case .png: return try png(file).reduced(by: factor)
            case .jpeg:
                let header = try JPEGHeader(file)
                guard header.scanCount <= maximumScanCount else {
                    throw .tooManyScans(header.scanCount, maximum: maximumScanCount)
                }
                // As its samples lie: readers find a symbol that lies on its side.
                let raster = try picture.lyingRaster(
                    width: header.width / factor, height: header.height / factor)
                return GreyPicture(pixels: raster.luminance, width: raster.width, height: raster.height)
            }
        } catch {
            throw .picture(error)
        }
    }

    /// Looks at the header alone.
    private static func bounded(_ file: [UInt8]) throws(PictureFileError) -> PictureFile {
        guard file.count <= maximumByteCount else {
            throw .tooManyBytes(file.count, maximum: maximumByteCount)
        }
        let picture = try PictureFile(file, maximumSide: maximumSide)
        guard picture.width * picture.height <= maximumPixelCount else {
            throw .tooManyPixels(
                width: picture.width, height: picture.height, maximumSide: maximumSide,
                maximumPixelCount: maximumPixelCount)
        }
        return picture
    }

    /// By how much a picture is made smaller.
    private static func factor(_ picture: PictureFile) -> Int {
        let longest = max(picture.width, picture.height)
        let wanted = (longest + searchedSide - 1) / searchedSide
        return max(1, min(wanted, min(picture.width, picture.height)))
    }

    private static func png(_ file: [UInt8]) throws(PictureFileError) -> GreyPicture {
        do throws(PNGError) {
            let pixels = try PNGDecoder.luminance(of: file)
            return GreyPicture(pixels: pixels.bytes, width: pixels.width, height: pixels.height)
        } catch {
            throw .png(error)
        }
    }

    private static func unique(_ texts: [[UInt8]]) -> [[UInt8]] {
        var seen: Set<[UInt8]> = []
        return texts.filter { seen.insert($0).inserted }
    }
}
