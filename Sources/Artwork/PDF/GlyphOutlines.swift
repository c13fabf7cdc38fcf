// cairo's declarations are in both modules and belong to whichever the compiler loads first.
internal import CPoppler
internal import CRSVG

/// The outlines and widths of single letters, from the machine's fonts by way of cairo.
///
/// Letters are set side by side at their own widths, as cairo's simple text calls do it.
@safe final class GlyphOutlines {
    /// Units of an em; cairo keeps 256 steps in each.
    static let unitsPerEm = 1_000

    /// One letter in units of which an em has `unitsPerEm`, upwards from the baseline.
    struct Glyph: Sendable, Hashable {
        var advance: Double
        /// Path operators with a fill at the end; nothing for a space.
        var path: PDFText
    }

    private let context: OpaquePointer
    private var known: [GlyphKey: Glyph] = [:]

    init() throws(PrintError) {
        let made = unsafe cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, nil)
        guard let surface = unsafe made, let context = unsafe cairo_create(surface) else {
            throw .drawing("no surface")
        }
        // The context keeps the surface.
        unsafe cairo_surface_destroy(surface)
        unsafe self.context = context
        let options = unsafe cairo_font_options_create()
        defer { unsafe cairo_font_options_destroy(options) }
        // Outlines for any size must not be bent to the pixels of one.
        unsafe cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        unsafe cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        unsafe cairo_set_font_options(context, options)
        unsafe cairo_set_font_size(context, Double(Self.unitsPerEm))
    }

    deinit { unsafe cairo_destroy(context) }

    /// Returns a letter, drawn once and kept.
    func glyph(_ key: GlyphKey) -> Glyph {
        if let glyph = known[key] { return glyph }
        let weight = key.face == .title ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL
        unsafe cairo_select_font_face(context, key.face.family, CAIRO_FONT_SLANT_NORMAL, weight)
        var extents = cairo_text_extents_t()
        let text = String(Character(key.scalar))
        unsafe cairo_text_extents(context, text, &extents)
        let glyph = Glyph(advance: extents.x_advance, path: path(of: text))
        known[key] = glyph
        return glyph
    }

    /// Returns how wide a text is set, in millimetres.
    func width(of text: String, face: Typeface, millimetres: Double) -> Double {
        let units = text.printable.unicodeScalars.reduce(0) {
            $0 + glyph(GlyphKey(face: face, scalar: $1)).advance
        }
        return units / Double(Self.unitsPerEm) * millimetres
    }

    private func path(of text: String) -> PDFText {
        unsafe cairo_new_path(context)
        unsafe cairo_move_to(context, 0, 0)
        unsafe cairo_text_path(context, text)
        guard let path = unsafe cairo_copy_path(context) else { return PDFText() }
        defer { unsafe cairo_path_destroy(path) }
        var result = PDFText()
        var index = 0
        let count = unsafe Int(path.pointee.num_data)
        while index < count, let item = unsafe path.pointee.data?.advanced(by: index) {
            let header = unsafe item.pointee.header
            for point in 1..<max(1, Int(header.length)) {
                // cairo measures downwards, a font upwards.
                let place = unsafe item.advanced(by: point).pointee.point
                result.append(place.x, -place.y)
            }
            switch header.type {
            case CAIRO_PATH_MOVE_TO: result.append("m\n")
            case CAIRO_PATH_LINE_TO: result.append("l\n")
            case CAIRO_PATH_CURVE_TO: result.append("c\n")
            default: result.append("h\n")
            }
            index += max(1, Int(header.length))
        }
        if count > 0 { result.append("f") }
        return result
    }
}

/// A letter of a typeface.
struct GlyphKey: Sendable, Hashable, Comparable {
    var face: Typeface
    var scalar: Unicode.Scalar

    static func < (one: GlyphKey, other: GlyphKey) -> Bool {
        (one.face.letter, one.scalar.value) < (other.face.letter, other.scalar.value)
    }
}

extension Typeface {
    /// What the names of its fonts in a file begin with.
    var letter: String {
        switch self {
        case .title: "T"
        case .note: "N"
        case .code: "C"
        }
    }
}
