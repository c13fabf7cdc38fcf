/// A PDF file of pages that share their resources: a logo, words, a spot ink, fonts.
struct PDFDocument {
    private var file = PDFFile()
    private var tree = PDFPageTree()
    private let info: DocumentInfo
    private let intent: OutputIntent?
    private let resources: PDFFile.Reference
    private var spots: [PDFFile.Reference] = []
    private var shadings: [PDFFile.Reference] = []
    private var allPlates: PDFFile.Reference?
    private var drawings: [(name: String, reference: PDFFile.Reference)] = []

    /// Begins a file; one for a stated press must have a date.
    init(info: DocumentInfo, intent: OutputIntent?) throws(PrintError) {
        guard intent == nil || info.createdAt != nil else { throw .undated }
        self.info = info
        self.intent = intent
        resources = file.reserve()
    }

    /// Adds the next spot ink, before anything that is painted with it.
    mutating func addSpot(_ name: String, appearance: Ink.Process) {
        spots.append(file.add(spot: name, appearance: appearance))
    }

    /// Adds the next gradient, over the unit square.
    mutating func addShading(_ gradient: Gradient) {
        shadings.append(file.add(PDFShading.body(of: gradient)))
    }

    /// Adds the colour that prints on every plate, for marks outside the page (ISO 32000-1, 8.6.6.4).
    mutating func addAllPlates() {
        allPlates = file.add(spot: "All", appearance: .init(cyan: 1, magenta: 1, yellow: 1, black: 1))
    }

    /// Adds the logo under the name that pages use for it.
    mutating func addLogo(_ logo: PDFLogo) {
        drawings.append(("L", logo.write(to: &file, spot: spots.first)))
    }

    /// Adds a drawing whose origin is the upper left corner of a rectangle.
    mutating func addForm(_ name: String, _ content: PDFText, size: Sheet.Size) {
        let points = PDFPageBoxes.pointsPerMillimetre
        var box = PDFText()
        box.append(0, -size.heightMillimetres * points, size.widthMillimetres * points, 0)
        let entries =
            "/Type/XObject/Subtype/Form/BBox[\(String(decoding: box.bytes, as: UTF8.self))]"
            + "/Resources \(resources.text)"
        drawings.append((name, file.add(compressed: content.bytes, entries)))
    }

    /// Adds a page; a dense one is worth compressing, while the modules of masks hardly shrink.
    mutating func addPage(_ content: PDFText, boxes: PDFPageBoxes, isDense: Bool) {
        let parent = tree.parent(in: &file)
        let stream = isDense ? file.add(compressed: content.bytes) : file.add(stream: content.bytes)
        var body = PDFText("<</Type/Page/Parent \(parent.text)")
        body.append(boxes.entries)
        body.append("/Resources \(resources.text)/Contents \(stream.text)>>")
        tree.add(file.add(body), to: &file)
    }

    mutating func drain() -> [UInt8] { file.drain() }

    /// Ends the file and returns its rest.
    mutating func finish(fonts glyphs: Set<GlyphKey>, outlines: GlyphOutlines?) -> [UInt8] {
        writeResources(glyphs, outlines)
        let pages = tree.finish(in: &file)
        var catalog = PDFText(
            "<</Type/Catalog/Pages \(pages.text)/ViewerPreferences<</DisplayDocTitle true>>")
        if let intent, let date = info.createdAt {
            catalog.append("/OutputIntents \(file.add(intent).text)")
            let packet = PDFMetadata.packet(
                title: info.title.printable, date: date, identity: file.identity)
            // Not compressed, so that programs which do not know PDF find it.
            catalog.append("/Metadata \(file.add(stream: packet.utf8, "/Type/Metadata/Subtype/XML").text)")
        }
        catalog.append(">>")
        file.finish(catalog: file.add(catalog), info: file.add(infoBody))
        return file.drain()
    }

    private mutating func writeResources(_ glyphs: Set<GlyphKey>, _ outlines: GlyphOutlines?) {
        var body = PDFText("<<")
        if let outlines, !glyphs.isEmpty {
            let fonts = PDFFonts.write(glyphs, outlines: outlines, to: &file)
            body.append("/Font<<\(fonts.map { "/\($0.name) \($0.reference.text)" }.joined())>>")
        }
        if !drawings.isEmpty {
            body.append("/XObject<<\(drawings.map { "/\($0.name) \($0.reference.text)" }.joined())>>")
        }
        var spaces = spots.enumerated().map { "/\(PDFPaint.spotName($0)) \($1.text)" }
        if let allPlates { spaces.append("/\(CropMarks.allPlatesName) \(allPlates.text)") }
        if !spaces.isEmpty { body.append("/ColorSpace<<\(spaces.joined())>>") }
        let gradients = shadings.enumerated().map { "/\(PDFShading.name($0)) \($1.text)" }
        if !gradients.isEmpty { body.append("/Shading<<\(gradients.joined())>>") }
        body.append(">>")
        file.write(body, as: resources)
    }

    private var infoBody: PDFText {
        var body = PDFText("<</Title")
        body.append(label: info.title.printable)
        body.append("/Producer(Tessera)/Trapped/False")
        if let date = info.pdfDate {
            body.append("/CreationDate(\(date))/ModDate(\(date))")
        }
        body.append(">>")
        return body
    }
}

extension DocumentInfo {
    /// The date as PDF writes it (ISO 32000-1, 7.9.4).
    fileprivate var pdfDate: String? {
        createdAt.map { "D:" + $0.filter { !"-:TZ".contains($0) } + "Z" }
    }
}
