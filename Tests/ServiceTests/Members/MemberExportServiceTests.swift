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
            format: .csv(.utf8), columns: [.memberID, .name, .phone, .note],
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
            + #""member_id":"A4","name":"@SUM(A1)","tier":"member"}"#
        #expect(lines.last.map(String.init) == last)
        #expect(lines.first?.contains(#""phone":"+8613800138000""#) == true)
    }

    @Test("Who exported how many, for which purpose and with which columns is in the audit")
    func audit() async throws {
        let fixture = try await fixture()
        let order = MemberExportOrder(
            format: .csv(.absent), columns: [.memberID, .phone], purpose: try purpose("spring mailing"))
        _ = try await export(fixture, order)
        let entry = try #require(try await fixture.context.store.audit(limit: 1).first)
        #expect(entry.actor == "tester")
        #expect(entry.action == "member_export")
        #expect(
            entry.detail
                == #"{"columns":["member_id","phone"],"left_out":3,"purpose":"spring mailing","written":1}"#)
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

    @Test("Only the owner may read an exported list")
    func permissions() async throws {
        let fixture = try await fixture()
        _ = try await export(fixture, MemberExportOrder(format: .csv(.absent)))
        let attributes = try FileManager.default.attributesOfItem(atPath: fixture.file("members").path())
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test("What was exported is unchanged when it is imported again, and makes the same list elsewhere")
    func roundTrip() async throws {
        let fixture = try ListsFixture(.sqlite)
        _ = try await MemberImportService(fixture.context).importList(MemberImportOrder(fixture.sampleList), actor: "tester")
        let order = MemberExportOrder(
            format: .csv(.utf8), columns: MemberExport.columns, purpose: try purpose("transfer"))
        let (report, bytes) = try await export(fixture, order)
        #expect(report.written == 4_998)

        let members = try await fixture.storedMembers()
        let list = MemberList.bytes(bytes, name: "back")
        let back = try await MemberImportService(fixture.context).importList(MemberImportOrder(list), actor: "tester")
        #expect(numbers(back.rows, back.unchanged) == [4_998, 4_998])
        #expect(try await fixture.storedMembers() == members)

        let elsewhere = try ListsFixture()
        let moved = try await MemberImportService(elsewhere.context).importList(MemberImportOrder(list), actor: "tester")
        #expect(numbers(moved.rows, moved.added) == [4_998, 4_998])
        #expect(try await export(elsewhere, order).bytes == bytes)
    }
}
