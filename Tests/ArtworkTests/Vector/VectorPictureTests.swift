import Testing

@testable import Artwork

@Suite struct VectorPictureTests {
    /// Whether two rectangles agree to a few thousandths of a unit.
    private func expect(
        _ bounds: VectorBounds?, _ minX: Double, _ minY: Double, _ maxX: Double, _ maxY: Double,
        location: SourceLocation = #_sourceLocation
    ) throws {
        let bounds = try #require(bounds, sourceLocation: location)
        let found = [bounds.minX, bounds.minY, bounds.maxX, bounds.maxY]
        let isClose = zip(found, [minX, minY, maxX, maxY]).allSatisfy { abs($0 - $1) < 0.005 }
        #expect(isClose, "\(found)", sourceLocation: location)
    }

    @Test("A rectangle is four lines in its colour")
    func rectangle() throws {
        let picture = try VectorSamples.picture(
            ##"<rect x="10" y="5" width="20" height="12" fill="#123456"/>"##)
        #expect(picture.width == 100 && picture.height == 50)
        let element = try #require(picture.elements.first)
        #expect(picture.elements.count == 1)
        #expect(element.color == Color(red: 0x12, green: 0x34, blue: 0x56))
        #expect(element.painting == .fill(.nonZero) && element.clips.isEmpty)
        try expect(element.path.rectangle, 10, 5, 30, 17)
    }

    @Test("A circle is curves that stay on it")
    func circle() throws {
        let picture = try VectorSamples.picture(#"<circle cx="50" cy="25" r="20"/>"#)
        let element = try #require(picture.elements.first)
        try expect(element.path.bounds, 30, 5, 70, 45)
        #expect(element.color == .black)
        for segment in element.path.segments {
            guard case .curve(_, _, let end) = segment else { continue }
            #expect(
                abs(((end.x - 50) * (end.x - 50) + (end.y - 25) * (end.y - 25)).squareRoot() - 20) < 0.005)
        }
    }

    @Test("An arc, a transform and a use lie where they belong, with the fill rule asked for")
    func placed() throws {
        let picture = try VectorSamples.picture(
            """
            <defs><path id="p" d="M0 0h10v10h-10z"/></defs>
            <path d="M5 40a5 5 0 0 1 10 0z" fill-rule="evenodd"/>
            <g transform="translate(40 10) scale(2)"><use href="#p" x="3"/></g>
            <path transform="rotate(90 70 20)" d="M70 20h10v1h-10z"/>
            """)
        try #require(picture.elements.count == 3)
        try expect(picture.elements[0].path.bounds, 5, 35, 15, 40)
        #expect(picture.elements[0].painting == .fill(.evenOdd))
        try expect(picture.elements[1].path.rectangle, 46, 10, 66, 30)
        try expect(picture.elements[2].path.bounds, 69, 20, 70, 30)
    }

    @Test("A line keeps its pen, scaled with what is around it")
    func line() throws {
        let picture = try VectorSamples.picture(
            """
            <g transform="scale(2) rotate(30)"><path d="M10 0h10" fill="none" stroke="#f00" stroke-width="1.5"
              stroke-linecap="round" stroke-linejoin="bevel" stroke-dasharray="3 1" stroke-dashoffset="0.5"/></g>
            """)
        let element = try #require(picture.elements.first)
        guard case .stroke(let pen) = element.painting else {
            Issue.record("\(element.painting)")
            return
        }
        #expect(abs(pen.width - 3) < 0.01 && pen.cap == .round && pen.join == .bevel)
        try #require(pen.dashes.count == 2)
        #expect(
            abs(pen.dashes[0] - 6) < 0.01 && abs(pen.dashes[1] - 2) < 0.01 && abs(pen.dashStart - 1) < 0.01)
        #expect(element.color == Color(red: 255, green: 0, blue: 0))
    }

    @Test("A pen that is scaled unevenly keeps its shape, and is round again where a scale undoes that")
    func unevenLine() throws {
        let picture = try VectorSamples.picture(
            "<path transform='scale(4 1)' d='M5 10h9v20' fill='none' stroke='red' stroke-width='2'/>")
        let element = try #require(picture.elements.first)
        guard case .stroke(let pen) = element.painting else {
            Issue.record("\(element.painting)")
            return
        }
        // As wide as a round pen of the same area, twice as wide as high on both sides of that.
        #expect(abs(pen.width - 4) < 0.01)
        let shape = try #require(pen.shape)
        #expect(abs(shape.a - 2) < 0.01 && abs(abs(shape.d) - 0.5) < 0.01 && shape.b == 0 && shape.c == 0)
        let bounds = try #require(element.path.bounds)
        #expect(abs(bounds.minX - 20) < 0.01 && abs(bounds.maxX - 56) < 0.01 && abs(bounds.maxY - 30) < 0.01)
        #expect(pen.transformed(VectorTransform(0.25, 0, 0, 1, 0, 0)).shape == nil)
    }

    @Test("Text becomes outlines")
    func text() throws {
        let picture = try VectorSamples.picture(
            #"<text x="10" y="40" font-family="DejaVu Sans" font-size="30">HI</text>"#)
        // Capitals of this font are 0.729 of its size high.
        let bounds = try #require(picture.elements.compactMap(\.bounds).reduce(nil) { $0?.union($1) ?? $1 })
        #expect(abs(bounds.maxY - 40) < 0.05 && abs(bounds.height - 0.729 * 30) < 0.1)
        #expect(bounds.minX > 10 && bounds.minX < 14)
    }

    @Test("What is clipped stays clipped, but not by a rectangle around it all")
    func clips() throws {
        let picture = try VectorSamples.picture(
            """
            <clipPath id="c"><circle cx="20" cy="20" r="10"/></clipPath>
            <clipPath id="r"><rect width="90" height="45"/></clipPath>
            <rect width="40" height="40" clip-path="url(#c)"/><rect width="40" height="40" clip-path="url(#r)"/>
            """)
        try #require(picture.elements.count == 2)
        let round = try #require(picture.elements[0].clips.last)
        try expect(round.path.bounds, 10, 10, 30, 30)
        #expect(picture.elements[1].clips.isEmpty)
    }

    private static let gradient = """
        <linearGradient id="g"><stop stop-color="red"/><stop offset="1"/></linearGradient>
        <rect width="9" height="9" fill="url(#g)"/>
        """
    private static let pattern = """
        <pattern id="p" width=".1" height=".1"><path d="M0 0h1v1z"/></pattern>
        <rect width="90" height="40" fill="url(#p)"/>
        """
    private static let image = """
        <image width="9" height="9" href="data:image/png;base64,\
        iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="/>
        """
    private static let filter = """
        <filter id="f"><feGaussianBlur stdDeviation="1"/></filter><rect width="9" height="9" filter="url(#f)"/>
        """
    private static let mask = """
        <mask id="m"><circle r="9" fill="#888"/></mask><rect width="9" height="9" mask="url(#m)"/>
        """
    private static let group = """
        <g opacity="0.5"><rect width="9" height="9"/><circle r="9"/></g>
        """
    private static let blend = """
        <g style="mix-blend-mode:multiply"><rect width="9" height="9"/><circle r="9"/></g>
        """
    private static let refusals: [(String, VectorFault)] = [
        (gradient, .gradient), (pattern, .pattern), (image, .pixels), (filter, .pixels),
        (mask, .transparency), (group, .transparency), (blend, .transparency),
        ("<rect width='9' height='9' fill='red' fill-opacity='0.5'/>", .transparency),
    ]

    @Test("What is more than opaque paths is named", arguments: refusals)
    func refused(content: String, fault: VectorFault) {
        #expect(throws: fault) { try VectorSamples.picture(content) }
    }

    @Test("What is no document is unreadable, and a drawing without end is not taken apart")
    func unreadable() throws {
        let error = #expect(throws: VectorFault.self) {
            try VectorPicture(svg: Array("<svg".utf8), width: 1, height: 1)
        }
        guard case .unreadable = try #require(error) else {
            Issue.record("\(String(describing: error))")
            return
        }
        let steps = String(repeating: "h9v9h-9v-9", count: VectorPicture.segmentCount / 4)
        #expect(throws: VectorFault.tooManySegments) {
            try VectorSamples.picture(#"<path d="M0 0\#(steps)"/>"#)
        }
    }

    @Test(
        "Whatever numbers a document has, a file can say what is left of them",
        arguments: [
            "<path d='M1 3h90' stroke='red' stroke-width='7e300'/>",
            "<path d='M1 3h90l-9 9' stroke='red' stroke-width='3' stroke-miterlimit='9e200'/>",
            "<path d='M1 3h90' stroke='red' stroke-dasharray='1e9 3' stroke-dashoffset='-1e20'/>",
            "<path d='M0-4e40v9e40z' stroke='red'/>",
            "<path transform='scale(3e9 2e-4)' d='M0 0h1v9' stroke='red'/>",
            "<path transform='scale(1e20 1e-20)' d='M0 0h1v9' stroke='red'/>",
            "<path transform='scale(1e-30)' d='M0 0h1v9' stroke='red'/>",
            // The program ended at this one when the recording was scaled.
            "<path transform='scale(-3.8 -81) rotate(15)' d='M0 3l92 0c1 2 69 4-3e21 9' stroke='red' "
                + "stroke-width='7e301' stroke-miterlimit='93'/>",
        ])
    func extremes(content: String) throws {
        var text = PDFText()
        var paths = EPSPaths(PressPalette(.blackOnWhite, ink: .black), space: nil)
        do throws(VectorFault) {
            let picture = try VectorPicture(svg: VectorSamples.document(content), width: 100, height: 50)
            picture.append(to: &text) { PDFPaint($0) }
            paths.append(picture)
            #expect(paths.process == .key)
        } catch {
            #expect(error == .outOfRange)
        }
    }

    @Test("The same document gives the same picture", arguments: VectorSamples.files)
    func same(file: String) throws {
        let bytes = try VectorSamples.bytes(file)
        let picture = try VectorPicture(svg: bytes, width: 9, height: 7)
        #expect(!picture.elements.isEmpty)
        #expect(try VectorPicture(svg: bytes, width: 9, height: 7) == picture)
    }
}
