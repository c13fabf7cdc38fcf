internal import QRSymbol

/// A logo as one image that all pages of a file share, opaque on the ground that it stands on.
///
/// Pixels, not curves: so each pixel's inks are exactly those asked for, and no page has transparency.
struct PDFLogo: Sendable, Hashable {
    /// 1,200 dots to an inch, a plate setter's half; a finer edge cannot be printed.
    private static let pixelsPerMillimetre = 1_200 / 25.4
    /// A logo of 22 mm at that resolution; a larger one is seen from further away.
    private static let maximumSide = 1_024
    private static let minimumSide = 64

    private let width: Int
    private let height: Int
    private let samples: [UInt8]
    private let space: String

    /// Draws the logo.
    ///
    /// - Parameters:
    ///   - logo: The picture.
    ///   - picture: The modules that it takes.
    ///   - moduleMillimetres: The side of a module on paper.
    ///   - style: What it stands on.
    ///   - ink: With black or a spot ink, the logo is a halftone of it; `nil` leaves the screen's colours.
    /// - Throws: `PrintError.unreadableDrawing`.
    init(
        _ logo: Logo, over picture: LogoPlace, moduleMillimetres: Double, style: SymbolStyle, ink: Ink?
    ) throws(PrintError) {
        let pixels = Int(Double(picture.longestSide) * moduleMillimetres * Self.pixelsPerMillimetre)
        let side = min(max(pixels, Self.minimumSide), Self.maximumSide)
        (width, height) = picture.pixels(longestSide: side)
        let raster: Raster
        do { raster = try logo.raster(width: width, height: height, on: style.light) } catch {
            throw .unreadableDrawing("\(error)")
        }
        switch ink {
        case nil:
            (samples, space) = (raster.pixels, "/DeviceRGB")
        // The ground is paper, whatever its colour on a screen.
        case .black:
            samples = raster.tones(on: style.light)
            space = "/DeviceGray"
        case .spot:
            samples = raster.tones(on: style.light).map { 255 - $0 }
            space = PDFPaint.spotReferenceMark
        case .process:
            samples = Self.processSamples(raster)
            space = "/DeviceCMYK"
        }
    }

    /// Writes the image.
    func write(to file: inout PDFFile, spot: PDFFile.Reference?) -> PDFFile.Reference {
        let space = space == PDFPaint.spotReferenceMark ? " " + (spot?.text ?? "/DeviceGray") : space
        return file.add(
            compressed: samples,
            "/Type/XObject/Subtype/Image/Width \(width)/Height \(height)/BitsPerComponent 8/ColorSpace\(space)"
        )
    }

    private static func processSamples(_ raster: Raster) -> [UInt8] {
        var known: [Color: [UInt8]] = [:]
        var samples: [UInt8] = []
        samples.reserveCapacity(raster.pixels.count / 3 * 4)
        for start in stride(from: 0, to: raster.pixels.count, by: 3) {
            let color = Color(
                red: raster.pixels[start], green: raster.pixels[start + 1], blue: raster.pixels[start + 2])
            if known[color] == nil {
                known[color] = ProcessConversion.bytes(
                    red: color.red, green: color.green, blue: color.blue)
            }
            samples += known[color] ?? []
        }
        return samples
    }
}
