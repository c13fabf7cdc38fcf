import Foundation
import QRSymbol
import Testing

@testable import Artwork

@Suite struct CertificateTests {
    /// A few light damages, so that tests are quick.
    static let few = [
        Damage(.clean, 0), Damage(.rotation, 15), Damage(.jpeg, 40), Damage(.resolution, 3),
        Damage(.print, 0.4),
    ]

    static func certify(_ file: [UInt8], _ order: CertificateOrder = .init(damages: few)) throws
        -> SymbolCertificate
    {
        try SymbolCertificate.make(of: file, order).certificate
    }

    @Test("A plain symbol is read clean by both, spends nothing and is strong")
    func plain() throws {
        let certificate = try Self.certify(CertificateSamples.png())
        #expect(certificate.isReadClean && certificate.text == CertificateSamples.text)
        #expect(certificate.summary.percent == 100 && certificate.grade == .strong)
        let plan = try #require(certificate.plan)
        #expect(plan.version == 1 && plan.level == "M" && plan.damageLeft == 4 && plan.wrongCodewords == 0)
        #expect(certificate.measurement.contrast.symbolContrast > 0.99)
        let distance = try #require(certificate.distance)
        #expect((1...4).contains(distance.pixelsPerModule))
        let print = try #require(certificate.smallestPrint)
        #expect(print.moduleMillimetres > 0.05 && print.moduleMillimetres < 0.6)
        #expect(abs(print.sideMillimetres - print.moduleMillimetres * 29) < 1e-9)
    }

    @Test("The damage left of a symbol with known wrong codewords is exact", arguments: [1, 3])
    func damageLeft(wrong: Int) throws {
        let symbol = try Symbol(encoding: CertificateSamples.text, level: .high)
        var picture = try Raster(png: CertificateSamples.png(level: .high))
        let (map, size) = (CodewordMap(version: symbol.version, level: .high), symbol.size)
        var flipped: Set<CodewordMap.Codeword> = []
        for place in 0..<size * size where flipped.count < wrong {
            let (row, column) = (place / size, place % size)
            guard case .codeword(let codeword, _) = map.purpose(row: row, column: column),
                flipped.insert(codeword).inserted
            else { continue }
            let color: Color = symbol.isDark(row: row, column: column) ? .white : .black
            picture.paste(
                Raster(width: 8, height: 8, filledWith: color), row: (row + 4) * 8, column: (column + 4) * 8)
        }
        let certificate = try Self.certify(picture.png(), .init(damages: [Damage(.clean, 0)]))
        let correctable = map.layout.correctableCount
        #expect(certificate.plan?.wrongCodewords == wrong)
        #expect(certificate.plan?.damageLeft == correctable - wrong)
        #expect(certificate.heat?.counts.first { $0.state == .wrong }?.codewords == wrong)
    }

    @Test("A spoilt symbol is found: not what is expected, pale, or not there")
    func spoilt() throws {
        let other = try Self.certify(
            CertificateSamples.png(), .init(accepted: [[1, 2]], damages: [Damage(.clean, 0)]))
        #expect(!other.isReadClean && other.grade == .fails && other.summary.percent == 0)
        #expect(other.distance == nil && other.smallestPrint == nil)
        var pale = try Raster(png: CertificateSamples.png())
        for index in pale.pixels.indices { pale.pixels[index] = 190 + pale.pixels[index] / 4 }
        let certificate = try Self.certify(pale.png(), .init(damages: [Damage(.clean, 0)]))
        #expect(certificate.grade == .weak || certificate.grade == .fails)
        let blank = try Raster(width: 80, height: 80, filledWith: .white).png()
        #expect(throws: CertificateError.noSymbol) { try Self.certify(blank) }
        #expect(throws: CertificateError.file(.unknownKind)) { try Self.certify(Array("text".utf8)) }
    }

    @Test("Two symbols are too many, unless one of them is the one that is expected")
    func several() throws {
        let one = try Raster(png: CertificateSamples.png())
        let two = try Raster(png: CertificateSamples.png("HTTPS://EX.CN/B2"))
        var both = Raster(width: one.width * 2, height: one.height, filledWith: .white)
        both.paste(one, row: 0, column: 0)
        both.paste(two, row: 0, column: one.width)
        let file = try both.png()
        #expect(throws: CertificateError.severalSymbols(2)) { try Self.certify(file) }
        let order = CertificateOrder(
            accepted: [Array("HTTPS://EX.CN/B2".utf8)], damages: [Damage(.clean, 0)])
        let certificate = try Self.certify(file, order)
        #expect(certificate.text == "HTTPS://EX.CN/B2" && certificate.isReadClean)
    }

    @Test("SVG, PNG and PDF of the same symbol give the same plan and all their sizes")
    func kinds() throws {
        let symbol = try Symbol(encoding: CertificateSamples.text)
        let svg = try SymbolSVG.encode(symbol, moduleMillimetres: 0.5)
        let pdf = try SymbolPDF.bytes(
            symbol, style: .blackOnWhite, sideMillimetres: 14.5, info: DocumentInfo(title: "x"))
        for file in [Array(svg.utf8), pdf] {
            let certificate = try Self.certify(file, .init(damages: [Damage(.resolution, 4)]))
            #expect(certificate.isReadClean && certificate.plan?.damageLeft == 4)
            #expect(certificate.smallestPrint == nil, "without print in the set it is not searched for")
            #expect(abs((certificate.measurement.moduleMillimetres ?? 0) - 0.5) < 0.005)
            #expect(certificate.distance?.millimetres != nil)
        }
    }

    @Test("The same order gives the same certificate, and documents read back")
    func repeats() throws {
        let order = CertificateOrder(
            trialCount: 2, seed: 9, damages: [Damage(.noise, 40), Damage(.tilt, 35)])
        let first = try Self.certify(CertificateSamples.png(), order)
        #expect(try Self.certify(CertificateSamples.png(), order) == first)
        #expect(first.rates.map(\.trials) == [2, 2])
        let data = try JSONEncoder().encode(first)
        #expect(try JSONDecoder().decode(SymbolCertificate.self, from: data) == first)
    }

    @Test("Readers that hang end the certificate, and so does whoever asks for it")
    func ends() throws {
        let pair = ReaderPair([ReaderPairTests.stuck], limit: .milliseconds(10))
        #expect(throws: CertificateError.readersHang(.zbar, count: 3, seconds: 0)) {
            try SymbolCertificate.make(of: CertificateSamples.png(), .init(damages: Self.few), readers: pair)
        }
        #expect(throws: CertificateError.stopped) {
            try SymbolCertificate.make(of: CertificateSamples.png()) { done, _ throws(CertificateError) in
                if done == 2 { throw .stopped }
            }
        }
        #expect(throws: CertificateError.trials(0, allowed: 1...100)) {
            try Self.certify(CertificateSamples.png(), .init(trialCount: 0))
        }
        #expect(throws: CertificateError.dotsPerInch(9, allowed: 36...4_800)) {
            try Self.certify(CertificateSamples.png(), .init(dotsPerInch: 9))
        }
    }
}
