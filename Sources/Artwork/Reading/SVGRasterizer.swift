// cairo's declarations are in both modules and belong to whichever the compiler loads first.
internal import CPoppler
internal import CRSVG

/// Turns SVG documents into pixels by librsvg and cairo.
///
/// Documents are loaded from memory and have no base file, so librsvg resolves no reference to another
/// file and never opens a connection; pictures inside `data:` addresses are drawn.
public enum SVGRasterizer {
    /// The longest side of a picture, 20,000 pixels; cairo's own limit is 32,767.
    public static let maximumSide = 20_000
    /// The most pixels, 100 million, which take 400 MB while being drawn.
    public static let maximumPixelCount = 100_000_000

    /// Why a document was not drawn.
    public enum RenderError: Error, Sendable, Hashable {
        /// librsvg refused the document; the text is its own.
        case unreadable(String)
        /// The document states neither a size nor a view box.
        case noSize
        /// The asked or resulting size is out of range, in pixels.
        case unusableSize(width: Int, height: Int)
        /// cairo failed; the number is its status.
        case cairo(Int)
    }

    /// Draws a document.
    ///
    /// - Parameters:
    ///   - document: The SVG file.
    ///   - width: In pixels.
    ///   - height: In pixels; without it the document's own proportions decide. The drawing is centred
    ///     within both and keeps its proportions unless the document says otherwise.
    ///   - background: What shows where the document paints nothing.
    /// - Returns: The picture.
    /// - Throws: ``RenderError``.
    public static func render(
        _ document: [UInt8], width: Int, height: Int? = nil, on background: Color = .white
    ) throws(RenderError) -> Raster {
        let handle = try SVGHandle(document)
        let drawnHeight = if let height { height } else { try handle.height(forWidth: width) }
        guard (1...maximumSide).contains(width), (1...maximumSide).contains(drawnHeight),
            width * drawnHeight <= maximumPixelCount
        else {
            throw .unusableSize(width: width, height: drawnHeight)
        }
        let surface = try ImageSurface(width: width, height: drawnHeight, filledWith: background)
        try handle.render(on: surface)
        return surface.raster(background: background)
    }

    /// Draws a square document where nothing lies below it.
    ///
    /// - Parameters:
    ///   - document: The SVG file.
    ///   - side: In pixels.
    /// - Returns: Red, green, blue and opacity of each pixel, row after row.
    /// - Throws: ``RenderError``.
    static func transparent(_ document: [UInt8], side: Int) throws(RenderError) -> [UInt8] {
        let handle = try SVGHandle(document)
        guard (1...maximumSide).contains(side), side * side <= maximumPixelCount else {
            throw .unusableSize(width: side, height: side)
        }
        let surface = try ImageSurface(width: side, height: side, filledWith: nil)
        try handle.render(on: surface)
        return surface.pixelsWithOpacity()
    }

    /// Returns the width of a document divided by its height.
    ///
    /// - Parameter document: The SVG file.
    /// - Returns: `nil` when it states neither a size nor a view box.
    /// - Throws: ``RenderError/unreadable(_:)``.
    static func aspect(of document: [UInt8]) throws(RenderError) -> Double? {
        try SVGHandle(document).aspect
    }

    /// Returns the size that a document states in lengths of the world, CSS pixels (1/96 inch) among them.
    ///
    /// - Parameter document: The SVG file.
    /// - Returns: `nil` when it states none, or a share of something else (percent, em).
    /// - Throws: ``RenderError/unreadable(_:)``.
    public static func physicalSize(of document: [UInt8]) throws(RenderError) -> Sheet.Size? {
        try SVGHandle(document).physicalSize
    }
}

/// An SVG document that librsvg has read.
@safe private final class SVGHandle {
    private let handle: UnsafeMutablePointer<RsvgHandle>

    init(_ document: [UInt8]) throws(SVGRasterizer.RenderError) {
        var error: UnsafeMutablePointer<GError>?
        let handle = unsafe document.withUnsafeBufferPointer { buffer in
            unsafe rsvg_handle_new_from_data(buffer.baseAddress, gsize(buffer.count), &error)
        }
        guard let handle = unsafe handle else { throw .unreadable(unsafe message(of: error)) }
        unsafe self.handle = unsafe handle
    }

    deinit { unsafe g_object_unref(UnsafeMutableRawPointer(handle)) }

    /// The width divided by the height; `nil` when the document states neither.
    var aspect: Double? {
        var hasWidth: gboolean = 0
        var hasHeight: gboolean = 0
        var hasViewBox: gboolean = 0
        var documentWidth = RsvgLength()
        var documentHeight = RsvgLength()
        var viewBox = RsvgRectangle()
        unsafe rsvg_handle_get_intrinsic_dimensions(
            handle, &hasWidth, &documentWidth, &hasHeight, &documentHeight, &hasViewBox, &viewBox)
        var pixelWidth = 0.0
        var pixelHeight = 0.0
        // Stated sizes come first: they, not the view box, are the proportions of the page.
        if unsafe rsvg_handle_get_intrinsic_size_in_pixels(handle, &pixelWidth, &pixelHeight) == 0 {
            guard hasViewBox != 0 else { return nil }
            pixelWidth = viewBox.width
            pixelHeight = viewBox.height
        }
        return pixelWidth > 0 && pixelHeight > 0 ? pixelWidth / pixelHeight : nil
    }

    /// Returns the height that goes with a width, at least one pixel.
    func height(forWidth width: Int) throws(SVGRasterizer.RenderError) -> Int {
        guard let aspect else { throw .noSize }
        let height = (Double(width) / aspect).rounded()
        guard height <= Double(SVGRasterizer.maximumSide) else {
            throw .unusableSize(width: width, height: SVGRasterizer.maximumSide + 1)
        }
        return max(1, Int(height))
    }

    /// The stated width and height in millimetres.
    var physicalSize: Sheet.Size? {
        var (hasWidth, hasHeight, hasViewBox): (gboolean, gboolean, gboolean) = (0, 0, 0)
        var (width, height) = (RsvgLength(), RsvgLength())
        var viewBox = RsvgRectangle()
        unsafe rsvg_handle_get_intrinsic_dimensions(
            handle, &hasWidth, &width, &hasHeight, &height, &hasViewBox, &viewBox)
        guard hasWidth != 0, hasHeight != 0, let widthMillimetres = width.millimetres,
            let heightMillimetres = height.millimetres, widthMillimetres > 0, heightMillimetres > 0
        else { return nil }
        return Sheet.Size(widthMillimetres: widthMillimetres, heightMillimetres: heightMillimetres)
    }

    func render(on surface: ImageSurface) throws(SVGRasterizer.RenderError) {
        var viewport = RsvgRectangle(x: 0, y: 0, width: Double(surface.width), height: Double(surface.height))
        var error: UnsafeMutablePointer<GError>?
        let context = unsafe cairo_create(surface.surface)
        defer { unsafe cairo_destroy(context) }
        guard unsafe rsvg_handle_render_document(handle, context, &viewport, &error) != 0 else {
            throw .unreadable(unsafe message(of: error))
        }
        let status = unsafe cairo_status(context)
        guard status == CAIRO_STATUS_SUCCESS else { throw .cairo(Int(status.rawValue)) }
    }
}

extension RsvgLength {
    /// The length in millimetres by the units of CSS 2.1, 4.3.2; `nil` for relative ones.
    fileprivate var millimetres: Double? {
        switch unit {
        case RSVG_UNIT_PX: length * 25.4 / 96
        case RSVG_UNIT_IN: length * 25.4
        case RSVG_UNIT_CM: length * 10
        case RSVG_UNIT_MM: length
        case RSVG_UNIT_PT: length * 25.4 / 72
        case RSVG_UNIT_PC: length * 25.4 / 6
        default: nil
        }
    }
}

/// A picture in memory that cairo draws on.
@safe private final class ImageSurface {
    let width: Int
    let height: Int
    let surface: OpaquePointer

    /// Makes a picture of one colour, or one of nothing.
    init(width: Int, height: Int, filledWith color: Color?) throws(SVGRasterizer.RenderError) {
        let format = color == nil ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24
        let created = unsafe cairo_image_surface_create(format, Int32(width), Int32(height))
        let status = unsafe cairo_surface_status(created)
        guard let created = unsafe created, status == CAIRO_STATUS_SUCCESS else {
            unsafe cairo_surface_destroy(created)
            throw .cairo(Int(status.rawValue))
        }
        self.width = width
        self.height = height
        unsafe surface = created
        guard let color else { return }
        let context = unsafe cairo_create(created)
        defer { unsafe cairo_destroy(context) }
        unsafe cairo_set_source_rgb(
            context, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255)
        unsafe cairo_paint(context)
    }

    deinit { unsafe cairo_surface_destroy(surface) }

    /// Copies red, green, blue and opacity; cairo keeps each pixel as 0xAARRGGBB, its colours times its opacity.
    func pixelsWithOpacity() -> [UInt8] {
        var pixels = [UInt8](repeating: 0, count: width * height * 4)
        unsafe cairo_surface_flush(surface)
        guard let data = unsafe cairo_image_surface_get_data(surface) else { return pixels }
        let stride = unsafe Int(cairo_image_surface_get_stride(surface))
        let bytes = unsafe UnsafeRawBufferPointer(start: data, count: stride * height)
        for row in 0..<height {
            for column in 0..<width {
                let pixel = unsafe bytes.load(fromByteOffset: row * stride + column * 4, as: UInt32.self)
                let opacity = pixel >> 24
                guard opacity > 0 else { continue }
                let start = (row * width + column) * 4
                for part in 0..<3 {
                    let value = pixel >> UInt32(16 - 8 * part) & 255
                    pixels[start + part] = UInt8(min(255, (value * 255 + opacity / 2) / opacity))
                }
                pixels[start + 3] = UInt8(opacity)
            }
        }
        return pixels
    }

    /// Copies the pixels; cairo keeps each as a native 32-bit number 0x00RRGGBB.
    func raster(background: Color) -> Raster {
        var raster = Raster(width: width, height: height, filledWith: background)
        unsafe cairo_surface_flush(surface)
        guard let data = unsafe cairo_image_surface_get_data(surface) else { return raster }
        let stride = unsafe Int(cairo_image_surface_get_stride(surface))
        let bytes = unsafe UnsafeRawBufferPointer(start: data, count: stride * height)
        for row in 0..<height {
            for column in 0..<width {
                let pixel = unsafe bytes.load(fromByteOffset: row * stride + column * 4, as: UInt32.self)
                let start = (row * width + column) * 3
                raster.pixels[start] = UInt8(truncatingIfNeeded: pixel >> 16)
                raster.pixels[start + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
                raster.pixels[start + 2] = UInt8(truncatingIfNeeded: pixel)
            }
        }
        return raster
    }
}

/// Takes the text of a GLib error and releases the error.
private func message(of error: UnsafeMutablePointer<GError>?) -> String {
    guard let error = unsafe error else { return "" }
    defer { unsafe g_error_free(error) }
    return unsafe String(cString: error.pointee.message)
}
