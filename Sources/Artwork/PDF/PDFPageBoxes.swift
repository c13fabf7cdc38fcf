/// A page's boxes and the way from millimetres to its points.
///
/// Places are millimetres from the top left corner of the trimmed page. For a printer of known resolution the media
/// is rounded up to whole dots, at most a tenth of a millimetre at 300 dpi: some programs count dots from the top,
/// others from the bottom, and only so both mean the same grid. What is cut, the trim box, stays exact.
struct PDFPageBoxes: Sendable, Hashable {
    /// One millimetre in PDF's points of 1/72 inch.
    static let pointsPerMillimetre = 72 / 25.4

    /// The finished page.
    let trim: Sheet.Size
    /// Around it, in millimetres: what is printed and cut away.
    let bleedMillimetres: Double
    /// Around the bleed, in millimetres: room for crop marks.
    let slugMillimetres: Double
    let dotsPerInch: Int?

    init(
        trim: Sheet.Size, bleedMillimetres: Double = 0, slugMillimetres: Double = 0, dotsPerInch: Int? = nil
    ) {
        self.trim = trim
        self.bleedMillimetres = bleedMillimetres
        self.slugMillimetres = slugMillimetres
        self.dotsPerInch = dotsPerInch
    }

    /// In points.
    var mediaWidth: Double { media(trim.widthMillimetres) }
    /// In points.
    var mediaHeight: Double { media(trim.heightMillimetres) }

    /// The points of a dot, when the printer is known.
    var dot: Double? { dotsPerInch.map { 72 / Double($0) } }

    func x(_ millimetres: Double) -> Double { (margin + millimetres) * Self.pointsPerMillimetre }

    func y(_ millimetres: Double) -> Double {
        mediaHeight - (margin + millimetres) * Self.pointsPerMillimetre
    }

    /// The entries of a page's dictionary; `TrimBox` and `BleedBox` do not pass down from a page tree.
    var entries: PDFText {
        var text = PDFText("/MediaBox[0 0 ")
        text.append(mediaWidth, mediaHeight)
        text.append("]")
        append(&text, "/TrimBox[", outset: 0)
        append(&text, "/BleedBox[", outset: bleedMillimetres)
        return text
    }

    private var margin: Double { bleedMillimetres + slugMillimetres }

    private func append(_ text: inout PDFText, _ name: StaticString, outset: Double) {
        text.append(name)
        text.append(
            x(-outset), y(trim.heightMillimetres + outset), x(trim.widthMillimetres + outset), y(-outset))
        text.append("]")
    }

    private func media(_ millimetres: Double) -> Double {
        let points = (millimetres + 2 * margin) * Self.pointsPerMillimetre
        guard let dot else { return points }
        // Ten inches are whole dots in truth, whatever the division says.
        return ((points / dot - 1e-6).rounded(.up)) * dot
    }
}
