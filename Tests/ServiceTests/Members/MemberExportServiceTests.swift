import Foundation
import Membership
import Service
import Store
import Testing
import Vocabulary

@Suite struct MemberExportServiceTests {
    private static let heading = "member_id,name,phone,joined_at,marketing_consent,home_store,note"

    /// Four members of whom one agreed to marketing, one refused and two were never asked.
    private func fixture(_ engine: ListsFixture.Engine = .memory) async throws -> ListsFixture {
        let fixture = try ListsFixture(engine)
        _ = try await fixture.importLines(
            Self.heading, "A1,王小明,13800138000,2026-01-01,yes,SH01,\"=1+1\nsecond line\"",
            "A2,李雷,13800138001,2026-01-02,no,SH01,", "A3,=HYPERLINK(1),13800138002,2026-01-03,,,",
            "A4,@SUM(A1),,2026-01-04,,SY01,")
        return fixture
    }

    private func export(
        _ fixture: ListsFixture, _ order: MemberExportOrder
    ) async throws -> (report: MemberExportReport, bytes: [UInt8]) {
        let url = fixture.file("members")
        let file = try OutputFile(url, existing: .replace, audience: .owner)
        let report = try await MemberExportService(fixture.context).export(
            to: file, order: order, actor: "tester")
        return (report, Array(try Data(contentsOf: url)))
    }

    private func purpose(_ text: String) throws -> ExportPurpose {
        try #require(ExportPurpose(parsing: text))
    }

    @Test("A list for no stated purpose counts as marketing: only who agreed, and no phone number")
    func marketing() async throws {
        let (report, bytes) = try await export(fixture(), MemberExportOrder(format: .csv(.absent)))
        #expect(numbers(report.written, report.leftOut) == [1, 3])
        #expect(report.purpose == "marketing")
        #expect(!report.columns.contains("phone"))
        #expect(!String(decoding: bytes, as: UTF8.self).contains("13800138000"))
    }

    @Test("Formulas and phone numbers are text in a spreadsheet, and the mark comes first if asked for")
    func neutralised() async throws {
        let order = MemberExportOrder(
            format: .csv(.utf8), columns: try ExportColumn.list(parsing: "member_id,name,phone,note"),
            purpose: try purpose("service"))
        let (report, bytes) = try await export(fixture(), order)
        #expect(numbers(report.written, report.leftOut) == [4, 0])
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == [
                    "\u{FEFF}member_id,name,phone,note", "A1,王小明,'+8613800138000,\"'=1+1\nsecond line\"",
                    "A2,李雷,'+8613800138001,", "A3,'=HYPERLINK(1),'+8613800138002,", "A4,'@SUM(A1),,", "",
                ].joined(separator: "\r\n"))
    }

    @Test("JSON lines hold everything that is known, as it is")
    func jsonLines() async throws {
        let order = MemberExportOrder(format: .jsonLines, purpose: try purpose("transfer"))
        let (_, bytes) = try await export(fixture(), order)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 4)
        let last =
            #"{"home_store":"SY01","joined_at":"2026-01-03T16:00:00Z","joined_on":"2026-01-04","#
            + #""member_id":"A4","name":"@SUM(A1)","state":"member","tier":"member"}"#
        #expect(lines.last.map(String.init) == last)
        #expect(lines.first?.contains(#""phone":"+8613800138000""#) == true)
    }

    @Test("Who exported how many, for which purpose and with which columns is in the audit")
    func audit() async throws {
        let fixture = try await fixture()
        let order = MemberExportOrder(
            format: .csv(.absent),
            columns: try ExportColumn.list(parsing: "member_id,phone:last4=王小明's phone"),
            purpose: try purpose("spring mailing"), language: .english)
        let report = try await export(fixture, order).report
        let entry = try #require(try await fixture.context.store.audit(limit: 1).first)
        #expect(entry.actor == "tester")
        #expect(entry.action == "member_export")
        #expect(report.id.wholeMatch(of: /X[0-9A-HJKMNP-TV-Z]{10}/) != nil)
        #expect(
            entry.detail
                == #"{"columns":["member_id","phone:last4"],"format":"csv","id":"\#(report.id)","language":"en","#
                + #""left_out":3,"purpose":"spring mailing","time_zone":"UTC","watermarked":false,"written":1}"#
        )
    }

    @Test("Without its audit entry there is no file, and an earlier one stays")
    func noAuditNoFile() async throws {
        // The import writes once; the export's audit is the second write.
        let fixture = try await fixture(.given(FailingStore(MemoryStore(), failingAt: 2)))
        let url = fixture.file("members")
        await #expect(throws: ServiceError.storage(.full("no space left on the test's disk"))) {
            _ = try await export(fixture, MemberExportOrder(format: .jsonLines))
        }
        #expect(!FileManager.default.fileExists(atPath: url.path()))
        let left = try FileManager.default.contentsOfDirectory(
            atPath: url.deletingLastPathComponent().path())
        #expect(left.isEmpty)
    }

    @Test(
        "Only the owner may read an exported list",
        arguments: [MemberExportOrder.Format.csv(.absent), .workbook])
    func permissions(format: MemberExportOrder.Format) async throws {
        let fixture = try await fixture()
        _ = try await export(fixture, MemberExportOrder(format: format))
        let attributes = try FileManager.default.attributesOfItem(atPath: fixture.file("members").path())
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test("What was exported is unchanged when it is imported again, and makes the same list elsewhere")
    func roundTrip() async throws {
        let fixture = try ListsFixture(.sqlite)
        _ = try await MemberImportService(fixture.context).importList(
            MemberImportOrder(fixture.sampleList), actor: "tester")
        let order = MemberExportOrder(
            format: .csv(.utf8), columns: MemberExport.columns.map { ExportColumn($0) },
            purpose: try purpose("transfer"))
        let (report, bytes) = try await export(fixture, order)
        #expect(report.written == 4_998)

        let members = try await fixture.storedMembers()
        let list = MemberList.bytes(bytes, name: "back")
        let back = try await MemberImportService(fixture.context).importList(
            MemberImportOrder(list), actor: "tester")
        #expect(numbers(back.rows, back.unchanged) == [4_998, 4_998])
        #expect(try await fixture.storedMembers() == members)

        let elsewhere = try ListsFixture()
        let moved = try await MemberImportService(elsewhere.context).importList(
            MemberImportOrder(list), actor: "tester")
        #expect(numbers(moved.rows, moved.added) == [4_998, 4_998])
        #expect(try await export(elsewhere, order).bytes == bytes)
    }

    @Test("Only members that were selected are in the list, or counted as left out")
    func selection() async throws {
        let order = MemberExportOrder(
            format: .csv(.absent), columns: try ExportColumn.list(parsing: "member_id,home_store:name=Store"),
            segment: "store = SH01", language: .simplifiedChinese)
        let fixture = try await fixture()
        let (report, bytes) = try await export(fixture, order)
        #expect(report.segment == "store = SH01")
        #expect(numbers(report.written, report.leftOut) == [1, 1])
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
        #expect(lines.first == "会员编号,Store")
        #expect(lines.count == 2 && lines.last?.hasPrefix("A1,") == true && lines.last != "A1,SH01")
    }

    @Test("Who left is in no list, and a segment that is wrong leaves none")
    func inactive() async throws {
        let fixture = try await fixture()
        let left = MemberID(unchecked: "A1")
        _ = try await MemberPairingService(fixture.context).leave(left, actor: "tester")
        var order = MemberExportOrder(format: .csv(.absent), purpose: try purpose("service"))
        let (report, bytes) = try await export(fixture, order)
        #expect(report.written == 3 && !String(decoding: bytes, as: UTF8.self).contains("A1,"))
        try FileManager.default.removeItem(at: fixture.file("members"))
        order.segment = "tier >= platinum"
        await #expect(throws: ServiceError.self) { _ = try await export(fixture, order) }
        #expect(!FileManager.default.fileExists(atPath: fixture.file("members").path()))
    }

    @Test("Followers are in a list where its segment asks for them, with their state, and in no other")
    func followers() async throws {
        let fixture = try await fixture()
        var draft = MemberDraft()
        (draft.id, draft.state) = ("F1", "follower")
        _ = try await MemberService(fixture.context).add(draft, actor: "tester")
        var order = MemberExportOrder(
            format: .csv(.absent), columns: try ExportColumn.list(parsing: "member_id,state"),
            purpose: try purpose("service"))
        let (all, bytes) = try await export(fixture, order)
        #expect(all.written == 4 && !String(decoding: bytes, as: UTF8.self).contains("F1"))
        order.segment = "state = follower"
        let (report, some) = try await export(fixture, order)
        #expect(report.written == 1 && String(decoding: some, as: UTF8.self).contains("F1,follower"))
    }

    @Test("A pseudonym is the same in every list of a workspace and in no other's, and is no stored digest")
    func pseudonyms() async throws {
        let order = MemberExportOrder(
            format: .csv(.absent), columns: try ExportColumn.list(parsing: "phone:hash"),
            purpose: try purpose("service"))
        let fixture = try await fixture(.sqlite)
        let first = try await export(fixture, order).bytes
        #expect(try await export(fixture, order).bytes == first)
        let names = String(decoding: first, as: UTF8.self).split(separator: "\r\n").dropFirst()
        #expect(names.count == 4 && names.filter { $0.count == 32 }.count == 3)
        let digests = try await fixture.storedMembers().flatMap(\.identities).map(\.digest)
        for digest in digests {
            let hex = digest.map { String(Int($0) + 0x100, radix: 16).dropFirst() }.joined()
            #expect(!names.contains { hex.contains($0) })
        }
    }

    @Test("A watermark is the export's id in each row, where it is asked for and in every workbook")
    func watermark() async throws {
        let columns = try ExportColumn.list(parsing: "member_id")
        let fixture = try await fixture()
        let service = try purpose("service")
        let order = MemberExportOrder(
            format: .csv(.absent), columns: columns, purpose: service, watermark: .present)
        let (report, bytes) = try await export(fixture, order)
        #expect(
            String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
                == ["member_id,export_id"] + ["A1", "A2", "A3", "A4"].map { "\($0),\(report.id)" })
        let lines = MemberExportOrder(
            format: .jsonLines, columns: columns, purpose: service, watermark: .present)
        let (second, json) = try await export(fixture, lines)
        #expect(second.id != report.id)
        #expect(
            String(decoding: json, as: UTF8.self).hasPrefix(
                #"{"export_id":"\#(second.id)","member_id":"A1"}"#))
        #expect(MemberExportOrder(format: .workbook).isWatermarked)
        let clash = MemberExportOrder(
            format: .workbook, columns: [ExportColumn(.name, heading: "Export_ID")], purpose: service)
        await #expect(throws: ServiceError.self) { try await export(fixture, clash) }
    }

    @Test("Times are those of the zone that is asked for, or of each member's store")
    func zones() async throws {
        let fixture = try ListsFixture()
        _ = try await fixture.importLines(
            "member_id,joined_at,home_store", "A1,2026-01-15T12:00:00Z,SH01", "A2,2026-01-15T12:00:00Z,SY01",
            "A3,2026-07-15T12:00:00Z,SY01")
        func times(_ zone: ExportZone) async throws -> [String] {
            let order = MemberExportOrder(
                format: .csv(.absent), columns: [ExportColumn(.joinedAt)], purpose: try purpose("service"),
                zone: zone)
            let text = String(decoding: try await export(fixture, order).bytes, as: UTF8.self)
            return text.split(separator: "\r\n").dropFirst().map(String.init)
        }
        #expect(
            try await times(.store) == [
                "2026-01-15T20:00:00+08:00", "2026-01-15T23:00:00+11:00", "2026-07-15T22:00:00+10:00",
            ])
        let newYork = try #require(ExportZone(parsing: "America/New_York"))
        #expect(try await times(newYork).first == "2026-01-15T07:00:00-05:00")
        #expect(ExportZone(parsing: "Asia/Shanghay") == nil)
    }

    @Test("Several pages come in the order of ids, and what is cancelled leaves nothing")
    func pages() async throws {
        let fixture = try ListsFixture(.sqlite)
        _ = try await MemberImportService(fixture.context).importList(
            MemberImportOrder(ListsFixture.longList), actor: "tester")
        let order = MemberExportOrder(
            format: .csv(.absent), columns: [ExportColumn(.memberID)], purpose: try purpose("service"))
        let text = String(decoding: try await export(fixture, order).bytes, as: UTF8.self)
        #expect(
            text.split(separator: "\r\n").dropFirst().map(String.init) == (10_001...12_500).map { "B\($0)" })
        for format in [MemberExportOrder.Format.csv(.absent), .workbook, .jsonLines] {
            let url = fixture.file("stopped/list")
            let task = Task {
                let file = try OutputFile(url, existing: .keep, audience: .owner)
                return try await MemberExportService(fixture.context).export(
                    to: file, order: MemberExportOrder(format: format, purpose: order.purpose),
                    actor: "tester",
                    progress: { _ in withUnsafeCurrentTask { $0?.cancel() } })
            }
            await #expect(throws: ServiceError.interrupted(done: 1_000, of: 1_000, resume: "")) {
                try await task.value
            }
            let left = try FileManager.default.contentsOfDirectory(
                atPath: url.deletingLastPathComponent().path())
            #expect(left.isEmpty)
        }
    }
}
