import Testing

@testable import Artwork

/// Documents for which librsvg and cairo take minutes, or which end the program.
@Suite struct SVGEffortTests {
    private static func document(_ inside: String) -> [UInt8] {
        Array(#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">\#(inside)</svg>"#.utf8)
    }

    private static let most = SVGFault.tooManyElements(maximum: SVGScreening.maximumElementCount)

    @Test(
        "Lines of too many dashes are refused, wherever the dashes are said",
        arguments: [
            #"<path d="M0 50H1000000" stroke-dasharray="0.3"/>"#,
            #"<line x2="99" stroke-dasharray="1e-4 1e-4"/>"#,
            #"<g stroke-dasharray="1"><g><polyline points="0 0 400000,0 400000,9"/></g></g>"#,
            #"<circle r="40000" style="fill:none; stroke-dasharray: 1, 1"/>"#,
            #"<rect width="60000" height="9" style="stroke\-dasharray/* : 9 */:1"/>"#,
            #"<style>.a{stroke-dasharray:.001 .001}</style><path class="a" d="M0 0h900v900z"/>"#,
            ##"<path id="a" d="m0 0c9 9 900 9 900 9000"/><use href="#a" stroke-dasharray=".01"/>"##,
            ##"<path id="a" d="M0 0H9000" stroke-dasharray="1"/>"##
                + String(repeating: ##"<use href="#a"/>"##, count: 20),
            #"<path d="M0 0a9000 9000 0 01.5.5" stroke-dasharray=".5"/>"#,
        ])
    func dashes(inside: String) {
        #expect(throws: Self.most) { try SVGScreening.check(Self.document(inside)) }
    }

    @Test("Dashed lines of real drawings are taken, and lines without dashes of any length")
    func fair() throws {
        let zigzag = "M0 0" + String(repeating: "L99 1L0 2", count: 500)
        for inside in [
            ##"<circle cx="50" cy="50" r="40" fill="none" stroke="#000" stroke-dasharray="3 1"/>"##,
            #"<path d="\#(zigzag)" stroke-dasharray="2 1"/>"#,
            #"<g stroke-dasharray=".01"><path stroke-dasharray="none" d="\#(zigzag)"/></g>"#,
            #"<path stroke-dasharray="0 0" d="\#(zigzag)"/><path stroke-dasharray="-1" d="\#(zigzag)"/>"#,
            #"<g stroke-dasharray=".01"/><path d="\#(zigzag)"/>"#,
            "<text>Every letter of a line of words</text><desc>" + String(repeating: "a", count: 9_000)
                + "</desc>",
            ##"<filter id="f"><feTurbulence numOctaves="4"/><feMorphology radius="1"/></filter>"##,
        ] {
            try SVGScreening.check(Self.document(inside))
        }
        for file in VectorSamples.files { try SVGScreening.check(VectorSamples.bytes(file)) }
    }

    @Test("The length of an outline is that of its lines, and at most twice as long for what may be closed")
    func lengths() throws {
        func length(_ element: String) throws -> Double {
            var scanner = try XMLScanner(Array(element.utf8))
            guard case .start(let tag)? = try scanner.next() else { return -1 }
            return SVGOutlineLength.bound(of: tag)
        }
        #expect(try length(#"<path d="M10 10H30V50h-20v-40z"/>"#) == 2 * (20 + 40 + 20 + 40 + 20))
        #expect(try length(#"<path d="m10-10l5.5.5 1e1 0"/>"#) == 2 * (20 + 6 + 10))
        #expect(try length(#"<path d="M0,0C0,3 4,3 4,0s4 -3 4 0Q9 9 9 0t1 1"/>"#) > 2 * 20)
        // Flags of arcs stand without a space before the next number.
        #expect(try length(#"<path d="M0 0a2 2 0 014 0"/>"#) == length(#"<path d="M0 0 A 2 2 0 0 1 4 0"/>"#))
        #expect(try length(#"<polygon points="0 0 3,0 3,4"/>"#) == 14)
        #expect(try length(#"<line x1="1" y1="2" x2="4" y2="6"/>"#) == 7)
        #expect(try length(#"<rect width="3" height="4"/>"#) == 14)
        #expect(try abs(length(#"<ellipse rx="3" ry="1"/>"#) - 18.85) < 0.01)
        #expect(try length(#"<g d="M0 0h9"/>"#) == 0)
    }

    @Test("Too many letters are refused, also those that are drawn again")
    func letters() throws {
        let words = "<text><tspan>" + String(repeating: "word ", count: 400) + "</tspan></text>"
        try SVGScreening.check(Self.document(words))
        let again = ##"<g id="a">\##(words)</g><use href="#a"/>"##
        for inside in [again, "<text>" + String(repeating: "W", count: 2_100) + "</text>"] {
            #expect(throws: Self.most) { try SVGScreening.check(Self.document(inside)) }
        }
    }

    @Test("Numbers that draw for minutes, elsewhere or not at all are named with the largest that does")
    func numbers() {
        let filters: [(inside: String, name: String, value: Double, maximum: Double)] = [
            (#"<feTurbulence numOctaves="1000"/>"#, "feTurbulence numOctaves", 1_000, 8),
            (#"<feConvolveMatrix order="3 31"/>"#, "feConvolveMatrix order", 31, 10),
            (#"<feMorphology radius="20"/>"#, "feMorphology radius", 20, 2),
        ]
        for (inside, name, value, maximum) in filters {
            #expect(throws: SVGFault.number(name, value, maximum: maximum)) {
                try SVGScreening.check(Self.document("<filter>\(inside)</filter>"))
            }
        }
        let maximum = SVGExtent.maximumNumber
        for (inside, name, value) in [
            ("<path d='M0 0H1e9'/>", "d", 1e9), ("<g transform='scale(-1e8 1)'/>", "transform", -1e8),
            ("<text font-size='9000000px'/>", "font-size", 9e6), ("<rect x='1e999'/>", "x", .infinity),
        ] {
            #expect(throws: SVGFault.number(name, value, maximum: maximum)) {
                try SVGScreening.check(Self.document(inside))
            }
        }
    }

    @Test("Such a document is no logo, and says why before anything is drawn")
    func logos() {
        let order = #"<filter id="f"><feConvolveMatrix order="31" kernelMatrix="1"/></filter>"#
        #expect(throws: Logo.LogoError.document(.number("feConvolveMatrix order", 31, maximum: 10))) {
            try Logo(Self.document(order))
        }
    }
}
