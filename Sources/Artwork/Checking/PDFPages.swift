internal import CPoppler
// GLib and cairo, which poppler takes its errors and surfaces from.
internal import CRSVG

/// Draws the pages of a PDF in colour, which ``PDFReader`` reduces to grey.
@safe final class PDFPages {
    /// How many pages the document has.
    let count: Int
    private let document: OpaquePointer

    /// Opens a document, within the limits of ``PDFReader``.
    init(_ bytes: [UInt8]) throws(PDFReaderError) {
        guard bytes.count <= PDFReader.highestByteCount else { throw .tooManyBytes(bytes.count) }
        let data = unsafe g_bytes_new(bytes, gsize(bytes.count))
        defer { unsafe g_bytes_unref(data) }
        var problem: UnsafeMutablePointer<GError>?
        defer { unsafe g_clear_error(&problem) }
        guard let document = unsafe poppler_document_new_from_bytes(data, nil, &problem) else {
            let message = unsafe problem.map { unsafe String(cString: $0.pointee.message) }
            throw .unreadable(message ?? "unknown fault")
        }
        unsafe self.document = unsafe document
        count = Int(unsafe poppler_document_get_n_pages(document))
    }

    deinit { unsafe g_object_unref(UnsafeMutableRawPointer(document)) }

    /// Returns the size of a page as it is shown, and its crop box with the PDF's own origin at the lower left.
    func geometry(ofPage number: Int) throws(PDFReaderError) -> (size: Sheet.Size, cropBox: PageRectangle) {
        let page = unsafe try open(number)
        defer { unsafe g_object_unref(UnsafeMutableRawPointer(page)) }
        var (width, height) = (0.0, 0.0)
        unsafe poppler_page_get_size(page, &width, &height)
        var box = PopplerRectangle()
        unsafe poppler_page_get_crop_box(page, &box)
        let point = 1 / PDFPageBoxes.pointsPerMillimetre
        let size = Sheet.Size(widthMillimetres: width * point, heightMillimetres: height * point)
        return (
            size,
            PageRectangle(
                x: box.x1 * point, y: box.y1 * point, width: (box.x2 - box.x1) * point,
                height: (box.y2 - box.y1) * point)
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
        let scale = dotsPerInch / 25.4
        let (width, height) = ((part.width * scale).rounded(.up), (part.height * scale).rounded(.up))
        guard part.isDrawable else { throw .unusablePart(part) }
        guard dotsPerInch > 0, dotsPerInch <= PDFReader.highestDotsPerInch, width >= 1, height >= 1,
            width * height <= Double(PDFReader.highestPixelCount), max(width, height) <= 32_767
        else { throw .tooLarge(pixels: width * height, dotsPerInch: dotsPerInch) }
        let page = unsafe try open(number)
        defer { unsafe g_object_unref(UnsafeMutableRawPointer(page)) }
        let image = unsafe cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
        defer { unsafe cairo_surface_destroy(image) }
        let context = unsafe cairo_create(image)
        defer { unsafe cairo_destroy(context) }
        unsafe cairo_set_source_rgb(context, 1, 1, 1)
        unsafe cairo_paint(context)
        unsafe cairo_scale(context, dotsPerInch / 72, dotsPerInch / 72)
        let points = PDFPageBoxes.pointsPerMillimetre
        unsafe cairo_translate(context, -part.x * points, -part.y * points)
        unsafe poppler_page_render_for_printing(page, context)
        let status = unsafe cairo_status(context)
        guard status == CAIRO_STATUS_SUCCESS, let data = unsafe cairo_image_surface_get_data(image) else {
            throw .drawing(unsafe String(cString: cairo_status_to_string(status)))
        }
        unsafe cairo_surface_flush(image)
        return unsafe Self.raster(
            data, width: Int(width), height: Int(height), stride: Int(cairo_image_surface_get_stride(image)))
    }

    private func open(_ number: Int) throws(PDFReaderError) -> OpaquePointer {
        guard (1...max(count, 1)).contains(number),
            let page = unsafe poppler_document_get_page(document, Int32(number - 1))
        else { throw .noSuchPage(number, pageCount: count) }
        return unsafe page
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
