import Artwork
import Foundation
import QRSymbol
import Store
import Testing
import Vocabulary

@testable import Service

/// Batches and placements that are drawn by a brand kit whose logo hides a stated share.
@Suite struct BrandBatchTests {
    private static let count = 12

    private struct Fixture {
        let context: ServiceContext
        let folder: URL
        let batch = BatchID(unchecked: "tins")

        init(kit: String) async throws {
            context = try await ServiceFixture.make(kit: kit).context
            folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            _ = try await BatchService(context).issue(
                BatchOrder(
                    offer: OfferID(unchecked: "ten"), count: UInt32(BrandBatchTests.count), id: batch))
        }
    }

    @Test("Every code of a batch is drawn by one plan, with the kit's logo and shapes, and is read back")
    func pictures() async throws {
        let fixture = try await Fixture(kit: "qingquan")
        defer { try? FileManager.default.removeItem(at: fixture.folder) }
        let folder = fixture.folder.appending(path: "codes")
        let picture = SymbolOrder(text: "", format: .svg)
        let report = try await BatchPrinting(fixture.context).run(
            fixture.batch, BatchPrintOrder(.folder(picture), to: folder, check: .all))
        #expect(report.codes == Self.count && report.check == "all")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.plainPath)
            .filter { $0.hasSuffix(".svg") }.sorted()
        try #require(files.count == Self.count)
        let documents = try files.map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
        // The logo is in the same place in all, since all have one version and one plan.
        let pattern = #/<image x="[\d.]+" y="[\d.]+" width="[\d.]+" height="[\d.]+"/#
        let places = documents.map { $0.firstMatch(of: pattern)?.0 }
        #expect(Set(places).count == 1 && places[0] != nil)
        #expect(Set(documents).count == Self.count)
        #expect(documents.allSatisfy { $0.contains("#0b6e4f") && $0.contains("#084c37") })
    }

    @Test("Sheets of a brand kit are read back label by label")
    func sheets() async throws {
        let fixture = try await Fixture(kit: "harbour")
        defer { try? FileManager.default.removeItem(at: fixture.folder) }
        let order = BatchPrintOrder(
            .sheets(name: SheetLibrary.standardName, PrintOptions()),
            to: fixture.folder.appending(path: "sheet.pdf"), check: .all)
        let report = try await BatchPrinting(fixture.context).run(fixture.batch, order)
        #expect(report.pages == 1)
        let pdf = try Data(contentsOf: order.url)
        #expect(try PDFReader(Array(pdf)).pageCount == 1)
    }

    @Test("A kit that is not there is said by name before anything is printed")
    func unknownKit() async throws {
        let fixture = try await Fixture(kit: "nope")
        let order = BatchPrintOrder(.folder(SymbolOrder(text: "", format: .svg)), to: fixture.folder)
        await #expect(throws: ServiceError.self) {
            try await BatchPrinting(fixture.context).run(fixture.batch, order)
        }
        #expect(!FileManager.default.fileExists(atPath: fixture.folder.plainPath))
    }
}
