/// The lines that help the person with the knife.
struct SheetLines: Sendable {
    private static let hairlineMillimetres = 0.1
    /// Cut marks keep this distance from the grid, so that a drifting knife does not leave them on a label.
    private static let gapMillimetres = 1.0
    private static let markMillimetres = 4.0

    private let marks: Sheet.CutMarks
    private let corners: [(from: PagePoint, to: PagePoint)]

    init(_ sheet: Sheet) {
        marks = sheet.cutMarks
        corners = marks == .corners ? Self.cornerMarks(sheet) : []
    }

    /// Appends the lines of a page, whose labels stand at these places.
    func append(around places: [PageRectangle], boxes: PDFPageBoxes, to text: inout PDFText) {
        guard marks != .none else { return }
        text.append("0 G ")
        text.append(Self.hairlineMillimetres * PDFPageBoxes.pointsPerMillimetre)
        text.append(" w\n")
        if marks == .outlines {
            let points = PDFPageBoxes.pointsPerMillimetre
            for place in places {
                text.append(
                    boxes.x(place.x), boxes.y(place.maxY), place.width * points, place.height * points)
                text.append("re\n")
            }
        }
        for line in corners {
            text.append(boxes.x(line.from.x), boxes.y(line.from.y))
            text.append("m ")
            text.append(boxes.x(line.to.x), boxes.y(line.to.y))
            text.append("l\n")
        }
        text.append("S\n")
    }

    /// Short lines outside the grid, in line with every edge of a label; the paper's edge cuts them.
    private static func cornerMarks(_ sheet: Sheet) -> [(from: PagePoint, to: PagePoint)] {
        let first = sheet.labelRectangle(row: 0, column: 0)
        let last = sheet.labelRectangle(row: sheet.rows - 1, column: sheet.columns - 1)
        let (near, far) = (gapMillimetres, gapMillimetres + markMillimetres)
        let columns = (0..<sheet.columns).map { sheet.labelRectangle(row: 0, column: $0) }
        let rows = (0..<sheet.rows).map { sheet.labelRectangle(row: $0, column: 0) }
        let vertical = Set(columns.flatMap { [$0.x, $0.maxX] }).sorted().flatMap { x in
            [(first.y - far, first.y - near), (last.maxY + near, last.maxY + far)].map {
                (from: PagePoint(x: x, y: $0.0), to: PagePoint(x: x, y: $0.1))
            }
        }
        let horizontal = Set(rows.flatMap { [$0.y, $0.maxY] }).sorted().flatMap { y in
            [(first.x - far, first.x - near), (last.maxX + near, last.maxX + far)].map {
                (from: PagePoint(x: $0.0, y: y), to: PagePoint(x: $0.1, y: y))
            }
        }
        return vertical + horizontal
    }
}

/// A point on a page: millimetres from the top left corner.
struct PagePoint: Sendable, Hashable {
    var x: Double
    var y: Double
}
