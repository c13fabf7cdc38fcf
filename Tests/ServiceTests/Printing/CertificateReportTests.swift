import Artwork
import Foundation
import QRSymbol
import Testing

@testable import Service

@Suite struct CertificateReportTests {
    static let text = "<B>&\"TEA\" 7K4M9TX2RB"

    static func report(_ order: CertificateOrder = .init(damages: [Damage(.clean, 0), Damage(.jpeg, 40)]))
        throws -> CertificateReport
    {
        let symbol = try Symbol(encoding: text, level: .quartile)
        let file = Array(try SymbolSVG.encode(symbol, moduleMillimetres: 0.5).utf8)
        let report = try SymbolCertifying.certify(file, name: "tea.svg", order) { _, _ in }
        return try #require(report)
    }

    @Test("The PDF is one page of A4 that shows the symbol, the same for the same order")
    func pdf() throws {
        let report = try Self.report()
        let bytes = try report.bytes(as: .pdf)
        #expect(try Self.report().bytes(as: .pdf) == bytes)
        let reader = try PDFReader(bytes)
        #expect(reader.pageCount == 1)
        let size = try reader.size(ofPage: 1)
        #expect(abs(size.widthMillimetres - 210) < 0.1 && abs(size.heightMillimetres - 297) < 0.1)
        let page = try reader.render(page: 1, dotsPerInch: 200)
        let found = try SymbolReader.read(luminance: page.luminance, width: page.width, height: page.height)
        // The map of its codewords is a symbol too, in colours that readers take as they can.
        #expect(found.map(\.text).contains(Array(Self.text.utf8)))
    }

    @Test("The HTML document stands alone, escapes the text and has a row for each damage")
    func html() throws {
        let html = String(decoding: try Self.report().bytes(as: .html), as: UTF8.self)
        for outside in ["http:", "https:", "<script", "<link", "src=", "url(", "@import", "href=\"/"] {
            #expect(!html.contains(outside), "\(outside)")
        }
        #expect(html.contains("&lt;B&gt;&amp;&quot;TEA&quot; 7K4M9TX2RB") && !html.contains("<B>"))
        #expect(html.contains("data:image/png;base64,") && html.contains("prefers-color-scheme: dark"))
        #expect(html.contains("Undamaged") && html.contains("JPEG compression") && !html.contains("Rotation"))
        #expect(!html.contains("{{") && html.hasSuffix("</html>\n"))
    }

    @Test("The JSON document reads back, and its keys are snake case")
    func json() throws {
        let report = try Self.report()
        let bytes = try report.bytes(as: .json)
        #expect(try JSONDecoder().decode(CertificateDocument.self, from: Data(bytes)) == report.document)
        let object = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(object["rate_percent"] as? Double == 100 && object["name"] as? String == "tea.svg")
        let certificate = try #require(object["certificate"] as? [String: Any])
        #expect(certificate["grade"] as? String == "strong" && certificate["seed"] as? Int == 1)
        #expect((certificate["plan"] as? [String: Any])?["damage_left"] != nil)
    }

    @Test("A symbol that is not what was expected fails in words that say who does not read it")
    func fails() throws {
        let report = try Self.report(.init(accepted: [[1]], damages: [Damage(.clean, 0)]))
        #expect(
            report.document.verdict
                == "Fails: even undamaged, zxing-cpp and ZBar do not read it as expected.")
        #expect(try PDFReader(report.bytes(as: .pdf)).pageCount == 1)
    }

    @Test("No symbol is no certificate and no error; what is no picture is an error with the file's name")
    func nothing() throws {
        let blank = Array(#"<svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm"/>"#.utf8)
        #expect(try SymbolCertifying.certify(blank, name: "a", CertificateOrder()) { _, _ in } == nil)
        #expect(
            throws: ServiceError.invalidInput([
                InputFault(file: "a.txt", pointer: "", detail: "is no PNG, SVG or PDF file")
            ])
        ) { try SymbolCertifying.certify(Array("x".utf8), name: "a.txt", CertificateOrder()) { _, _ in } }
        #expect(
            throws: ServiceError.invalidInput([
                InputFault(pointer: "/trials", detail: "101 trials; 1 to 100 are possible")
            ])
        ) { try SymbolCertifying.certify(blank, name: "a", CertificateOrder(trialCount: 101)) { _, _ in } }
    }

    @Test("A cancelled task ends between two pictures")
    func cancelled() async {
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try Self.report()
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
