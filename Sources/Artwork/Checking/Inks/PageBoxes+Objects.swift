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
        self.init(
            leftPoints: min(points[0], points[2]), lowerPoints: min(points[1], points[3]),
            rightPoints: max(points[0], points[2]), upperPoints: max(points[1], points[3]))
    }

    /// A box in points.
    init(
        leftPoints left: Double, lowerPoints lower: Double, rightPoints right: Double,
        upperPoints upper: Double
    ) {
        let point = 1 / PDFPageBoxes.pointsPerMillimetre
        self.init(
            x: left * point, y: lower * point, width: (right - left) * point, height: (upper - lower) * point)
    }
}
