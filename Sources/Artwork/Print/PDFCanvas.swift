// cairo's declarations are in both modules and belong to whichever the compiler loads first.
internal import CPoppler
internal import CRSVG

/// Pages of a PDF file, drawn by cairo in millimetres from the top left corner.
///
/// Owns cairo's surface and context; bytes gather in memory as pages are finished and can be drained.
/// Drawing calls never fail: cairo remembers the first error, and `finish()` throws it.
@safe final class PDFCanvas {
    /// One millimetre in PDF's points of 1/72 inch.
    static let pointsPerMillimetre = 72 / 25.4

    /// The context that the extensions draw with.
    let context: OpaquePointer
    private let surface: OpaquePointer
    private let sink: PDFSink

    init(page: Sheet.Size, info: DocumentInfo) throws(PrintError) {
        let sink = PDFSink()
        self.sink = sink
        // `sink` lives as long as the canvas, and the canvas destroys the surface before it lets go.
        let made = unsafe cairo_pdf_surface_create_for_stream(
            { target, bytes, count in
                guard let target = unsafe target, let bytes = unsafe bytes else {
                    return CAIRO_STATUS_WRITE_ERROR
                }
                let sink = unsafe Unmanaged<PDFSink>.fromOpaque(target).takeUnretainedValue()
                unsafe sink.write(UnsafeBufferPointer(start: bytes, count: Int(count)))
                return CAIRO_STATUS_SUCCESS
            },
            Unmanaged.passUnretained(sink).toOpaque(),
            page.widthMillimetres * Self.pointsPerMillimetre,
            page.heightMillimetres * Self.pointsPerMillimetre)
        guard let surface = unsafe made, let context = unsafe cairo_create(surface) else {
            throw .drawing("no surface")
        }
        unsafe self.surface = surface
        unsafe self.context = context
        unsafe cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
        unsafe cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, info.title.printable)
        unsafe cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, info.offsetDate)
        unsafe cairo_scale(context, Self.pointsPerMillimetre, Self.pointsPerMillimetre)
    }

    deinit {
        unsafe cairo_destroy(context)
        unsafe cairo_surface_finish(surface)
        unsafe cairo_surface_destroy(surface)
    }

    /// Ends the page; the next drawing call begins another.
    func endPage() {
        unsafe cairo_show_page(context)
        sink.mend()
    }

    /// Takes what has been written so far out of memory.
    func drain() -> [UInt8] {
        sink.drain()
    }

    /// Writes the rest of the file and returns what was not drained.
    func finish() throws(PrintError) -> [UInt8] {
        try check(unsafe cairo_status(context))
        unsafe cairo_surface_finish(surface)
        try check(unsafe cairo_surface_status(surface))
        sink.mendDate()
        return drain()
    }

    private func check(_ status: cairo_status_t) throws(PrintError) {
        guard status != CAIRO_STATUS_SUCCESS else { return }
        throw .drawing(unsafe String(cString: cairo_status_to_string(status)))
    }
}

extension PDFCanvas {
    func fill(_ color: Color, _ rectangles: some Sequence<PageRectangle>) {
        setColor(color)
        for rectangle in rectangles {
            unsafe cairo_rectangle(context, rectangle.x, rectangle.y, rectangle.width, rectangle.height)
        }
        unsafe cairo_fill(context)
    }

    /// Draws straight lines, each from one point to another.
    func stroke(_ color: Color, widthMillimetres: Double, _ lines: [(from: PagePoint, to: PagePoint)]) {
        setColor(color)
        unsafe cairo_set_line_width(context, widthMillimetres)
        for line in lines {
            unsafe cairo_move_to(context, line.from.x, line.from.y)
            unsafe cairo_line_to(context, line.to.x, line.to.y)
        }
        unsafe cairo_stroke(context)
    }

    func outline(_ color: Color, widthMillimetres: Double, _ rectangle: PageRectangle) {
        setColor(color)
        unsafe cairo_set_line_width(context, widthMillimetres)
        unsafe cairo_rectangle(context, rectangle.x, rectangle.y, rectangle.width, rectangle.height)
        unsafe cairo_stroke(context)
    }

    func text(_ text: PlacedText, color: Color) {
        setColor(color)
        select(text.face, millimetres: text.millimetres)
        unsafe cairo_move_to(context, text.x, text.baseline)
        unsafe cairo_show_text(context, text.text.printable)
    }

    /// Returns how wide a text is set, in millimetres.
    func width(of text: String, face: Typeface, millimetres: Double) -> Double {
        select(face, millimetres: millimetres)
        var extents = cairo_text_extents_t()
        unsafe cairo_text_extents(context, text.printable, &extents)
        return extents.x_advance
    }

    private func select(_ face: Typeface, millimetres: Double) {
        let weight = face == .title ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL
        unsafe cairo_select_font_face(context, face.family, CAIRO_FONT_SLANT_NORMAL, weight)
        unsafe cairo_set_font_size(context, millimetres)
    }

    func setColor(_ color: Color) {
        unsafe cairo_set_source_rgb(
            context, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255)
    }
}

/// A point on a page: millimetres from the top left corner.
struct PagePoint: Sendable, Hashable {
    var x: Double
    var y: Double
}
