// cairo's declarations are in both modules and belong to whichever the compiler loads first.
internal import CPoppler
internal import CRSVG

/// An SVG document that librsvg has read, to be drawn on pages as vectors.
///
/// It has no base file, so librsvg resolves no reference to another file and opens no connection.
@safe final class SVGDrawing {
    private let handle: UnsafeMutablePointer<RsvgHandle>

    init(_ document: [UInt8]) throws(PrintError) {
        var problem: UnsafeMutablePointer<GError>?
        defer { unsafe g_clear_error(&problem) }
        guard let handle = unsafe rsvg_handle_new_from_data(document, gsize(document.count), &problem) else {
            throw .unreadableDrawing(unsafe Self.text(of: problem))
        }
        unsafe self.handle = unsafe handle
    }

    deinit {
        unsafe g_object_unref(handle)
    }

    /// Width over height, of the stated size or else of the view box; 1 where neither is stated.
    var aspectRatio: Double {
        var (hasWidth, hasHeight, hasViewBox): (gboolean, gboolean, gboolean) = (0, 0, 0)
        var (width, height) = (RsvgLength(), RsvgLength())
        var viewBox = RsvgRectangle()
        unsafe rsvg_handle_get_intrinsic_dimensions(
            handle, &hasWidth, &width, &hasHeight, &height, &hasViewBox, &viewBox)
        var (pixelWidth, pixelHeight) = (0.0, 0.0)
        if unsafe rsvg_handle_get_intrinsic_size_in_pixels(handle, &pixelWidth, &pixelHeight) != 0,
            pixelWidth > 0, pixelHeight > 0
        {
            return pixelWidth / pixelHeight
        }
        guard hasViewBox != 0, viewBox.width > 0, viewBox.height > 0 else { return 1 }
        return viewBox.width / viewBox.height
    }

    func draw(on canvas: PDFCanvas, in place: PageRectangle) throws(PrintError) {
        unsafe try draw(on: canvas.context, in: place)
    }

    /// Draws the document, its proportions kept, into a rectangle of the context's own units.
    func draw(on context: OpaquePointer, in place: PageRectangle) throws(PrintError) {
        var problem: UnsafeMutablePointer<GError>?
        defer { unsafe g_clear_error(&problem) }
        var viewport = RsvgRectangle(x: place.x, y: place.y, width: place.width, height: place.height)
        guard unsafe rsvg_handle_render_document(handle, context, &viewport, &problem) != 0 else {
            throw .unreadableDrawing(unsafe Self.text(of: problem))
        }
    }

    private static func text(of problem: UnsafeMutablePointer<GError>?) -> String {
        guard let problem = unsafe problem, let message = unsafe problem.pointee.message else {
            return "unknown fault"
        }
        return unsafe String(cString: message)
    }
}
