import Testing

@testable import Artwork

@Suite struct SVGScreeningTests {
    private func check(_ inside: String, attributes: String = "", before: String = "") throws {
        let document =
            before
            + #"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9""#
            + attributes + ">" + inside + "</svg>"
        try SVGScreening.check(Array(document.utf8))
    }

    @Test("Scripts are found in every spelling that a browser would run")
    func scripts() {
        let documents = [
            "<script>alert(1)</script>", "<SCRIPT/>", "<x:script xmlns:x=\"http://www.w3.org/2000/svg\"/>",
            "<script\n>1</script>", "<script><![CDATA[1]]></script>", #"<rect onload="x()"/>"#,
            #"<rect OnClick = 'x()'/>"#, #"<rect x:onload="1"/>"#, #"<a href="javascript:x()"/>"#,
            #"<a xlink:href="java&#x73;cript:x()"/>"#, #"<a href=" JavaScript&#58;x()"/>"#,
            "<a href=\"java\nscript:x()\"/>", #"<a href="java&#9;script:x()"/>"#, #"<a href="vbscript:x"/>"#,
            #"<a href="data:text/html,&lt;script>"/>"#,
            #"<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>"#, "<foreignobject/>",
            ##"<set attributeName="href" to="#a"/>"##,
            ##"<animate attributeName="xlink:href" values="#a"/>"##,
            #"<set attributeName="onclick" to="1"/>"#, ##"<iframe src="#a"/>"##, "<handler/>",
        ]
        for inside in documents {
            #expect("\(inside)") { try check(inside) } throws: { error in
                guard case SVGFault.script = error else { return false }
                return true
            }
        }
        #expect(throws: SVGFault.script("onload")) { try check("", attributes: #" onload="1""#) }
    }

    @Test("References to anything outside are found in attributes, styles and style sheets")
    func references() {
        let documents = [
            #"<image href="http://a.example/x.png"/>"#, #"<image xlink:href="x.png"/>"#,
            #"<image href="//a.example/x"/>"#, #"<image href="file:///etc/passwd"/>"#, #"<image href=""/>"#,
            #"<use href="other.svg#a"/>"#, #"<image href="data:application/pdf;base64,AA=="/>"#,
            #"<rect fill="url(http://a.example/#p)"/>"#, #"<rect style="fill:url( 'x.svg#p' )"/>"#,
            #"<rect style="fill:\75rl(http://a.example)"/>"#, #"<rect style="fill:u\rl(x.svg#a)"/>"#,
            "<style>@import 'a.css';</style>", "<style>@\\69mport 'a.css';</style>",
            "<style><![CDATA[ a { fill: URL(x.svg) } ]]></style>",
            "<style>@font-face { src: url(https://a.example/f.woff) }</style>",
            "<style>a{fill:url&#40;x.svg)}</style>", "<style>a{background:image-set('x.png' 1x)}</style>",
            #"<g xml:base="http://a.example/"/>"#, #"<img src="x.png"/>"#,
        ]
        for inside in documents {
            #expect("\(inside)") { try check(inside) } throws: { error in
                guard case SVGFault.externalReference = error else { return false }
                return true
            }
        }
        #expect(throws: SVGFault.externalReference(#"href="a.css""#)) {
            try check("", before: #"<?xml-stylesheet href="a.css"?>"#)
        }
    }

    @Test("Declarations are refused, the laughs of a billion among them")
    func declarations() {
        let laughs = (1...9).map { #"<!ENTITY l\#($0) "&l\#($0 - 1);&l\#($0 - 1);">"# }.joined()
        #expect("entities") {
            try check("<text>&l9;</text>", before: "<!DOCTYPE svg [<!ENTITY l0 \"lol\">\(laughs)]>")
        } throws: { error in
            guard case SVGFault.declaration(let what) = error else { return false }
            return what.hasPrefix("<!ENTITY")
        }
        #expect(throws: SVGFault.declaration("&name;")) { try check("<text>&name;</text>") }
        #expect(throws: SVGFault.declaration("&#x110000;")) { try check("<text>&#x110000;</text>") }
        #expect(throws: SVGFault.declaration("&")) { try check("<text>fish & chips</text>") }
    }

    @Test("Groups that use each other are counted as they would be drawn")
    func bombs() throws {
        func bomb(_ levels: Int) -> String {
            #"<defs><g id="g0"><rect/></g>"#
                + (1...levels).map { level in
                    #"<g id="g\#(level)">"#
                        + String(repeating: ##"<use href="#g\##(level - 1)"/>"##, count: 10)
                        + "</g>"
                }.joined() + "</defs>"
        }
        try check(bomb(3))
        let most = SVGScreening.maximumElementCount
        #expect(throws: SVGFault.tooManyElements(maximum: most)) { try check(bomb(5)) }
        #expect(throws: SVGFault.tooManyElements(maximum: most)) { try check(bomb(60)) }
        #expect(throws: SVGFault.recursion("a")) { try check(##"<g id="a"><use xlink:href="#a"/></g>"##) }
        #expect(throws: SVGFault.recursion("a")) {
            try check(
                ##"<pattern id="a"><rect fill="url(#b)"/></pattern><pattern id="b"><rect style="fill:url('#a')"/></pattern>"##
            )
        }
        let deep = String(repeating: "<g>", count: 200) + String(repeating: "</g>", count: 200)
        #expect(throws: SVGFault.tooDeep(maximum: 200)) { try check(deep) }
        let chain = (1...300).map { ##"<g id="c\##($0)"><use href="#c\##($0 + 1)"/></g>"## }.joined()
        #expect(throws: SVGFault.tooDeep(maximum: 200)) { try check(chain) }
        #expect(throws: SVGFault.tooManyElements(maximum: most)) {
            try check(String(repeating: "<g/>", count: most))
        }
    }

    @Test("Documents inside the document are looked through as well")
    func embedded() throws {
        let inner = #"<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>"#
        let base64 = base64Text(Array(inner.utf8))
        #expect(throws: SVGFault.script("<script>")) {
            try check(#"<image href="data:image/svg+xml;base64,\#(base64)"/>"#)
        }
        let percent = inner.utf8.map { "%" + (($0 < 16 ? "0" : "") + String($0, radix: 16)) }.joined()
        #expect(throws: SVGFault.script("<script>")) {
            try check(#"<image href="data:image/svg+xml,\#(percent)"/>"#)
        }
        let harmless = base64Text(Array("<svg><rect/></svg>".utf8))
        try check(#"<image href="data:image/svg+xml;base64,\#(harmless)"/>"#)
        #expect("pictures of CSS") {
            try check(#"<rect style="fill:url(data:image/svg+xml;base64,\#(base64))"/>"#)
        } throws: { $0 is SVGFault }
        var nested = "<svg/>"
        for _ in 0..<4 {
            nested =
                #"<svg><image href="data:image/svg+xml;base64,\#(base64Text(Array(nested.utf8)))"/></svg>"#
        }
        #expect(throws: SVGFault.tooDeep(maximum: 2)) { try SVGScreening.check(Array(nested.utf8)) }
    }

    @Test("What is no well-formed XML, or hides its letters, is refused")
    func unclear() {
        let documents = [
            "", "<svg", "<svg>", "<svg></g>", "<svg a=1/>", "<svg a='1'b='2'/>", "<svg a='<'/>",
            "<svg><!-- -- --></svg>",
            "<svg><!--><script/>--></svg>", "<svg><![CDATA[</svg>", "<svg><?x </svg>", "<!DOCTYPE svg",
            "< svg/>", "text",
            "<svg/></svg>",
        ]
        for document in documents {
            #expect("\(document)") { try SVGScreening.check(Array(document.utf8)) } throws: { error in
                guard case SVGFault.malformed = error else { return false }
                return true
            }
        }
        let wide = "<svg/>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(throws: SVGFault.encoding("UTF-16")) { try SVGScreening.check(wide) }
        #expect(throws: SVGFault.encoding("utf-7")) {
            try SVGScreening.check(Array("<?xml version=\"1.0\" encoding=\"UTF-7\"?><svg/>".utf8))
        }
    }

    @Test("Drawings as programs write them are let through")
    func harmless() throws {
        try check(
            ##"""
            <!-- made by hand --><metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <cc:license rdf:resource="http://creativecommons.org/licenses/by/4.0/"/></rdf:RDF></metadata>
            <style type="text/css"><![CDATA[ .a { fill: url(#p); font-family: "Noto Sans" } ]]></style>
            <defs><linearGradient id="q"/><linearGradient id="p" xlink:href="#q"/></defs>
            <g id="s" class="a" style="stroke-linecap:round"><path d="M0 0h9"/></g><use xlink:href="#s" x="2"/>
            <text>5 &lt; 6 &amp; 7 &#x4F60;</text><image href="data:image/png;base64,iVBORw0KGgo="/>
            """##,
            attributes: " inkscape:version='1.3'",
            before:
                "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<!DOCTYPE svg PUBLIC "
                + "\"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" [ ]>\n")
        try SVGScreening.check(Array(SampleLogo.svg))
    }
}
