import Foundation
import Membership
import Testing
import Vocabulary

/// The 5,000 rows of the sample brand, whose counts were taken with a separate program (Python's csv module).
@Suite struct SampleListTests {
    private static func sample() throws -> [UInt8] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return Array(try Data(contentsOf: root.appending(path: "templates/workspace/data/members.csv")))
    }

    @Test("Every row ends in one way, and every fault is found as often as it is there")
    func accounts() throws {
        var fixture = ImportFixture()
        let report = try fixture.run(Self.sample())
        #expect(report.counts.rows == 5_000)
        let perDisposition = RowOutcome.Disposition.allCases.map { report.counts[$0] }
        #expect(perDisposition == [4_998, 0, 0, 2])
        #expect(report.counts.questions == 174)
        #expect(perDisposition.reduce(0, +) == report.counts.rows)
        let expected: [Finding.Reason: Int] = [
            .duplicateID: 1, .impossibleDate: 1, .sharedPhone: 4, .sharedOpenID: 2, .futureDate: 167,
            .unknownStore: 1, .invalidPhone: 2, .coordinatesOutOfRange: 1, .whitespaceNormalised: 1,
            .formulaLike: 3,
        ]
        for reason in Finding.Reason.allCases {
            #expect(report.count(of: reason) == expected[reason, default: 0], "\(reason.rawValue)")
        }
    }

    @Test("Each fault is named by its line and field")
    func places() throws {
        var fixture = ImportFixture()
        let report = try fixture.run(Self.sample())
        let found = report.findings.filter { $0.reason != .futureDate }.map {
            "\($0.line) \($0.field) \($0.reason.rawValue) \($0.value ?? "")"
        }
        #expect(
            found == [
                "12 name formula_like =HYPERLINK(\"http://example.com\",\"click\")",
                "13 name formula_like +1+1",
                "14 name formula_like @SUM(A1)", "17 name whitespace_normalised   王 小 明  ",
                "23 phone shared_phone +86*******4178", "24 phone shared_phone +86*******4178",
                "25 phone invalid_phone 12345", "26 phone invalid_phone not a phone",
                "27 joined_at impossible_date 2026-02-30T10:00:00+08:00", "28 home_store unknown_store XX99",
                "29 latitude coordinates_out_of_range 999", "32 member_id duplicate_id Q000030",
                "36 wechat_openid shared_openid o7**********************4b0O",
                "37 wechat_openid shared_openid o7**********************4b0O",
                "2378 phone shared_phone +852****6958", "2851 phone shared_phone +852****6958",
            ])
    }

    @Test("What is kept is what the list says, in one spelling")
    func values() throws {
        var fixture = ImportFixture()
        _ = try fixture.run(Self.sample())
        let records = fixture.records.values
        #expect(records.count == 4_998)
        #expect(records.count { $0.identity(.phone) != nil } == 4_992)
        #expect(records.count { $0.identity(.wechatOpenID) != nil } == 3_561)
        #expect(records.count { $0.member.cell != nil } == 2_973)
        #expect(records.count { $0.member.gender == .female } == 2_630)
        #expect(records.count { $0.member.gender == .undisclosed } == 213)
        #expect(records.count { $0.member.gender == nil } == 415)
        #expect(records.count { $0.member.marketingConsent.state == .granted } == 3_723)
        #expect(records.count { $0.member.marketingConsent.state == .denied } == 774)
        #expect(records.count { $0.member.language == nil } == 137)
        #expect(fixture["Q000030"]?.member.name == "赵佳")
        #expect(fixture["Q000028"]?.member.gender == .female)
        #expect(fixture["Q000028"]?.identity(.phone)?.value == "+61437408277")
        #expect(fixture["Q000014"]?.member.note == "likes oolong,\n\"no sugar\"")
        #expect(fixture["Q000026"]?.member.homeStore == nil)
        #expect(fixture["Q000025"] == nil)
    }

    @Test("The list again changes nothing, and asks the same questions")
    func again() throws {
        var fixture = ImportFixture()
        _ = try fixture.run(Self.sample())
        let before = fixture.records
        let report = try fixture.run(Self.sample(), at: ImportFixture.now.advanced(bySeconds: 60))
        let perDisposition = RowOutcome.Disposition.allCases.map { report.counts[$0] }
        #expect(perDisposition == [0, 0, 4_998, 2])
        #expect(report.counts.questions == 174)
        #expect(fixture.records == before)
    }

    @Test("What was exported for Excel and imported again is the same, name by name and phone by phone")
    func exportAndBack() throws {
        var fixture = ImportFixture()
        _ = try fixture.run(Self.sample())
        let writer = CSVWriter(byteOrderMark: .utf8)
        let fields = ExportFields(MemberExport.columns.map { ExportColumn($0) }, helpers: .plain)
        var file = writer.prologue + writer.row(fields.headings)
        for record in fixture.records.values.sorted(by: { $0.member.id < $1.member.id }) {
            file += writer.row(fields.values(of: record).map(\.text))
        }
        let before = fixture.records
        let report = try fixture.run(file, at: ImportFixture.now.advanced(bySeconds: 60))
        #expect(report.counts.rows == 4_998)
        #expect(report.counts[.unchanged] == 4_998)
        #expect(fixture.records == before)
    }
}
