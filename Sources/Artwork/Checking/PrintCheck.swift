/// Why a file could not be checked; what is wrong with its symbols is in the report.
public enum CheckError: Error, Sendable, Hashable {
    /// Neither PNG, SVG nor PDF by its first bytes.
    case unknownKind
    /// The PNG file could not be read.
    case png(PNGError)
    /// The SVG document could not be drawn.
    case svg(SVGRasterizer.RenderError)
    /// The PDF could not be read or drawn.
    case pdf(PDFReaderError)
    /// A reader could not search the picture.
    case reader(SymbolReader.ReaderError)
    /// A picture has one page only; carries what was asked.
    case noSuchPage(Int)
}

/// Checks a file that is to be printed: reads its symbols twice, measures them, and holds them to limits.
public enum PrintCheck {
    /// The longest side at which SVG documents are drawn first; those with small modules are drawn again.
    static let svgPixels = 1_200
    /// The longest side at which they are drawn again.
    static let fineSVGPixels = 6_000
    /// Modules that are smaller, in pixels, are worth drawing again.
    static let leastModulePixels = 6.0
    /// Pictures with more pixels are not read in colour: four bytes a pixel, and three kept.
    static let colouredPixelCount = 25_000_000

    /// Checks a file; its first bytes tell what it is.
    ///
    /// - Parameters:
    ///   - file: A PNG, SVG or PDF file within the limits of ``SymbolReader``, ``SVGRasterizer`` and ``PDFReader``.
    ///   - pages: The pages to be checked, from 1; all when `nil`.
    ///   - limits: What the symbols are held to.
    /// - Returns: What was measured and found. A file without symbols is a failure in the report, not an error.
    /// - Throws: ``CheckError``.
    /// - Complexity: O(*n*) in pixels; about a second for a page of labels.
    public static func check(
        _ file: [UInt8], pages: [Int]? = nil, limits: CheckLimits = CheckLimits()
    ) throws(CheckError) -> CheckReport {
        guard let kind = CheckReport.FileKind(file) else { throw .unknownKind }
        if kind == .pdf { return try PDFCheck(file, limits: limits).report(pages: pages) }
        if let page = pages?.first(where: { $0 != 1 }) { throw .noSuchPage(page) }
        let only =
            kind == .svg
            ? try self.page(svg: file, limits: limits) : try self.page(of: picture(png: file), limits: limits)
        return CheckReport(kind: kind, pageCount: 1, pages: [only], limits: limits)
    }

    /// Finds and measures all symbols of a picture.
    private static func page(
        of picture: CheckedPicture, limits: CheckLimits
    ) throws(CheckError) -> CheckReport.Page {
        let symbols = try find(in: picture.grey).map {
            picture.checked($0, dotsPerInch: limits.printerDotsPerInch)
        }
        return CheckReport.Page(
            number: 1, size: picture.size, cropBox: nil, boxes: nil, inks: nil, symbols: symbols)
    }

    static func find(in picture: GreyPicture) throws(CheckError) -> [TwoReaders.Found] {
        do { return try TwoReaders.find(in: picture) } catch { throw .reader(error) }
    }

    static func picture(png file: [UInt8]) throws(CheckError) -> CheckedPicture {
        do {
            let pixels = try PNGDecoder.luminance(of: file)
            let resolution = PNGResolution(file)
            let isSmall = pixels.width * pixels.height <= colouredPixelCount
            return CheckedPicture(
                grey: GreyPicture(pixels: pixels.bytes, width: pixels.width, height: pixels.height),
                colours: isSmall ? try Raster(png: file) : nil,
                millimetresPerPixel: resolution.map {
                    Spot(x: 1_000 / Double($0.pixelsPerMetreAcross), y: 1_000 / Double($0.pixelsPerMetreDown))
                })
        } catch {
            throw .png(error)
        }
    }

    /// Checks a document, drawn so large that its modules can be measured.
    private static func page(svg file: [UInt8], limits: CheckLimits) throws(CheckError) -> CheckReport.Page {
        let coarse = try page(of: picture(svg: file, longestSide: svgPixels), limits: limits)
        let modules = coarse.symbols.map { $0.measurement?.modulePixelWidth ?? 0 }
        guard modules.min() ?? 0 < leastModulePixels else { return coarse }
        // Nothing found, or too small: a sheet of many symbols needs more pixels.
        return try page(of: picture(svg: file, longestSide: fineSVGPixels), limits: limits)
    }

    static func picture(svg file: [UInt8], longestSide: Int) throws(CheckError) -> CheckedPicture {
        do {
            let size = try SVGRasterizer.physicalSize(of: file)
            var width = longestSide
            if let size, size.heightMillimetres > size.widthMillimetres {
                let share = size.widthMillimetres / size.heightMillimetres
                width = max(1, Int((Double(longestSide) * share).rounded()))
            }
            let raster = try SVGRasterizer.render(file, width: width)
            return CheckedPicture(
                raster,
                millimetresPerPixel: size.map {
                    Spot(
                        x: $0.widthMillimetres / Double(raster.width),
                        y: $0.heightMillimetres / Double(raster.height))
                })
        } catch {
            throw .svg(error)
        }
    }
}

extension CheckedPicture {
    /// Takes a picture in colour.
    init(_ raster: Raster, millimetresPerPixel: Spot?, origin: Spot = Spot(x: 0, y: 0)) {
        self.init(
            grey: GreyPicture(pixels: raster.luminance, width: raster.width, height: raster.height),
            colours: raster, millimetresPerPixel: millimetresPerPixel, origin: origin)
    }
}

extension CheckReport.FileKind {
    /// A PDF may begin with other bytes; its readers look so far for its first line.
    private static let pdfSearchCount = 1_024

    /// Tells a kind of file by its first bytes.
    init?(_ file: [UInt8]) {
        let start = file.prefix(Self.pdfSearchCount)
        if PNGHeader(file) != nil {
            self = .png
        } else if start.indices.contains(where: { start[$0...].starts(with: "%PDF-".utf8) }) {
            self = .pdf
        } else {
            let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
            let text = start.starts(with: mark) ? start.dropFirst(mark.count) : start
            guard text.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) == UInt8(ascii: "<") else {
                return nil
            }
            self = .svg
        }
    }
}
