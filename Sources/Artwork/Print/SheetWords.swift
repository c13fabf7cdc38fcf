/// The words that the labels of a sheet share, laid out once, and the code's line among them.
///
/// Of a hundred thousand labels each has its own code and all have the same title and note: these are one drawing in
/// the file, stamped on every label.
struct SheetWords: Sendable {
    /// What is to be done about a label's code.
    enum CodeLine: Sendable, Hashable {
        /// The sheet shows none.
        case absent
        /// It takes the line that was laid out for another code of as many letters.
        case line(PlacedText)
        /// It changes the layout, so no label shares its words.
        case own
    }

    /// The lines that all labels have, their places counted from the label's corner.
    let lines: [PlacedText]
    let code: CodeLine
    let title: String
    let note: String

    /// Lays the words out.
    ///
    /// - Parameters:
    ///   - label: Any label of the file.
    ///   - sheet: The sheet.
    ///   - outlines: The fonts.
    /// - Throws: `PrintError.captionTooLong`.
    init(_ label: Label, on sheet: Sheet, outlines: GlyphOutlines) throws(PrintError) {
        let placed = try Self.lines(label, on: sheet, row: 0, column: 0, number: 1, outlines: outlines)
        let corner = sheet.labelRectangle(row: 0, column: 0)
        let moved = placed.map { line in
            var line = line
            line.x -= corner.x
            line.baseline -= corner.y
            return line
        }
        title = label.title
        note = label.note
        code = Self.codeLine(moved.filter { $0.face == .code }, of: label, on: sheet, outlines: outlines)
        lines = code == .own ? [] : moved.filter { $0.face != .code }
    }

    /// Whether a label has these words, and a code that takes the same line.
    func fit(_ label: Label) -> Bool {
        guard label.title == title, label.note == note else { return false }
        switch code {
        case .absent: return true
        case .own: return false
        case .line(let line):
            return label.code.utf8.count == line.text.utf8.count
                && label.code.utf8.allSatisfy { GlyphOutlines.isEvenLetter[Int($0)] }
        }
    }

    /// Letters of one width take the same line in every label; a code of two lines or none may not.
    private static func codeLine(
        _ codes: [PlacedText], of label: Label, on sheet: Sheet, outlines: GlyphOutlines
    ) -> CodeLine {
        guard sheet.captionRectangle(row: 0, column: 0) != nil, sheet.caption.lines.contains(.code) else {
            return .absent
        }
        guard codes.count == 1, codes[0].text == label.code, outlines.isEven(.code) else { return .own }
        return .line(codes[0])
    }

    /// Lays the words of one label out, in millimetres from the page's corner.
    static func lines(
        _ label: Label, on sheet: Sheet, row: Int, column: Int, number: Int, outlines: GlyphOutlines
    ) throws(PrintError) -> [PlacedText] {
        guard let area = sheet.captionRectangle(row: row, column: column) else { return [] }
        let layout = CaptionLayout(
            area: area, alignment: sheet.caption.place == .below ? .centred : .leading,
            nominalMillimetres: sheet.caption.textMillimetres
        ) { text, face, millimetres in
            outlines.width(of: text, face: face, millimetres: millimetres)
        }
        do throws(CaptionLayout.TooLong) {
            return try layout.place(sheet.caption.lines.map { (line: $0, text: label.text(of: $0)) })
        } catch {
            throw .captionTooLong(label: number, line: error.line)
        }
    }
}

extension GlyphOutlines {
    /// The letters of short codes and their separator.
    private static let evenLetters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-".unicodeScalars

    /// Whether a byte is one of the letters of a short code.
    static let isEvenLetter = (0..<256).map { evenLetters.contains(Unicode.Scalar(UInt8($0))) }

    /// Whether a face has one width for all letters of a code.
    func isEven(_ face: Typeface) -> Bool {
        Set(Self.evenLetters.map { glyph(GlyphKey(face: face, scalar: $0)).advance }).count == 1
    }
}
