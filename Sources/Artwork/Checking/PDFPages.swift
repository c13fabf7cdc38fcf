internal import CPoppler
// GLib and cairo, which poppler takes its errors and surfaces from.
internal import CRSVG

/// Draws the pages of a PDF in colour, which ``PDFReader`` reduces to grey.
@safe struct PDFPages {
    private let reader: PDFReader

    /// How many pages the document has.
    var count: Int { reader.pageCount }

    /// Opens a document, within the limits of ``PDFReader``.
    init(_ bytes: [UInt8]) throws(PDFReaderError) {
        reader = try PDFReader(bytes)
    }

    /// Returns the size of a page as it is shown, and its crop box with the PDF's own origin at the lower left.
    func geometry(ofPage number: Int) throws(PDFReaderError) -> (size: Sheet.Size, cropBox: PageRectangle) {
        let size = try reader.size(ofPage: number)
        let page = unsafe try reader.open(number)
        defer { unsafe g_object_unref(UnsafeMutableRawPointer(page)) }
        var box = PopplerRectangle()
        unsafe poppler_page_get_crop_box(page, &box)
        return (
            size,
            PageRectangle(leftPoints: box.x1, lowerPoints: box.y1, rightPoints: box.x2, upperPoints: box.y2)
        )
    }

    /// Draws a part of a page on white.
    ///
    /// - Parameters:
    ///   - number: From 1.
    ///   - part: In millimetres; what lies outside the page is white.
    ///   - dotsPerInch: More than 0, at most ``PDFReader/highestDotsPerInch``.
    /// - Returns: The picture, its sides rounded up to whole pixels.
    /// - Throws: `PDFReaderError`.
    func draw(
        page number: Int, part: PageRectangle, dotsPerInch: Double
    ) throws(PDFReaderError) -> Raster {
        guard part.isDrawable else { throw .unusablePart(part) }
        let image = unsafe try reader.draw(page: number, frame: part, dotsPerInch: dotsPerInch)
        defer { unsafe cairo_surface_destroy(image) }
        guard let data = unsafe cairo_image_surface_get_data(image) else {
            throw .drawing(unsafe String(cString: cairo_status_to_string(CAIRO_STATUS_NO_MEMORY)))
        }
        unsafe cairo_surface_flush(image)
        return unsafe Self.raster(
            data, width: Int(cairo_image_surface_get_width(image)),
            height: Int(cairo_image_surface_get_height(image)),
            stride: Int(cairo_image_surface_get_stride(image)))
    }

    /// Copies cairo's pixels, each a native 32-bit number 0x00RRGGBB.
    private static func raster(
        _ data: UnsafeMutablePointer<UInt8>, width: Int, height: Int, stride: Int
    ) -> Raster {
        var raster = Raster(width: width, height: height, filledWith: .white)
        let bytes = unsafe UnsafeRawBufferPointer(start: data, count: stride * height)
        var target = 0
        for row in 0..<height {
            for column in 0..<width {
                let pixel = unsafe bytes.load(fromByteOffset: row * stride + column * 4, as: UInt32.self)
                raster.pixels[target] = UInt8(truncatingIfNeeded: pixel >> 16)
                raster.pixels[target + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
                raster.pixels[target + 2] = UInt8(truncatingIfNeeded: pixel)
                target += 3
            }
        }
        return raster
    }
}
