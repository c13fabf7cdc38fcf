// cairo's declarations are in both modules and belong to whichever the compiler loads first.
internal import CPoppler
internal import CRSVG

/// Turns an SVG document into a PDF whose content is nothing but paths, to be taken apart.
enum VectorRecording {
    /// The longer side of a recording: cairo keeps 256 steps of a unit, so some millionths of the side.
    ///
    /// A finer one would not do: librsvg 2.54 fails on letters of 2,048 units and more, which may be twice as high as
    /// the picture so.
    static let usualSide = 1_024.0

    /// Draws the document on a page of so many points.
    ///
    /// It is recorded first: onto a PDF itself librsvg would write letters with a font. The recording is not scaled:
    /// a place that is off cairo's scale only then would end the program (cairo 1.16).
    static func file(_ svg: [UInt8], width: Double, height: Double) throws(VectorFault) -> [UInt8] {
        do throws(PrintError) {
            let drawing = try SVGDrawing(svg)
            let points = PDFPageBoxes.pointsPerMillimetre
            let canvas = try PDFCanvas(
                page: Sheet.Size(widthMillimetres: width / points, heightMillimetres: height / points),
                info: DocumentInfo(title: ""))
            var extents = cairo_rectangle_t(x: 0, y: 0, width: width, height: height)
            let recording = unsafe cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents)
            defer { unsafe cairo_surface_destroy(recording) }
            guard let context = unsafe cairo_create(recording) else { throw .drawing("no surface") }
            defer { unsafe cairo_destroy(context) }
            unsafe try drawing.draw(on: context, in: PageRectangle(x: 0, y: 0, width: width, height: height))
            let status = unsafe cairo_status(context)
            guard status == CAIRO_STATUS_SUCCESS else {
                throw .drawing(unsafe String(cString: cairo_status_to_string(status)))
            }
            unsafe cairo_identity_matrix(canvas.context)
            unsafe cairo_set_source_surface(canvas.context, recording, 0, 0)
            unsafe cairo_paint(canvas.context)
            canvas.endPage()
            return try canvas.finish()
        } catch {
            switch error {
            case .unreadableDrawing(let words), .drawing(let words): throw .unreadable(words)
            default: throw .unreadable("\(error)")
            }
        }
    }
}
