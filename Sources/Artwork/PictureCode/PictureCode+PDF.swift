internal import QRSymbol

extension PictureCode {
    /// Draws a PDF whose page is the symbol with its quiet zone: one image in the screen's colours.
    ///
    /// - Parameters:
    ///   - millimetres: The side of the page, quiet zone included, in ``SymbolPDF/sideMillimetres``.
    ///   - dotsPerInch: The printer's resolution, to whose dots modules snap; `nil` where it is not known.
    ///   - trim: Bleed and marks around the page, which stays as large as the symbol.
    ///   - info: Title and date; without a date the same code gives the same bytes.
    /// - Returns: The bytes of the file.
    /// - Throws: `PrintError`, for a side out of range or modules too small.
    public func pdf(
        sideMillimetres millimetres: Double, dotsPerInch: Int? = nil, trim: TrimOptions = TrimOptions(),
        info: DocumentInfo
    ) throws(PrintError) -> [UInt8] {
        guard SymbolPDF.sideMillimetres.contains(millimetres) else {
            throw .sizeOutOfRange(millimetres: millimetres)
        }
        let options = PrintOptions(dotsPerInch: dotsPerInch)
        try options.validate(on: .white)
        try trim.validate()
        let boxes = PDFPageBoxes(
            trim: .init(widthMillimetres: millimetres, heightMillimetres: millimetres),
            bleedMillimetres: trim.bleedMillimetres,
            slugMillimetres: trim.cropMarks == .none ? 0 : CropMarks.slugMillimetres,
            dotsPerInch: dotsPerInch)
        let square = PageRectangle(x: 0, y: 0, width: millimetres, height: millimetres)
        let place = try SymbolPlace(modules: side, in: square, of: boxes, options: options, label: 1)
        var document = try PDFDocument(info: info, intent: nil)
        document.addLogo(PDFLogo(PicturePainter(self, pixelsPerModule: Self.embeddedScale).raster()))
        var text = PDFText()
        append(to: &text, at: place, of: boxes, options)
        if trim.cropMarks != .none {
            document.addAllPlates()
            CropMarks(boxes: boxes).append(to: &text)
        }
        document.addPage(text, boxes: boxes, isDense: true)
        return document.finish(fonts: [], outlines: nil)
    }

    private func append(
        to text: inout PDFText, at place: SymbolPlace, of boxes: PDFPageBoxes, _ options: PrintOptions
    ) {
        let paper = SymbolInk(style: .blackOnWhite, options: options, form: .outlines)
        paper.appendBleed(of: boxes, to: &text)
        paper.light.appendFill(to: &text)
        place.appendPanel(to: &text)
        text.append("f\n")
        let modules = self.options.quietZone..<self.options.quietZone + symbol.size
        place.append(logo: "/L", over: LogoBounds(modules), to: &text)
    }
}
