import Artwork
import Foundation
import Payload
import QRSymbol
import Store
import Testing
import Vocabulary

@testable import Service

@Suite struct BatchCertificateTests {
    private static let count = 60

    private struct Fixture {
        let context: ServiceContext
        let folder: URL
        let batch = BatchID(unchecked: "tins")

        init(kit: String? = nil) async throws {
            context = try await ServiceFixture.make(kit: kit).context
            folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            _ = try await BatchService(context).issue(
                BatchOrder(
                    offer: OfferID(unchecked: "ten"), count: UInt32(BatchCertificateTests.count), id: batch))
        }

        /// A print with a certificate on two codes of chance, undamaged, so that tests are quick.
        func order(
            _ form: BatchPrintOrder.Form, _ name: String, certificate: String, seed: UInt64 = 1
        ) throws -> BatchPrintOrder {
            let url = folder.appending(path: certificate)
            let kind = try #require(CertificateForm(rawValue: url.pathExtension))
            var order = BatchPrintOrder(form, to: folder.appending(path: name), check: .none)
            var wanted = BatchCertificateOrder(to: url, as: kind, sampleCount: 2, seed: seed)
            wanted.damages = [Damage(.clean, 0)]
            order.certificate = wanted
            return order
        }

        @discardableResult
        func run(_ order: BatchPrintOrder) async throws -> BatchPrinting.Report {
            try await BatchPrinting(context).run(batch, order)
        }

        /// The same certificate in memory.
        func report(_ order: BatchPrintOrder) async throws -> BatchCertificateReport {
            let job = try await PrintJob(batch, context)
            let wanted = try #require(order.certificate)
            let form = try BatchPrinting(context).form(order, job).form
            let certifiable = try #require(form as? any CertifiableForm)
            return try await BatchCertifying(job: job, form: certifiable, order: wanted) { _, _, _ in }
                .report()
        }

        func document(_ order: BatchPrintOrder) throws -> BatchCertificateDocument {
            let url = try #require(order.certificate?.url)
            return try JSONDecoder().decode(BatchCertificateDocument.self, from: Data(contentsOf: url))
        }

        func coupons() async throws -> [IssuedCoupon] {
            try await PrintJob(batch, context).coupons(0..<BatchCertificateTests.count)
        }

        func names() -> [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: folder.plainPath)) ?? []).sorted()
        }
    }

    private static let pictures = BatchPrintOrder.Form.folder(
        SymbolOrder(text: "", format: .png, size: .dotsPerModule(6)))
    private static let sheets = BatchPrintOrder.Form.sheets(
        name: SheetLibrary.standardName, PrintOptions())

    @Test("By the logo's plan the worst is the first of all codes with the fewest codewords left")
    func worstByPlan() async throws {
        let fixture = try await Fixture(kit: "qingquan")
        defer { try? FileManager.default.removeItem(at: fixture.folder) }
        let order = try fixture.order(Self.pictures, "codes", certificate: "c.json")
        let report = try await fixture.run(order)
        let document = try fixture.document(order)

        let style = try BrandStyle(fixture.context).style(logo: .brand)
        let settled = try await PrintJob(fixture.batch, fixture.context).settled(style, level: nil)
        let plan = try #require(settled.symbols.plan)
        var encoder = LogoPlan.Encoder(plan)
        var left: [Int] = []
        for coupon in try await fixture.coupons() {
            left.append(try encoder.encode(Array(coupon.url.utf8)).1.damageLeft)
        }
        let least = try #require(left.min())
        #expect(Int(document.worst) - 1 == left.firstIndex(of: least))
        #expect(document.worstCount == left.count { $0 == least })
        let worst = try #require(document.members.first { $0.isWorst })
        #expect(worst.serial == document.worst && worst.plannedDamageLeft == least && worst.freeBits == nil)
        #expect(worst.certificate.logo?.damageLeft == least)
        // What is drawn has at least what the plan promises.
        let measured = try #require(worst.certificate.plan?.damageLeft)
        #expect(measured >= least)
        #expect(worst.leftPerBlock?.compactMap(\.self).min() == worst.certificate.plan?.damageLeft)
        #expect(report.certificate?.grade == document.grade)
        #expect(report.certificate?.verdict == document.verdict)
    }

    @Test(
        "Without a logo the worst is the first code that leaves the fewest bits free in the largest version")
    func worstByRoom() async throws {
        let fixture = try await Fixture()
        defer { try? FileManager.default.removeItem(at: fixture.folder) }
        let order = try fixture.order(Self.sheets, "codes.pdf", certificate: "c.json")
        try await fixture.run(order)
        let document = try fixture.document(order)
        let worst = try #require(document.members.first { $0.isWorst })
        let free = try #require(worst.freeBits)
        let coupons = try await fixture.coupons()
        let longest = try coupons.map { try Symbol(encoding: $0.url, level: .medium).version }.max()
        #expect(worst.certificate.plan?.version == longest)
        var room = SymbolRoom()
        for coupon in coupons {
            let one = try room.room(for: Array(coupon.url.utf8), level: .medium)
            #expect(one.freeBitCount >= free)
            #expect(one.freeBitCount > free || coupon.serial >= worst.serial)
        }
        #expect(worst.plannedDamageLeft == worst.certificate.plan?.damageLeft)
        #expect(worst.place == "page \((worst.serial - 1) / 40 + 1), label \((worst.serial - 1) % 40 + 1)")
    }

    @Test("The choice and the certificate are the same for a seed, and others for another")
    func seeds() async throws {
        let fixture = try await Fixture()
        defer { try? FileManager.default.removeItem(at: fixture.folder) }
        let first = try fixture.order(Self.pictures, "a", certificate: "a.json")
        let second = try fixture.order(Self.pictures, "b", certificate: "b.json")
        let third = try fixture.order(Self.pictures, "c", certificate: "c.json", seed: 7)
        for order in [first, second, third] { try await fixture.run(order) }
        let (one, other) = (try fixture.document(first), try fixture.document(third))
        #expect(try fixture.document(second) == one && one.seed == 1 && other.seed == 7)
        #expect(one.members.count(where: \.isSampled) == 2 && one.sampleCount == 2)
        #expect(one.worst == other.worst)
        let sampled = [one, other].map { $0.members.filter(\.isSampled).map(\.serial) }
        #expect(sampled[0] != sampled[1])
        #expect(one.members.map(\.serial) == one.members.map(\.serial).sorted())
    }

    @Test(
        "No certificate has a code in words, and the page shows the worst one's picture for its owner alone")
    func secrets() async throws {
        let fixture = try await Fixture(kit: "qingquan")
        defer { try? FileManager.default.removeItem(at: fixture.folder) }
        let coupons = try await fixture.coupons()
        let order = try fixture.order(Self.pictures, "codes", certificate: "c.json")
        try await fixture.run(order)
        let path = fixture.folder.appending(path: "c.json").plainPath
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let report = try await fixture.report(order)
        #expect(report.document == (try fixture.document(order)))
        for form in [CertificateForm.json, .html] {
            let text = String(decoding: try report.bytes(as: form), as: UTF8.self)
            #expect(text.contains("tins-0000") && !text.contains("{{"))
            for coupon in coupons {
                #expect(!text.contains(coupon.text) && !text.contains(coupon.code.grouped))
            }
        }
        let html = String(decoding: try report.bytes(as: .html), as: UTF8.self)
        #expect(html.contains("The worst code: no. \(report.document.worst)<"))
        for outside in ["http:", "https:", "<script", "<link", "src=", "url(", "@import"] {
            #expect(!html.contains(outside), "\(outside)")
        }
        let worst = Int(report.document.worst) - 1
        try expectPage(report.bytes(as: .pdf), showing: coupons[worst].url)
    }

    /// Expects one page of A4 on which a reader finds a code.
    private func expectPage(_ bytes: [UInt8], showing url: String) throws {
        let reader = try PDFReader(bytes)
        #expect(reader.pageCount == 1)
        let page = try reader.render(page: 1, dotsPerInch: 200)
        let found = try SymbolReader.read(luminance: page.luminance, width: page.width, height: page.height)
        #expect(found.map(\.text).contains(Array(url.utf8)))
    }

    @Test("The verdict is that of the weakest code, and rates go from the lowest to the highest")
    func weakest() async throws {
        let fixture = try await Fixture()
        defer { try? FileManager.default.removeItem(at: fixture.folder) }
        var order = try fixture.order(Self.pictures, "codes", certificate: "c.json")
        order.certificate?.damages = [Damage(.clean, 0), Damage(.noise, 60), Damage(.jpeg, 5)]
        try await fixture.run(order)
        let document = try fixture.document(order)
        let rates = document.members.map(\.ratePercent)
        #expect(document.rates.lowest == rates.min() && document.rates.highest == rates.max())
        #expect(abs(document.rates.mean - rates.reduce(0, +) / Double(rates.count)) < 1e-9)
        let weakest = try #require(document.members.first { $0.serial == document.weakest })
        #expect(weakest.certificate.grade == document.grade && weakest.ratePercent == document.rates.lowest)
        let grades = CertificateGrade.allCases
        #expect(
            document.members.allSatisfy { member in
                grades.firstIndex(of: member.certificate.grade) ?? 0 <= grades.firstIndex(of: document.grade)
                    ?? 0
            })
        let start = document.grade.rawValue.capitalized
        #expect(document.verdict.hasPrefix("\(start): the weakest, no. \(document.weakest), "))
        #expect(document.members.allSatisfy { $0.certificate.bytes.isEmpty && $0.certificate.heat == nil })
    }

    @Test("What cannot be certified is refused before anything is written")
    func refusals() async throws {
        let fixture = try await Fixture()
        defer { try? FileManager.default.removeItem(at: fixture.folder) }
        var order = try fixture.order(Self.sheets, "codes.pdf", certificate: "c.json")
        order.certificate?.sampleCount = 25
        let tooMany = InputFault(
            pointer: "/certificate/sample", detail: "25 codes; 1 to 24 are possible")
        await #expect(throws: ServiceError.invalidInput([tooMany])) { try await fixture.run(order) }
        let stream = try fixture.order(
            .stream(SymbolOrder(text: "", format: .zpl)), "codes.zpl", certificate: "c.json")
        let noPicture = InputFault(
            pointer: "/certificate", detail: "zpl is no picture; sheets, png, svg and pdf are")
        await #expect(throws: ServiceError.invalidInput([noPicture])) { try await fixture.run(stream) }
        let same = try fixture.order(Self.sheets, "c.pdf", certificate: "c.pdf")
        await #expect {
            try await fixture.run(same)
        } throws: { error in
            guard case ServiceError.invalidInput(let faults) = error else { return false }
            return faults[0].detail.hasSuffix("is a file of the print itself")
        }
        #expect(fixture.names().isEmpty)
        try FileManager.default.createDirectory(at: fixture.folder, withIntermediateDirectories: true)
        let there = fixture.folder.appending(path: "c.json")
        try Data("mine".utf8).write(to: there)
        order.certificate?.sampleCount = 2
        await #expect(throws: ServiceError.exists(kind: "file", name: there.plainPath)) {
            try await fixture.run(order)
        }
        #expect(fixture.names() == ["c.json"])
    }

    @Test("Stopping while the batch is certified leaves nothing")
    func stopped() async throws {
        let fixture = try await Fixture()
        defer { try? FileManager.default.removeItem(at: fixture.folder) }
        let order = try fixture.order(Self.sheets, "codes.pdf", certificate: "c.pdf")
        let task = Task {
            try await BatchPrinting(fixture.context).run(fixture.batch, order) { _, _ in
            } certifying: { stage, _, _ in
                if stage == .reading { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect(throws: ServiceError.interrupted(done: 0, of: Self.count, resume: "tins")) {
            try await task.value
        }
        #expect(fixture.names().isEmpty)
    }

    @Test("Of pieces of a batch the worst is the first of the least, and equals are counted")
    func merging() {
        func one(_ serial: UInt32, _ left: Int, _ free: Int?, count: Int = 1) -> WorstMember {
            WorstMember(
                serial: serial, reserve: MemberReserve(damageLeft: left, freeBitCount: free), count: count)
        }
        var worst = one(1, 5, 12)
        for other in [one(2, 6, 0), one(3, 5, 12, count: 2), one(9, 5, 13)] { worst.compare(other) }
        #expect(worst == one(1, 5, 12, count: 3))
        worst.compare(one(10, 5, 11))
        worst.compare(one(11, 4, 40, count: 7))
        #expect(worst == one(11, 4, 40, count: 7))
    }
}
