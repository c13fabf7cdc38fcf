// cairo's declarations are in both modules and belong to whichever the compiler loads first.
internal import CPoppler
internal import CRSVG

/// Pages of a PDF file, drawn by cairo in millimetres from the top left corner.
///
/// Owns cairo's surface and context; bytes gather in memory as pages are finished and can be drained.
/// Drawing calls never fail: cairo remembers the first error, and `finish()` throws it.
@safe final class PDFCanvas {
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
            page.widthMillimetres * PDFPageBoxes.pointsPerMillimetre,
            page.heightMillimetres * PDFPageBoxes.pointsPerMillimetre)
        guard let surface = unsafe made, let context = unsafe cairo_create(surface) else {
            throw .drawing("no surface")
        }
        unsafe self.surface = surface
        unsafe self.context = context
        unsafe cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
        unsafe cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, info.title.printable)
        unsafe cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, info.offsetDate)
        unsafe cairo_scale(context, PDFPageBoxes.pointsPerMillimetre, PDFPageBoxes.pointsPerMillimetre)
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

    /// Writes the rest of the file and returns all of it.
    func finish() throws(PrintError) -> [UInt8] {
        try check(unsafe cairo_status(context))
        unsafe cairo_surface_finish(surface)
        try check(unsafe cairo_surface_status(surface))
        sink.mendDate()
        return sink.drain()
    }

    private func check(_ status: cairo_status_t) throws(PrintError) {
        guard status != CAIRO_STATUS_SUCCESS else { return }
        throw .drawing(unsafe String(cString: cairo_status_to_string(status)))
    }
}
