/// The letters that the pages of a file use, as fonts of outlines (Type 3; ISO 32000-1, 9.6.5).
///
/// A font holds 256 letters that follow each other in Unicode, so that pages drawn side by side agree on every
/// letter's font and code without asking each other. Searching and copying give the text.
enum PDFFonts {
    /// The name of the font that holds a letter.
    static func name(_ key: GlyphKey) -> String {
        key.face.letter + String(key.scalar.value >> 8, radix: 16)
    }

    /// Writes the fonts and returns the entries of the resources' `Font` dictionary, in order.
    static func write(
        _ glyphs: Set<GlyphKey>, outlines: GlyphOutlines, to file: inout PDFFile
    ) -> [(name: String, reference: PDFFile.Reference)] {
        let fonts = Dictionary(grouping: glyphs.sorted()) { name($0) }
        return fonts.keys.sorted().map { name in
            (name, write(font: fonts[name] ?? [], outlines: outlines, to: &file))
        }
    }

    private static func write(
        font keys: [GlyphKey], outlines: GlyphOutlines, to file: inout PDFFile
    ) -> PDFFile.Reference {
        let codes = keys.map { Int($0.scalar.value & 0xFF) }
        let (first, last) = (codes.first ?? 0, codes.last ?? 0)
        var widths = [Double](repeating: 0, count: last - first + 1)
        var procedures = PDFText("<<")
        var differences = PDFText()
        for (code, key) in zip(codes, keys) {
            let glyph = outlines.glyph(key)
            widths[code - first] = glyph.advance
            var body = PDFText()
            // `d1` takes the colour of the text; the box may be larger than the letter, never smaller.
            let em = Double(GlyphOutlines.unitsPerEm)
            body.append(glyph.advance, 0, -em, -em, 2 * em, 2 * em)
            body.append("d1\n")
            body.append(glyph.path)
            let reference = file.add(compressed: body.bytes)
            procedures.append("/g\(code) \(reference.text)")
            differences.append(" \(code)/g\(code)")
        }
        procedures.append(">>")
        let toUnicode = file.add(compressed: Array(unicodeMap(keys).utf8))
        var body = PDFText(
            "<</Type/Font/Subtype/Type3/FontBBox[0 0 0 0]/FontMatrix[.001 0 0 .001 0 0]/FirstChar \(first)"
                + "/LastChar \(last)/Resources<<>>/ToUnicode \(toUnicode.text)/Widths[")
        for width in widths {
            body.append(width)
            body.append(" ")
        }
        body.append("]/Encoding<</Type/Encoding/Differences[")
        body.append(differences)
        body.append("]>>/CharProcs ")
        body.append(procedures)
        body.append(">>")
        return file.add(body)
    }

    /// What each code means (ISO 32000-1, 9.10.3), at most a hundred to a block.
    private static func unicodeMap(_ keys: [GlyphKey]) -> String {
        var map = """
            /CIDInit /ProcSet findresource begin 12 dict begin begincmap
            /CMapName /Letters def /CMapType 2 def
            1 begincodespacerange <00> <FF> endcodespacerange

            """
        for start in stride(from: 0, to: keys.count, by: 100) {
            let block = keys[start..<min(start + 100, keys.count)]
            map += "\(block.count) beginbfchar\n"
            for key in block {
                let units = String(Character(key.scalar)).utf16.map { hexadecimal(Int($0), digits: 4) }
                    .joined()
                map += "<\(hexadecimal(Int(key.scalar.value & 0xFF), digits: 2))> <\(units)>\n"
            }
            map += "endbfchar\n"
        }
        return map + "endcmap CMapName currentdict /CMap defineresource pop end end\n"
    }

    private static func hexadecimal(_ value: Int, digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

extension PDFText {
    /// Appends a line of words; the caller has set their colour.
    ///
    /// - Parameters:
    ///   - line: Its words and size; its place is not read.
    ///   - x: Where it begins, in points.
    ///   - y: The baseline, in points.
    ///   - glyphs: Takes the letters that are used.
    mutating func append(_ line: PlacedText, x: Double, y: Double, glyphs: inout Set<GlyphKey>) {
        let size = line.millimetres * PDFPageBoxes.pointsPerMillimetre
        append("BT ")
        append(x, y)
        append("Td\n")
        var font = ""
        var codes: [UInt8] = []
        func flush(_ text: inout PDFText) {
            guard !codes.isEmpty else { return }
            text.append("/\(font) ")
            text.append(size)
            text.append(" Tf")
            text.append(string: codes)
            text.append("Tj\n")
            codes = []
        }
        for scalar in line.text.printable.unicodeScalars {
            let key = GlyphKey(face: line.face, scalar: scalar)
            let name = PDFFonts.name(key)
            if name != font {
                flush(&self)
                font = name
            }
            glyphs.insert(key)
            codes.append(UInt8(scalar.value & 0xFF))
        }
        flush(&self)
        append("ET\n")
    }
}
