internal import QRSymbol

/// A logo as one object that all pages of a file share, opaque on the ground that it stands on: a unit square.
///
/// Paths stay paths. What they cannot show becomes pixels, each in the inks asked for, and no page has transparency:
/// where modules are seen through a logo, nothing is painted.
struct PDFLogo: Sendable, Hashable {
    /// 1,200 dots to an inch, a plate setter's half; a finer edge cannot be printed.
    private static let pixelsPerMillimetre = 1_200 / 25.4
    /// A logo of 22 mm at that resolution; a larger one is seen from further away.
    private static let maximumSide = 1_024
    private static let minimumSide = 64

    private let data: [UInt8]
    /// Of the object's dictionary, with ``PDFPaint/spotReferenceMark`` for the spot ink's colour space.
    private let entries: String
    /// The pixels that are not painted.
    private var stencil: Stencil?

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
        _ logo: Logo, over picture: LogoBounds, moduleMillimetres: Double, style: SymbolStyle, ink: Ink?
    ) throws(PrintError) {
        let isOutlined = logo.knockOut.outline != nil
        if let drawing = logo.vectors(over: picture) {
            self.init(
                drawing, palette: PressPalette(style, ink: ink), ink: ink, hasGround: !isOutlined)
            return
        }
        let pixels = Int(picture.longestSide * moduleMillimetres * Self.pixelsPerMillimetre)
        let side = min(max(pixels, Self.minimumSide), Self.maximumSide)
        let (width, height) = picture.pixels(longestSide: side)
        do {
            self.init(
                try logo.raster(width: width, height: height, on: style.light), on: style.light, ink: ink)
            if isOutlined { stencil = Stencil(try logo.overlay(width: width, height: height)) }
        } catch {
            throw .unreadableDrawing("\(error)")
        }
    }

    /// Takes paths in modules.
    private init(_ drawing: VectorPicture, palette: PressPalette, ink: Ink?, hasGround: Bool) {
        var text = PDFText()
        if hasGround {
            palette.paint(palette.ground).appendFill(to: &text)
            text.append(0, 0, drawing.width, drawing.height)
            text.append("re f\n")
        }
        drawing.append(to: &text) { palette.paint($0) }
        data = text.bytes
        var head = PDFText("/Type/XObject/Subtype/Form/BBox[0 0 ")
        head.append(drawing.width, drawing.height)
        head.append("]/Matrix[")
        head.append(fine: 1 / drawing.width)
        head.append(" 0 0 -")
        head.append(fine: 1 / drawing.height)
        head.append(" 0 1]/Resources<<")
        if case .spot = ink {
            head.append("/ColorSpace<</\(PDFPaint.spotName(0)) \(PDFPaint.spotReferenceMark)>>")
        }
        head.append(">>")
        entries = String(decoding: head.bytes, as: UTF8.self)
    }

    /// Takes pixels.
    private init(_ raster: Raster, on ground: Color, ink: Ink?) {
        let space: String
        switch ink {
        case nil: (data, space) = (raster.pixels, "/DeviceRGB")
        // The ground is paper, whatever its colour on a screen.
        case .black: (data, space) = (raster.tones(on: ground), "/DeviceGray")
        case .spot:
            data = raster.tones(on: ground).map { 255 - $0 }
            space = " " + PDFPaint.spotReferenceMark
        case .process: (data, space) = (Self.processSamples(raster), "/DeviceCMYK")
        }
        entries =
            "/Type/XObject/Subtype/Image/Width \(raster.width)/Height \(raster.height)/BitsPerComponent 8"
            + "/ColorSpace\(space)"
    }

    /// Takes a picture in the screen's colours, a pixel for a pixel.
    init(_ raster: Raster) { self.init(raster, on: .white, ink: nil) }

    /// Writes the object.
    func write(to file: inout PDFFile, spot: PDFFile.Reference?) -> PDFFile.Reference {
        let mask = stencil.map { "/Mask \($0.write(to: &file).text)" } ?? ""
        return file.add(
            compressed: data,
            entries.replacing(PDFPaint.spotReferenceMark, with: spot?.text ?? "/DeviceGray") + mask)
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
