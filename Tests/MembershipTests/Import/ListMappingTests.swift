import Membership
import Testing
import Vocabulary

@Suite struct ListMappingTests {
    private static let theirs = "手机,姓名,性别,入会\n"

    private static func mapping(
        key: ListMapping.Key = .identity(.phone), update: ListMapping.UpdateRule = .overwrite
    ) throws -> ListMapping {
        let pattern = try #require(DatePattern(parsing: "d/M/yyyy"))
        return ListMapping(
            columns: [
                .phone: .init(.heading("手机")), .name: .init(.heading(" 姓名 ")),
                .gender: .init(.heading("性别"), translations: ["帅哥": "male", "美女": "female"]),
                .joinedAt: .init(.heading("入会"), pattern: pattern), .homeStore: .init(.constant("SH01")),
            ], key: key, update: update)
    }

    @Test("Columns, words, dates and constants of somebody else's list become ours")
    func mapped() throws {
        var fixture = ImportFixture()
        let report = try fixture.run(
            Self.theirs + "13800138000,王小明,帅哥,3/2/2026\n", mapping: Self.mapping())
        #expect(report.counts[.added] == 1)
        #expect(report.findings.isEmpty)
        let record = try #require(fixture.records.values.first)
        #expect(record.member.name == "王小明")
        #expect(record.member.gender == .male)
        #expect(record.member.homeStore?.text == "SH01")
        // Midnight of 3 February in Shanghai.
        #expect(record.member.joinedAt.millisecondsSince1970 == 1_770_048_000_000)
        #expect(record.identity(.phone)?.value == "+8613800138000")
    }

    @Test("Members are found by the key, and who is not found gets a new id once")
    func key() throws {
        var fixture = ImportFixture()
        _ = try fixture.run("member_id,phone,joined_at\nA1,+8613800138000,2026-01-01\n")
        let list =
            Self.theirs + "138-0013-8000,王小明,,1/1/2026\n13800138001,李雷,,1/1/2026\n"
            + "+8613800138001,李雷雷,,1/1/2026\n13800138001,李雷,,1/1/2026\n,谁,,1/1/2026\n12,谁,,1/1/2026\n"
        let report = try fixture.run(list, mapping: Self.mapping())
        #expect(
            report.outcomes.map(\.disposition) == [
                .updated, .added, .refused, .unchanged, .refused, .refused,
            ])
        #expect(
            report.findings.map(\.reason) == [.duplicateID, .duplicateRow, .missingKey, .malformedKey])
        #expect(fixture["A1"]?.member.name == "王小明")
        #expect(fixture.records.count == 2)
        let again = try fixture.run(list, mapping: Self.mapping())
        #expect(again.counts[.unchanged] == 3)
        #expect(fixture.records.count == 2)
    }

    @Test(
        "What the store knows is overwritten, filled up or kept, as the rule says",
        arguments: [
            (ListMapping.UpdateRule.overwrite, "李雷", Gender.male, RowOutcome.Disposition.updated),
            (.fillEmpty, "王小明", .male, .updated), (.keep, "王小明", nil, .unchanged),
        ] as [(ListMapping.UpdateRule, String, Gender?, RowOutcome.Disposition)])
    func rules(
        rule: ListMapping.UpdateRule, name: String, gender: Gender?, disposition: RowOutcome.Disposition
    ) throws {
        var fixture = ImportFixture()
        _ = try fixture.run("member_id,name,marketing_consent,joined_at\nA1,王小明,yes,2026-01-01\n")
        let report = try fixture.run(
            "member_id,name,gender\nA1,李雷,male\n", mapping: ListMapping(update: rule))
        #expect(report.counts[disposition] == 1)
        #expect(fixture["A1"]?.member.name == name)
        #expect(fixture["A1"]?.member.gender == gender)
        // Whatever the rule: a withdrawal is obeyed.
        _ = try fixture.run("member_id,marketing_consent\nA1,no\n", mapping: ListMapping(update: rule))
        #expect(fixture["A1"]?.member.marketingConsent.state == .denied)
    }

    @Test("A column may have a rule of its own")
    func columnRule() throws {
        var fixture = ImportFixture()
        _ = try fixture.run("member_id,name,source,joined_at\nA1,王小明,till,2026-01-01\n")
        let mapping = ListMapping(
            columns: [.name: .init(.heading("name"), update: .overwrite)], update: .keep)
        _ = try fixture.run("member_id,name,source\nA1,李雷,web\n", mapping: mapping)
        #expect(fixture["A1"]?.member.name == "李雷")
        #expect(fixture["A1"]?.member.source == "till")
    }

    @Test("A heading that the mapping names must be there, once")
    func headings() throws {
        var fixture = ImportFixture()
        let mapping = try Self.mapping()
        #expect(throws: MemberLayout.LayoutError.missingHeading("手机", .phone)) {
            try fixture.run("姓名,性别,入会\n", mapping: mapping)
        }
        #expect(throws: MemberLayout.LayoutError.repeatedHeading("手机", .phone)) {
            try fixture.run("手机,姓名,性别,入会,手机\n", mapping: mapping)
        }
        #expect(throws: MemberLayout.LayoutError.missingColumn(.cardNumber)) {
            try fixture.run("member_id,name\n", mapping: ListMapping(key: .identity(.cardNumber)))
        }
    }

    @Test(
        "A date is read as its pattern says, and no other way",
        arguments: [
            ("dd/MM/yyyy", "03/02/2026", "2026-02-03T00:00:00Z"),
            ("d.M.yyyy", "3.2.2026", "2026-02-03T00:00:00Z"),
            ("yyyyMMdd", "20260203", "2026-02-03T00:00:00Z"),
            ("yyyy年M月d日", "2026年2月3日", "2026-02-03T00:00:00Z"),
            ("MM/dd/yyyy HH:mm:ss", "02/03/2026 09:05:07", "2026-02-03T09:05:07Z"),
            ("dd/MM/yyyy", "3/2/2026", nil), ("dd/MM/yyyy", "03/02/26", nil),
            ("dd/MM/yyyy", "30/02/2026", nil),
            ("dd/MM/yyyy", "03/02/2026 ", nil), ("dd/MM/yyyy HH:mm", "03/02/2026 24:00", nil),
        ] as [(String, String, String?)])
    func patterns(pattern: String, text: String, expected: String?) throws {
        let time = try? #require(DatePattern(parsing: pattern)).time(parsing: text)
        let read = time.map { DateTimeText.text(of: Instant(millisecondsSince1970: $0.milliseconds)) }
        #expect(read == expected)
    }

    @Test(
        "A pattern names year, month and day once each",
        arguments: ["dd/MM", "yyyy-MM", "yy-MM-dd", "dd/dd/yyyy", "yyyy-MM-dd QQ", "yyyy-MMM-dd", ""])
    func badPatterns(text: String) {
        #expect(DatePattern(parsing: text) == nil)
    }

    @Test(
        "The delimiter is what the heading has most of, outside quotes",
        arguments: [
            ("a,b;c,d\n;;;;", CSVDelimiter.comma), ("a;b;c,d\n", .semicolon), ("a\tb\n", .tab),
            ("a\n;", .comma),
            ("\n\r\na;b\n", .semicolon), ("\"a,b,c\";d\n", .semicolon), ("", .comma),
        ])
    func delimiters(text: String, expected: CSVDelimiter) {
        #expect(CSVDelimiter.found(in: text.utf8) == expected)
    }
}
