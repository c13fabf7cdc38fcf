import Testing

@testable import Artwork

@Suite struct PDFTextTests {
    private func text(_ write: (inout PDFText) -> Void) -> String {
        var text = PDFText()
        write(&text)
        return String(decoding: text.bytes, as: UTF8.self)
    }

    @Test(
        "A number has at most four decimals and no exponent",
        arguments: [
            (0.0, "0"), (-0.00001, "0"), (1.5, "1.5"), (-0.25, "-0.25"), (595.275591, "595.2756"),
            (100, "100"), (0.0004, "0.0004"), (1e9, "1000000000"), (2.99999, "3"),
        ])
    func numbers(value: Double, expected: String) {
        #expect(text { $0.append(value) } == expected)
    }

    @Test("A string keeps its bytes through parentheses, backslashes and line ends")
    func strings() {
        #expect(text { $0.append(string: Array("a(b)\\c\r".utf8)) } == #"(a\(b\)\\c\r)"#)
        #expect(text { $0.append(hexadecimal: [0x00, 0xAF]) } == "<00AF>")
        #expect(text { $0.append(label: "Tea") } == "(Tea)")
        #expect(text { $0.append(label: "茶") } == "<FEFF8336>")
    }

    @Test("A name writes what is special as digits")
    func names() {
        #expect(text { $0.append(name: "PANTONE 485 C") } == "/PANTONE#20485#20C")
        #expect(text { $0.append(name: "a/b#") } == "/a#2Fb#23")
    }
}
