internal import CFontconfig

/// Which characters the machine's fonts can draw.
enum FontCoverage {
    /// Returns the characters of a text that no font has an outline for, each once, in order.
    ///
    /// Pango takes from any font what the wanted one lacks, and draws a box with a number for what none has. Letters
    /// made of colours or of pixels do not count.
    ///
    /// - Complexity: O(characters × fonts)
    static func missing(in text: String) -> [Unicode.Scalar] {
        let wanted = text.unicodeScalars.filter { scalar in
            let properties = scalar.properties
            return !properties.isWhitespace && !properties.isDefaultIgnorableCodePoint
                && properties.generalCategory != .control
        }
        guard !wanted.isEmpty else { return [] }
        let pattern = unsafe FcPatternCreate()
        defer { unsafe FcPatternDestroy(pattern) }
        unsafe FcPatternAddBool(pattern, FC_OUTLINE, FcBool(FcTrue))
        unsafe FcPatternAddBool(pattern, FC_COLOR, FcBool(FcFalse))
        let objects = unsafe FcObjectSetCreate()
        defer { unsafe FcObjectSetDestroy(objects) }
        unsafe FcObjectSetAdd(objects, FC_CHARSET)
        guard let fonts = unsafe FcFontList(nil, pattern, objects) else { return Array(wanted) }
        defer { unsafe FcFontSetDestroy(fonts) }
        var missing: [Unicode.Scalar] = []
        for scalar in wanted where !missing.contains(scalar) {
            if unsafe !Self.has(scalar, fonts) { missing.append(scalar) }
        }
        return missing
    }

    private static func has(_ scalar: Unicode.Scalar, _ fonts: UnsafeMutablePointer<FcFontSet>) -> Bool {
        unsafe (0..<Int(fonts.pointee.nfont)).contains { index in
            var characters: OpaquePointer?
            guard
                unsafe FcPatternGetCharSet(fonts.pointee.fonts[index], FC_CHARSET, 0, &characters)
                    == FcResultMatch
            else { return false }
            return unsafe FcCharSetHasChar(characters, scalar.value) != 0
        }
    }
}
