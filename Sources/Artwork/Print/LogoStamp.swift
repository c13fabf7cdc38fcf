// cairo's declarations are in both modules and belong to whichever the compiler loads first.
internal import CPoppler
internal import CRSVG

/// A logo as vector drawing, made once and stamped on every label.
///
/// The file keeps one copy of the drawing, however many labels carry it.
@safe final class LogoStamp {
    /// The side of the square that the logo is drawn into before it is scaled to its place.
    private static let side = 100.0

    private let recording: OpaquePointer

    init(_ logo: Logo) throws(PrintError) {
        var extents = cairo_rectangle_t(x: 0, y: 0, width: Self.side, height: Self.side)
        guard
            let recording = unsafe cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents),
            let context = unsafe cairo_create(recording)
        else { throw .drawing("no surface") }
        unsafe self.recording = recording
        defer { unsafe cairo_destroy(context) }
        switch logo.format {
        case .svg:
            let place = PageRectangle(x: 0, y: 0, width: Self.side, height: Self.side)
            unsafe try SVGDrawing(logo.bytes).draw(on: context, in: place)
        case .png: unsafe try Self.draw(png: logo.bytes, on: context)
        }
    }

    deinit {
        unsafe cairo_surface_destroy(recording)
    }

    /// Draws the logo, its proportions kept, into a rectangle.
    func draw(on canvas: PDFCanvas, in place: PageRectangle) {
        let context = unsafe canvas.context
        unsafe cairo_save(context)
        unsafe cairo_translate(context, place.x, place.y)
        unsafe cairo_scale(context, place.width / Self.side, place.height / Self.side)
        unsafe cairo_set_source_surface(context, recording, 0, 0)
        unsafe cairo_paint(context)
        unsafe cairo_restore(context)
    }

    /// What cairo reads a PNG file from.
    private struct Source {
        var bytes: [UInt8]
        var offset = 0
    }

    private static func draw(png: [UInt8], on context: OpaquePointer) throws(PrintError) {
        var source = Source(bytes: png)
        let image = unsafe withUnsafeMutablePointer(to: &source) { pointer in
            unsafe cairo_image_surface_create_from_png_stream(
                { closure, target, count in
                    guard let source = unsafe closure?.assumingMemoryBound(to: Source.self),
                        let target = unsafe target,
                        unsafe source.pointee.bytes.count - source.pointee.offset >= Int(count)
                    else { return CAIRO_STATUS_READ_ERROR }
                    let range = unsafe source.pointee.offset..<source.pointee.offset + Int(count)
                    for index in range {
                        unsafe target[index - range.lowerBound] = source.pointee.bytes[index]
                    }
                    unsafe source.pointee.offset = range.upperBound
                    return CAIRO_STATUS_SUCCESS
                }, pointer)
        }
        defer { unsafe cairo_surface_destroy(image) }
        let status = unsafe cairo_surface_status(image)
        guard status == CAIRO_STATUS_SUCCESS else {
            throw .unreadableDrawing(unsafe String(cString: cairo_status_to_string(status)))
        }
        let width = Double(unsafe cairo_image_surface_get_width(image))
        let height = Double(unsafe cairo_image_surface_get_height(image))
        let scale = side / max(width, height)
        unsafe cairo_translate(context, (side - width * scale) / 2, (side - height * scale) / 2)
        unsafe cairo_scale(context, scale, scale)
        unsafe cairo_set_source_surface(context, image, 0, 0)
        unsafe cairo_paint(context)
    }
}
