/// A drawing of opaque paths, which a press's file holds as they are.
struct VectorPicture: Sendable, Hashable {
    /// The most steps of all paths, 50,000: some 1.5 MB, as much as the same logo takes in pixels.
    static let segmentCount = 50_000

    /// In units of the drawing, to the right and downwards from the upper left corner.
    let width: Double
    let height: Double
    /// What is painted first comes first.
    let elements: [VectorElement]

    /// Takes elements in order.
    init(width: Double, height: Double, elements: [VectorElement]) {
        (self.width, self.height, self.elements) = (width, height, elements)
    }

    /// Takes the paths of an SVG document, with the shapes that librsvg gives them; text becomes outlines.
    ///
    /// - Parameters:
    ///   - svg: The document; nothing outside it is read.
    ///   - width: Of the rectangle that it is drawn into, as ``SVGRasterizer`` would: centred, proportions kept.
    ///   - height: Of the rectangle.
    /// - Throws: ``VectorFault``, for a document that is none or has more than opaque paths in plain colours.
    init(svg: [UInt8], width: Double, height: Double) throws(VectorFault) {
        try self.init(
            svg: svg, width: width, height: height,
            recordedSide: VectorRecording.usualSide)
    }

    /// Takes the paths of an SVG document, recorded at a certain fineness.
    ///
    /// - Parameters:
    ///   - svg: The document.
    ///   - width: Of the rectangle that it is drawn into.
    ///   - height: Of the rectangle.
    ///   - side: Of the longer side while it is recorded, in steps of 256 to one.
    /// - Throws: ``VectorFault``.
    init(svg: [UInt8], width: Double, height: Double, recordedSide side: Double) throws(VectorFault) {
        precondition(width > 0 && height > 0, "a picture has a size")
        let scale = side / max(width, height)
        let (recordedWidth, recordedHeight) = (width * scale, height * scale)
        let file = try VectorRecording.file(svg, width: recordedWidth, height: recordedHeight)
        guard let page = PDFObjects(file)?.page(1), let content = page.content else {
            throw .unreadable("no page")
        }
        // A page is measured upwards.
        let map = VectorTransform(1 / scale, 0, 0, -1 / scale, 0, height)
        var scan = VectorScan(
            view: VectorBounds(minX: 0, minY: 0, maxX: width, maxY: height))
        try scan.read(content, page["Resources"], map: map)
        self.width = width
        self.height = height
        elements = scan.elements
    }
}

/// Why a drawing is not a picture of opaque paths.
enum VectorFault: Error, Sendable, Hashable {
    /// librsvg or cairo refused the document; the words are theirs.
    case unreadable(String)
    /// It has pixels: a photograph, or what librsvg draws as pixels, as filters.
    case pixels
    /// A gradient.
    case gradient
    /// A pattern of tiles.
    case pattern
    /// Something is seen through, or is mixed with what lies below.
    case transparency
    /// Letters that have no outlines, as pictures of faces have none.
    case glyphs
    /// A place, a length or a pen that no file can say in its numbers.
    case outOfRange
    /// More steps than ``VectorPicture/segmentCount``.
    case tooManySegments
    /// An operator that is not expected of cairo.
    case unknown(String)
}
