/// A filled drawing, ready to be kept as SVG or turned into pixels or a page.
public struct Picture: Sendable, Hashable {
    /// The drawing as SVG text.
    public let svg: String

    /// Takes an SVG text as it is; whether it can be drawn is found when it is drawn.
    public init(svg: String) {
        self.svg = svg
    }

    /// Why a picture could not be drawn.
    public enum DrawError: Error, Sendable, Hashable {
        case pixels(SVGRasterizer.RenderError)
        case png(PNGError)
        case page(PrintError)
    }

    /// Returns the drawing in pixels; the height follows from its proportions.
    public func raster(widthPixels: Int) throws(DrawError) -> Raster {
        do { return try SVGRasterizer.render(Array(svg.utf8), width: widthPixels) } catch {
            throw .pixels(error)
        }
    }

    /// Returns a PNG file without resolution.
    public func png(widthPixels: Int) throws(DrawError) -> [UInt8] {
        let raster = try raster(widthPixels: widthPixels)
        do { return try raster.png() } catch { throw .png(error) }
    }

    /// Draws a PDF whose page is the drawing, vectors and text kept; the height follows.
    ///
    /// - Parameters:
    ///   - widthMillimetres: 85.6 for a card of ISO/IEC 7810 ID-1, for example.
    ///   - info: Title and date; without a date the same picture gives the same bytes.
    /// - Returns: The bytes of the file.
    /// - Throws: `DrawError.page`.
    public func pdf(widthMillimetres: Double, info: DocumentInfo) throws(DrawError) -> [UInt8] {
        do throws(PrintError) {
            let drawing = try SVGDrawing(Array(svg.utf8))
            let height = widthMillimetres / drawing.aspectRatio
            for side in [widthMillimetres, height] where !SymbolPDF.sideMillimetres.contains(side) {
                throw .sizeOutOfRange(millimetres: side)
            }
            let size = Sheet.Size(widthMillimetres: widthMillimetres, heightMillimetres: height)
            let canvas = try PDFCanvas(page: size, info: info)
            try drawing.draw(
                on: canvas, in: PageRectangle(x: 0, y: 0, width: widthMillimetres, height: height))
            canvas.endPage()
            return try canvas.finish()
        } catch {
            throw .page(error)
        }
    }
}
