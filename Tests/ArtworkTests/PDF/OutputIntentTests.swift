import Foundation
import QRSymbol
import Testing

@testable import Artwork

@Suite struct OutputIntentTests {
    /// The header of a profile (ICC.1, 7.2), without tags.
    private static func profile(kind: String = "prtr", colours: String = "CMYK", extra: Int = 0) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 128)
        bytes.replaceSubrange(0..<4, with: [0, 0, 0, UInt8(128 + extra)])
        bytes.replaceSubrange(12..<16, with: Array(kind.utf8))
        bytes.replaceSubrange(16..<20, with: Array(colours.utf8))
        bytes.replaceSubrange(36..<40, with: Array("acsp".utf8))
        return bytes
    }

    private func text(_ file: [UInt8]) -> String {
        String(String.UnicodeScalarView(file.map { Unicode.Scalar($0) }))
    }

    @Test("A file for a press names it, dates itself, and holds no colour of a screen")
    func file() throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1", level: .high, minimumVersion: 5)
        let options = PrintOptions(
            outputIntent: try OutputIntent(profile: Self.profile(), condition: "FOGRA51"))
        let info = DocumentInfo(title: "茶 & tea", createdAt: "2026-05-01T10:00:00Z")
        let pdf = try SymbolPDF.bytes(
            symbol, style: .brand(logo: .leaf()), sideMillimetres: 40, options: options, info: info)
        let written = text(pdf)
        #expect(written.hasPrefix("%PDF-1.6"))
        #expect(written.contains("<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"))
        #expect(written.contains("<xmp:CreateDate>2026-05-01T10:00:00Z</xmp:CreateDate>"))
        #expect(String(decoding: pdf, as: UTF8.self).contains("茶 &amp; tea</rdf:li>"))
        #expect(!written.contains("/DeviceRGB"))
        let found = try PDFReader(pdf).render(page: 1, dotsPerInch: 300)
        let texts = try SymbolReader.read(
            luminance: found.luminance, width: found.width, height: found.height
        ).map(\.text)
        #expect(texts == [symbol.payload])
        let again = try SymbolPDF.bytes(
            symbol, style: .brand(logo: .leaf()), sideMillimetres: 40, options: options, info: info)
        #expect(again == pdf)
    }

    @Test("A file for a press without a date is refused")
    func undated() throws {
        let options = PrintOptions(
            outputIntent: try OutputIntent(profile: Self.profile(), condition: "FOGRA51"))
        #expect(throws: PrintError.undated) {
            try SymbolPDF.bytes(
                Symbol(encoding: "TEA"), style: .blackOnWhite, sideMillimetres: 40, options: options,
                info: DocumentInfo(title: "QR"))
        }
    }

    @Test("What is no profile of a press is refused with what it is")
    func refused() {
        func intent(_ profile: [UInt8], _ condition: String = "FOGRA51") throws -> OutputIntent {
            try OutputIntent(profile: profile, condition: condition)
        }
        #expect(throws: OutputIntent.IntentError.noProfile) { try intent([]) }
        #expect(throws: OutputIntent.IntentError.noProfile) { try intent(Self.profile(extra: 1)) }
        #expect(throws: OutputIntent.IntentError.noPress(profileClass: "mntr")) {
            try intent(Self.profile(kind: "mntr"))
        }
        #expect(throws: OutputIntent.IntentError.colours("RGB ")) {
            try intent(Self.profile(colours: "RGB "))
        }
        #expect(throws: OutputIntent.IntentError.condition("")) { try intent(Self.profile(), "") }
        let large = [UInt8](repeating: 0, count: OutputIntent.maximumProfileByteCount + 1)
        #expect(throws: OutputIntent.IntentError.tooManyBytes(large.count)) { try intent(large) }
    }
}
