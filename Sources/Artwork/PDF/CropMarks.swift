/// Lines outside a page's bleed that show where to cut, in the colour that prints on every plate.
struct CropMarks {
    /// A quarter point, what page makeup programs draw.
    private static let lineWidthPoints = 0.25
    /// From the bleed to the mark, in millimetres, so that no mark is left on a page cut askew.
    private static let gapMillimetres = 1.0
    private static let lengthMillimetres = 5.0
    /// The room that marks take around the bleed, in millimetres.
    static let slugMillimetres = gapMillimetres + lengthMillimetres
    /// The name of the colour space of all plates in the resources.
    static let allPlatesName = "All"

    let boxes: PDFPageBoxes

    /// Appends the marks of the four corners.
    func append(to text: inout PDFText) {
        let near = boxes.bleedMillimetres + Self.gapMillimetres
        let far = near + Self.lengthMillimetres
        let (width, height) = (boxes.trim.widthMillimetres, boxes.trim.heightMillimetres)
        text.append("/All CS 1 SCN ")
        text.append(Self.lineWidthPoints)
        text.append(" w\n")
        for y in [0, height] {
            line(from: (-far, y), to: (-near, y), &text)
            line(from: (width + near, y), to: (width + far, y), &text)
        }
        for x in [0, width] {
            line(from: (x, -far), to: (x, -near), &text)
            line(from: (x, height + near), to: (x, height + far), &text)
        }
        text.append("S\n")
    }

    private func line(from: (x: Double, y: Double), to: (x: Double, y: Double), _ text: inout PDFText) {
        text.append(boxes.x(from.x), boxes.y(from.y))
        text.append("m ")
        text.append(boxes.x(to.x), boxes.y(to.y))
        text.append("l\n")
    }
}
