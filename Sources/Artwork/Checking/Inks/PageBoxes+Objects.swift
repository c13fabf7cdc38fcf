extension CheckReport.PageBoxes {
    /// Reads the boxes of a page; the sheet may be stated for all pages together.
    init(of page: PDFObject) {
        media = page.inherited("MediaBox").flatMap(PageRectangle.init)
        trim = page["TrimBox"].flatMap(PageRectangle.init)
        bleed = page["BleedBox"].flatMap(PageRectangle.init)
    }
}

extension PageRectangle {
    /// Two corners in points, in any order, ISO 32000-1, 7.9.5.
    fileprivate init?(_ corners: PDFObject) {
        let points = corners.items.compactMap(\.number)
        guard points.count == 4 else { return nil }
        let scale = 1 / PDFPageBoxes.pointsPerMillimetre
        self.init(
            x: min(points[0], points[2]) * scale, y: min(points[1], points[3]) * scale,
            width: abs(points[2] - points[0]) * scale, height: abs(points[3] - points[1]) * scale)
    }
}
