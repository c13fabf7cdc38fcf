/// Checks the symbols of a PDF: a page is drawn once to find them, and each symbol again, finer, to be measured.
struct PDFCheck {
    /// The resolution at which symbols are looked for, an office printer's.
    static let findingDotsPerInch = 300.0
    /// The most pixels of a page that is searched; larger pages, which have larger symbols, are drawn coarser.
    static let findingPixelCount = 20_000_000.0
    /// The width at which a symbol is drawn to be measured: edges are found to a twentieth of a pixel, so that the
    /// side is right to a ten-thousandth.
    static let measuredPixels = 640.0
    /// What is drawn beside a symbol, as a share of its side: ten modules of the smallest.
    static let surroundings = QuietZoneWidths.cap / 21 + 0.02

    let pages: PDFPages
    /// `nil` if qpdf cannot read what poppler could.
    private let objects: PDFObjects?
    private let limits: CheckLimits

    /// Opens a file.
    init(_ file: [UInt8], limits: CheckLimits) throws(CheckError) {
        do { pages = try PDFPages(file) } catch { throw .pdf(error) }
        objects = PDFObjects(file)
        self.limits = limits
    }

    /// Checks some pages or all.
    func report(pages wanted: [Int]?) throws(CheckError) -> CheckReport {
        let last = max(pages.count, 1)
        var checked: [CheckReport.Page] = []
        for number in wanted ?? Array(1...last) { checked.append(try check(page: number)) }
        return CheckReport(kind: .pdf, pageCount: pages.count, pages: checked, limits: limits)
    }

    private func check(page number: Int) throws(CheckError) -> CheckReport.Page {
        let (size, cropBox): (Sheet.Size, PageRectangle)
        do { (size, cropBox) = try pages.geometry(ofPage: number) } catch { throw .pdf(error) }
        let whole = PageRectangle(x: 0, y: 0, width: size.widthMillimetres, height: size.heightMillimetres)
        let resolution = Self.resolution(of: whole)
        let picture = try draw(whole, ofPage: number, dotsPerInch: resolution)
        var symbols: [CheckedSymbol] = []
        for found in try PrintCheck.find(in: picture.grey) {
            symbols.append(try measure(found, in: picture, of: whole, page: number, coarse: resolution))
        }
        let objects = objects?.page(number)
        return CheckReport.Page(
            number: number, size: size, cropBox: cropBox, boxes: objects.map(CheckReport.PageBoxes.init(of:)),
            inks: objects.flatMap(InkScan.inks), symbols: symbols)
    }

    /// As fine as an office printer, unless the page is too large.
    static func resolution(of page: PageRectangle) -> Double {
        let squareInches = page.width * page.height / (25.4 * 25.4)
        let longestInches = max(page.width, page.height) / 25.4
        return min(
            findingDotsPerInch, (findingPixelCount / squareInches).squareRoot(),
            Double(SymbolReader.maximumSide - 1) / longestInches)
    }

    func draw(
        _ part: PageRectangle, ofPage number: Int, dotsPerInch: Double
    ) throws(CheckError) -> CheckedPicture {
        do {
            let raster = try pages.draw(page: number, part: part, dotsPerInch: dotsPerInch)
            let scale = 25.4 / dotsPerInch
            return CheckedPicture(
                raster, millimetresPerPixel: Spot(x: scale, y: scale), origin: Spot(x: part.x, y: part.y))
        } catch {
            throw .pdf(error)
        }
    }

    private func measure(
        _ found: TwoReaders.Found, in picture: CheckedPicture, of page: PageRectangle, page number: Int,
        coarse: Double
    ) throws(CheckError) -> CheckedSymbol {
        let (fine, near) = try close(
            found, in: picture, of: page, page: number, coarse: coarse, pixels: Self.measuredPixels)
        return fine.checked(near, dotsPerInch: limits.printerDotsPerInch)
    }

    /// Draws a symbol with its surroundings, as far as the page goes.
    ///
    /// - Parameters:
    ///   - found: Where it is in the picture of the whole page.
    ///   - picture: That picture.
    ///   - page: The whole page.
    ///   - number: The page's, from 1.
    ///   - coarse: The resolution of that picture.
    ///   - pixels: How wide the symbol should be drawn.
    /// - Returns: The finer picture, and where the symbol is in it.
    /// - Throws: ``CheckError``.
    func close(
        _ found: TwoReaders.Found, in picture: CheckedPicture, of page: PageRectangle, page number: Int,
        coarse: Double, pixels: Double
    ) throws(CheckError) -> (picture: CheckedPicture, found: TwoReaders.Found) {
        let corners = found.corners.map(picture.onPage)
        let part = Self.part(around: corners, of: page)
        let side = found.side * 25.4 / coarse
        let wanted = pixels * 25.4 / max(side, 0.1)
        let resolution = min(max(wanted, coarse), PDFReader.highestDotsPerInch)
        let fine = try draw(part, ofPage: number, dotsPerInch: resolution)
        let scale = resolution / 25.4
        var near = found
        near.corners = corners.map { Spot(x: ($0.x - part.x) * scale, y: ($0.y - part.y) * scale) }
        // A reader that missed the symbol on the whole page gets a second chance where it is large.
        if found.texts.count < 2 {
            let centre = near.centre
            let again = try PrintCheck.find(in: fine.grey).first {
                $0.isInverted == found.isInverted && ($0.centre - centre).length < near.side / 3
            }
            near.texts.merge(again?.texts ?? [:]) { known, _ in known }
        }
        return (fine, near)
    }

    private static func part(around corners: [Spot], of page: PageRectangle) -> PageRectangle {
        let (xs, ys) = (corners.map(\.x), corners.map(\.y))
        let (left, right) = (xs.min() ?? 0, xs.max() ?? 0)
        let (top, bottom) = (ys.min() ?? 0, ys.max() ?? 0)
        let margin = max(right - left, bottom - top) * surroundings
        let (x, y) = (max(left - margin, page.x), max(top - margin, page.y))
        return PageRectangle(
            x: x, y: y, width: min(right + margin, page.maxX) - x, height: min(bottom + margin, page.maxY) - y
        )
    }
}
