import Artwork
import Foundation
import Promotion
import QRSymbol
import Store
import Synchronization
import Testing
import Vocabulary

@testable import Service

@Suite struct BatchPrintingTests {
    /// More than two pieces of sheets that are read.
    private static let count = 450

    private struct Fixture {
        let context: ServiceContext
        let folder: URL
        let batch = BatchID(unchecked: "tins")

        init() async throws {
            context = try await ServiceFixture.make().context
            folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            _ = try await BatchService(context).issue(
                BatchOrder(
                    offer: OfferID(unchecked: "ten"), count: UInt32(BatchPrintingTests.count), id: batch))
        }

        func order(_ name: String, check: BatchCheck = .sample, dpi: Int? = nil) -> BatchPrintOrder {
            BatchPrintOrder(
                .sheets(name: SheetLibrary.standardName, PrintOptions(dotsPerInch: dpi)),
                to: folder.appending(path: name), check: check, logo: .none)
        }

        func names() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: folder.plainPath).sorted()
        }

        func bytes(_ name: String) throws -> Data { try Data(contentsOf: folder.appending(path: name)) }
    }

    /// Stops a print after its first piece, as Ctrl-C does.
    private func stop(_ fixture: Fixture, _ order: BatchPrintOrder) async throws {
        let stopping = Mutex<Task<BatchPrinting.Report, any Error>?>(nil)
        let isReady = DispatchSemaphore(value: 0)
        let task = Task {
            try await BatchPrinting(fixture.context).run(fixture.batch, order) { _, _ in
                isReady.wait()
                isReady.signal()
                stopping.withLock { $0?.cancel() }
            }
        }
        stopping.withLock { $0 = task }
        isReady.signal()
        await #expect {
            try await task.value
        } throws: { error in
            guard case ServiceError.interrupted(let done, Self.count, "tins") = error else { return false }
            return done > 0 && done < Self.count
        }
    }

    @Test("A print that was stopped goes on to the same bytes, and leaves nothing else")
    func resumes() async throws {
        let fixture = try await Fixture()
        defer { try? FileManager.default.removeItem(at: fixture.folder) }
        let whole = try await BatchPrinting(fixture.context).run(
            fixture.batch, fixture.order("whole.pdf", check: .all))
        #expect(whole.codes == Self.count && whole.pages == 12)
        let order = fixture.order("again.pdf", check: .all)
        try await stop(fixture, order)
        #expect(try fixture.names() == [".again.pdf.pieces", "whole.pdf", "whole.pdf.manifest.csv"])
        _ = try await BatchPrinting(fixture.context).run(fixture.batch, order)
        #expect(try fixture.bytes("again.pdf") == fixture.bytes("whole.pdf"))
        #expect(try fixture.bytes("again.pdf.manifest.csv") == fixture.bytes("whole.pdf.manifest.csv"))
        #expect(
            try fixture.names() == [
                "again.pdf", "again.pdf.manifest.csv", "whole.pdf", "whole.pdf.manifest.csv",
            ])
    }

    @Test("A stopped print of another level is not mixed into this one")
    func otherLevel() async throws {
        let fixture = try await Fixture()
        defer { try? FileManager.default.removeItem(at: fixture.folder) }
        var order = fixture.order("level.pdf", check: .all)
        order.level = .high
        try await stop(fixture, order)
        order.level = .medium
        _ = try await BatchPrinting(fixture.context).run(fixture.batch, order)
        let whole = fixture.order("whole.pdf", check: .none)
        _ = try await BatchPrinting(fixture.context).run(fixture.batch, whole)
        #expect(try fixture.bytes("level.pdf") == fixture.bytes("whole.pdf"))
    }

    @Test("The list says for every code on which page and where its symbol is")
    func manifest() async throws {
        let fixture = try await Fixture()
        defer { try? FileManager.default.removeItem(at: fixture.folder) }
        let order = fixture.order("dots.pdf", check: .none, dpi: 300)
        _ = try await BatchPrinting(fixture.context).run(fixture.batch, order)
        let rows = String(decoding: try fixture.bytes("dots.pdf.manifest.csv"), as: UTF8.self)
            .split(separator: "\r\n").map { $0.split(separator: ",").map(String.init) }
        #expect(rows[0] == ["code", "page", "x", "y", "size"])
        #expect(rows.count == Self.count + 1)
        #expect(Set(rows.dropFirst().map { $0[0] }).count == Self.count)
        let reader = try PDFReader(Array(fixture.bytes("dots.pdf")))
        for row in [rows[1], rows[40], rows[41], rows[Self.count]] {
            let page = try #require(Int(row[1]))
            let place = row[2...].compactMap(Double.init)
            let part = PageRectangle(x: place[0], y: place[1], width: place[2], height: place[2])
            let picture = try reader.render(page: page, parts: [part], dotsPerInch: 300)[0]
            let found = try SymbolReader.read(
                luminance: picture.luminance, width: picture.width, height: picture.height)
            let texts = found.map { String(decoding: $0.text, as: UTF8.self) }
            #expect(texts.count == 1 && texts[0].hasSuffix(row[0]), "\(row): \(texts)")
        }
    }

    @Test("A print that is there is kept unless it is to be replaced")
    func existing() async throws {
        let fixture = try await Fixture()
        defer { try? FileManager.default.removeItem(at: fixture.folder) }
        var order = fixture.order("once.pdf", check: .none)
        _ = try await BatchPrinting(fixture.context).run(fixture.batch, order)
        let first = try fixture.bytes("once.pdf")
        await #expect(throws: ServiceError.exists(kind: "file", name: order.url.plainPath)) {
            try await BatchPrinting(fixture.context).run(fixture.batch, order)
        }
        order.existing = .replace
        _ = try await BatchPrinting(fixture.context).run(fixture.batch, order)
        #expect(try fixture.bytes("once.pdf") == first)
    }

    @Test("A folder of pictures that was stopped keeps the pictures that are there")
    func folder() async throws {
        let fixture = try await Fixture()
        defer { try? FileManager.default.removeItem(at: fixture.folder) }
        let url = fixture.folder.appending(path: "pictures")
        let style = try SymbolStyle(quietZone: 4)
        let picture = SymbolOrder(text: "", format: .png, size: .dotsPerModule(4), style: style)
        let order = BatchPrintOrder(.folder(picture), to: url, check: .sample, logo: .none)
        try await stop(fixture, order)
        let before = try FileManager.default.contentsOfDirectory(atPath: url.plainPath)
        #expect(!before.isEmpty && !before.contains("manifest.csv"))
        let kept = url.appending(path: try #require(before.first { $0.hasSuffix(".png") }))
        try Data("mine".utf8).write(to: kept)
        _ = try await BatchPrinting(fixture.context).run(fixture.batch, order)
        #expect(try Data(contentsOf: kept) == Data("mine".utf8))
        let after = try FileManager.default.contentsOfDirectory(atPath: url.plainPath)
        #expect(after.count { $0.hasSuffix(".png") } == Self.count && after.contains("manifest.csv"))
    }
}
