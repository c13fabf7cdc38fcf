internal import CPoppler
// GLib and cairo, which poppler takes its errors and surfaces from.
internal import CRSVG

/// Why a PDF could not be read.
public enum PDFReaderError: Error, Sendable, Hashable {
    /// More bytes than `PDFReader.highestByteCount`.
    case tooManyBytes(Int)
    /// Not a PDF, or a damaged one; carries poppler's words.
    case unreadable(String)
    /// The document has no such page; pages count from 1.
    case noSuchPage(Int, pageCount: Int)
    /// The resolution is out of range, or the picture would have too many pixels.
    case tooLarge(pixels: Double, dotsPerInch: Double)
    /// A part of a page has no size, or a number that is none.
    case unusablePart(PageRectangle)
    /// Cairo or poppler failed while drawing.
    case drawing(String)
}

/// Renders the pages of a PDF by poppler, which shares no code with the writer's page description.
@safe public final class PDFReader {
    /// The largest file: a 100,000-label print is about 75 MB.
    public static let highestByteCount = 512 << 20
    /// The finest resolution: a press's proof; finer would only cost memory.
    public static let highestDotsPerInch = 1_200.0
    /// The most pixels of one rendering, 400 MB while it is drawn.
    public static let highestPixelCount = 100_000_000

    /// How many pages the document has.
    public let pageCount: Int
    private let document: OpaquePointer

    /// Grey values of a rendered page or part of one, row after row from the top.
    public struct Rendering: Sendable, Hashable {
        public var width: Int
        public var height: Int
        /// 0 is black, 255 white; `width * height` values.
        public var luminance: [UInt8]
    }

    /// Opens a document.
    ///
    /// - Parameter bytes: The whole file.
    /// - Throws: `PDFReaderError.tooManyBytes` or `.unreadable`.
    public init(_ bytes: [UInt8]) throws(PDFReaderError) {
        guard bytes.count <= Self.highestByteCount else { throw .tooManyBytes(bytes.count) }
        let data = unsafe g_bytes_new(bytes, gsize(bytes.count))
        defer { unsafe g_bytes_unref(data) }
        var problem: UnsafeMutablePointer<GError>?
        defer { unsafe g_clear_error(&problem) }
        guard let document = unsafe poppler_document_new_from_bytes(data, nil, &problem) else {
            let message = unsafe problem.map { unsafe String(cString: $0.pointee.message) }
            throw .unreadable(message ?? "unknown fault")
        }
        unsafe self.document = unsafe document
        pageCount = Int(unsafe poppler_document_get_n_pages(document))
    }

    deinit {
        unsafe g_object_unref(UnsafeMutableRawPointer(document))
    }

    /// Returns the size of a page in millimetres; pages count from 1.
    public func size(ofPage number: Int) throws(PDFReaderError) -> Sheet.Size {
        let page = unsafe try open(number)
        defer { unsafe g_object_unref(UnsafeMutableRawPointer(page)) }
        var (width, height) = (0.0, 0.0)
        unsafe poppler_page_get_size(page, &width, &height)
        return Sheet.Size(
            widthMillimetres: width / PDFPageBoxes.pointsPerMillimetre,
            heightMillimetres: height / PDFPageBoxes.pointsPerMillimetre)
    }

    /// Renders a page on white.
    ///
    /// - Parameters:
    ///   - number: From 1.
    ///   - dotsPerInch: At most `highestDotsPerInch`.
    /// - Returns: The grey values of the whole page.
    /// - Throws: `PDFReaderError`.
    public func render(page number: Int, dotsPerInch: Double) throws(PDFReaderError) -> Rendering {
        let size = try size(ofPage: number)
        let whole = PageRectangle(x: 0, y: 0, width: size.widthMillimetres, height: size.heightMillimetres)
        return try render(page: number, parts: [whole], dotsPerInch: dotsPerInch)[0]
    }

    /// Renders a page once and returns parts of it.
    ///
    /// - Parameters:
    ///   - number: From 1.
    ///   - parts: Rectangles in millimetres; what lies outside the page is white.
    ///   - dotsPerInch: At most `highestDotsPerInch`.
    /// - Returns: A rendering for each part; edges are rounded to whole pixels.
    /// - Throws: `PDFReaderError`.
    public func render(
        page number: Int, parts: [PageRectangle], dotsPerInch: Double
    ) throws(PDFReaderError) -> [Rendering] {
        guard let first = parts.first else { return [] }
        for part in parts where !part.isDrawable { throw .unusablePart(part) }
        // Only the rectangle around all parts is drawn.
        let (x, y) = parts.reduce((first.x, first.y)) { (min($0.0, $1.x), min($0.1, $1.y)) }
        let (maxX, maxY) = parts.reduce((first.maxX, first.maxY)) { (max($0.0, $1.maxX), max($0.1, $1.maxY)) }
        let frame = PageRectangle(x: x, y: y, width: maxX - x, height: maxY - y)
        let image = unsafe try draw(page: number, frame: frame, dotsPerInch: dotsPerInch)
        defer { unsafe cairo_surface_destroy(image) }
        let scale = dotsPerInch / 25.4
        return parts.map { part in
            let left = Int(((part.x - x) * scale).rounded())
            let top = Int(((part.y - y) * scale).rounded())
            let right = Int(((part.maxX - x) * scale).rounded())
            let bottom = Int(((part.maxY - y) * scale).rounded())
            return unsafe Self.luminance(of: image, columns: left..<right, rows: top..<bottom)
        }
    }

    /// Opens a page; the caller lets go of it.
    func open(_ number: Int) throws(PDFReaderError) -> OpaquePointer {
        guard (1...max(pageCount, 1)).contains(number),
            let page = unsafe poppler_document_get_page(document, Int32(number - 1))
        else { throw .noSuchPage(number, pageCount: pageCount) }
        return unsafe page
    }

    /// Draws a part of a page on white; the caller destroys the picture.
    func draw(
        page number: Int, frame: PageRectangle, dotsPerInch: Double
    ) throws(PDFReaderError) -> OpaquePointer? {
        let page = unsafe try open(number)
        defer { unsafe g_object_unref(UnsafeMutableRawPointer(page)) }
        let scale = dotsPerInch / 25.4
        let (width, height) = ((frame.width * scale).rounded(.up), (frame.height * scale).rounded(.up))
        guard dotsPerInch > 0, dotsPerInch <= Self.highestDotsPerInch, width >= 1, height >= 1,
            width * height <= Double(Self.highestPixelCount), max(width, height) <= 32_767
        else { throw .tooLarge(pixels: width * height, dotsPerInch: dotsPerInch) }
        let image = unsafe cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
        let context = unsafe cairo_create(image)
        defer { unsafe cairo_destroy(context) }
        unsafe cairo_set_source_rgb(context, 1, 1, 1)
        unsafe cairo_paint(context)
        unsafe cairo_scale(context, dotsPerInch / 72, dotsPerInch / 72)
        let points = PDFPageBoxes.pointsPerMillimetre
        unsafe cairo_translate(context, -frame.x * points, -frame.y * points)
        unsafe poppler_page_render_for_printing(page, context)
        let status = unsafe cairo_status(context)
        guard status == CAIRO_STATUS_SUCCESS else {
            unsafe cairo_surface_destroy(image)
            throw .drawing(unsafe String(cString: cairo_status_to_string(status)))
        }
        return unsafe image
    }

    /// Weighs the colours as ITU-R BT.601 does, in integers.
    private static func luminance(of image: OpaquePointer?, columns: Range<Int>, rows: Range<Int>)
        -> Rendering
    {
        unsafe cairo_surface_flush(image)
        let stride = Int(unsafe cairo_image_surface_get_stride(image))
        let width = min(columns.count, Int(unsafe cairo_image_surface_get_width(image)) - columns.lowerBound)
        let height = min(rows.count, Int(unsafe cairo_image_surface_get_height(image)) - rows.lowerBound)
        guard let data = unsafe cairo_image_surface_get_data(image), width > 0, height > 0 else {
            return Rendering(width: 0, height: 0, luminance: [])
        }
        let pixels = unsafe [UInt8](unsafeUninitializedCapacity: width * height) { values, count in
            var target = 0
            for row in 0..<height {
                var source = (rows.lowerBound + row) * stride + columns.lowerBound * 4
                for _ in 0..<width {
                    // RGB24 is blue, green, red, unused in memory on the little-endian machines we run on.
                    let blue = unsafe 29 &* Int(data[source])
                    let green = unsafe 150 &* Int(data[source &+ 1])
                    let red = unsafe 77 &* Int(data[source &+ 2])
                    unsafe values[target] = UInt8(truncatingIfNeeded: (blue &+ green &+ red) >> 8)
                    source &+= 4
                    target &+= 1
                }
            }
            count = width * height
        }
        return Rendering(width: width, height: height, luminance: pixels)
    }
}
