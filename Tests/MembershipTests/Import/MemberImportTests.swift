import Membership
import Testing
import Vocabulary

@Suite struct MemberImportTests {
    /// One field of one row of a list that holds only it and the member's id.
    static let fields: [(column: String, text: String, Finding.Reason?)] = [
        ("phone", "12345", .invalidPhone), ("phone", "+86 138-0013-8000", nil),
        ("wechat_openid", "short", .invalidOpenID), ("card_number", "1", .invalidCardNumber),
        ("gender", "女", nil), ("gender", "x-large", .unknownGender), ("home_store", "SH01", nil),
        ("home_store", "XX99", .unknownStore), ("home_store", "no store", .unknownStore),
        ("tier", "gold", nil), ("tier", "gold star", .invalidTier), ("cell", "wtw3s", nil),
        ("cell", "nowhere", .invalidCell), ("joined_at", "2026-11-21T12:00:00Z", nil),
        ("joined_at", "2026-11-21T12:00:01Z", .futureDate), ("joined_at", "2026-02-30", .impossibleDate),
        ("joined_at", "02/03/2026", .malformedDate), ("marketing_consent", "yes", nil),
        ("marketing_consent", "maybe", .unknownConsent), ("language", "zh-hans", nil),
        ("language", "Chinese", .unknownLanguage), ("latitude", "31", .incompleteCoordinates),
        ("longitude", "121", .incompleteCoordinates), ("note", "=1+1", .formulaLike),
        ("note", "two\nlines", nil), ("note", "bell\u{7}", .controlCharactersRemoved),
        ("source", "a  b", .whitespaceNormalised), ("state", "member", nil), ("state", "Follower", nil),
        ("state", "left", .unknownState), ("state", "active", .unknownState), ("birthday", "1990-05-17", nil),
        ("birthday", "--02-29", nil), ("birthday", "02-29", nil), ("birthday", "1990/5/17", nil),
        ("birthday", "1990-05-17 00:00:00", nil), ("birthday", "1990-02-29", .invalidBirthday),
        ("birthday", "2026-11-23", .invalidBirthday), ("birthday", "1900-01-01", .invalidBirthday),
        ("birthday", "May 17", .invalidBirthday), ("birthday", "1990-05-17T00:00:00Z", .invalidBirthday),
        ("source", String(repeating: "a", count: 401), .textTooLong),
        ("note", String(repeating: "a", count: 4_001), .textTooLong),
    ]

    @Test("Each field is taken, or left with its own reason", arguments: fields)
    func field(column: String, text: String, reason: Finding.Reason?) throws {
        var fixture = ImportFixture()
        let heading = CSVWriter().row(["member_id", "name", column])
        let report = try fixture.run(heading + CSVWriter().row(["Q1", "Li", text]))
        let findings = report.findings.filter { $0.reason != .missingDate }
        #expect(findings.map(\.reason) == (reason.map { [$0] } ?? []))
        #expect(findings.allSatisfy { $0.field == column && $0.line == 2 })
        let isRefused = reason?.effect == .refused
        #expect(fixture.records.isEmpty == isRefused)
    }

    @Test("A birthday is taken as it is written, or as the mapping's pattern says, and kept by another rule")
    func birthdays() throws {
        var fixture = ImportFixture()
        _ = try fixture.run(
            "member_id,name,birthday,joined_at\nQ1,Li,2000-02-29,2026-01-01\nQ2,Wu,02-29,2026-01-01\n")
        #expect(fixture["Q1"]?.member.birthday?.text == "2000-02-29")
        #expect(fixture["Q2"]?.member.birthday?.text == "--02-29")
        _ = try fixture.run("member_id,name,birthday\nQ1,Li,\nQ2,Wu,1999-12-31\n")
        #expect(fixture["Q1"]?.member.birthday?.text == "2000-02-29")
        #expect(fixture["Q2"]?.member.birthday?.text == "1999-12-31")
    }

    @Test(
        "Coordinates are taken with their datum, and no other way",
        arguments: [
            ("31.2284737422", "121.4782240574", "gcj02", nil), ("31.230416", "121.473701", "WGS84", nil),
            ("31.230416", "121.473701", "", .missingDatum),
            ("31.230416", "121.473701", "cgcs2000", .unknownDatum),
            ("999", "121.4", "wgs84", .coordinatesOutOfRange),
            ("31.2", "-181", "wgs84", .coordinatesOutOfRange),
            ("31°", "121.4", "wgs84", .malformedCoordinates),
            ("nan", "121.4", "wgs84", .malformedCoordinates),
            ("31.2", "0x1p3", "wgs84", .malformedCoordinates), ("1e1", "121", "wgs84", .malformedCoordinates),
        ] as [(String, String, String, Finding.Reason?)])
    func coordinates(latitude: String, longitude: String, datum: String, reason: Finding.Reason?) throws {
        var fixture = ImportFixture()
        let report = try fixture.run(
            "member_id,name,latitude,longitude,datum,joined_at\nQ1,Li,\(latitude),\(longitude),\(datum),2026-01-01\n"
        )
        #expect(report.findings.map(\.reason) == (reason.map { [$0] } ?? []))
        #expect(fixture["Q1"]?.member.cell?.geohash == (reason == nil ? "wtw3s" : nil))
    }

    @Test("A list makes followers, follows those who join, and takes nobody a state back")
    func followers() throws {
        var fixture = ImportFixture()
        let followers = ListMapping(columns: [.state: .init(.constant("follower"))])
        _ = try fixture.run("member_id,joined_at\nQ1,2026-01-01\n")
        let taken = try fixture.run(
            "member_id,joined_at,tier\nQ1,2026-01-01,gold\nQ2,2026-01-01,gold\nQ3,2026-01-01,\n",
            mapping: followers)
        #expect(taken.outcomes.map(\.disposition) == [.updated, .added, .added])
        #expect(taken.findings.filter { $0.reason != .missingName }.map(\.reason) == [.tierOfFollower])
        #expect(fixture["Q1"]?.member.state == .member && fixture["Q1"]?.member.tier?.name == "gold")
        #expect(fixture["Q2"]?.member.state == .follower && fixture["Q2"]?.member.tier == nil)
        // A list that says nothing of it leaves it.
        _ = try fixture.run("member_id,name\nQ2,Li\n")
        #expect(fixture["Q2"]?.member.state == .follower && fixture["Q2"]?.member.name == "Li")
        for rule in [ListMapping.UpdateRule.fillEmpty, .keep] {
            _ = try fixture.run("member_id,state\nQ2,member\n", mapping: ListMapping(update: rule))
            #expect(fixture["Q2"]?.member.state == .follower)
        }
        _ = try fixture.run("member_id,state,joined_at\nQ2,member,\nQ3,member,2026-02-02\n")
        #expect(fixture["Q2"]?.member.state == .member && fixture["Q2"]?.member.joinedAt == ImportFixture.now)
        #expect(fixture["Q3"]?.member.joinedAt != ImportFixture.now)
        let again = try fixture.run("member_id,name\nQ2,Li\n", mapping: followers)
        #expect(again.outcomes.map(\.disposition) == [.unchanged])
        fixture.records[MemberID(unchecked: "Q2")]?.member.state = .left
        let left = try fixture.run("member_id,state\nQ2,follower\n")
        #expect(left.findings.map(\.reason) == [.inactiveMember])
    }

    @Test("A row that does not say whom it is about is refused")
    func memberIDs() throws {
        var fixture = ImportFixture()
        let report = try fixture.run("member_id,name\n,Li\na b,Li\n-a,Li\nQ1,Li,extra\n Q2 ,Li\n")
        #expect(
            report.findings.map(\.reason) == [
                .missingMemberID, .malformedMemberID, .malformedMemberID, .wrongColumnCount, .missingDate,
            ])
        #expect(report.counts[.refused] == 4)
        #expect(fixture["Q2"]?.member.name == "Li")
    }

    @Test(
        "The same row twice is nothing new, the same id with other content is refused, and the first one stands"
    )
    func duplicates() throws {
        var fixture = ImportFixture()
        let report = try fixture.run(
            "member_id,name,joined_at\nQ1,Li,2026-01-01\nQ1,Li,2026-01-01\nQ1,Wang,2026-01-01\n")
        #expect(report.outcomes.map(\.disposition) == [.added, .unchanged, .refused])
        #expect(report.findings.map(\.reason) == [.duplicateRow, .duplicateID])
        #expect(report.findings.map(\.line) == [3, 4])
        #expect(fixture["Q1"]?.member.name == "Li")
    }

    @Test("A phone number of two people is nobody's, however it is spelt, until somebody decides")
    func sharedPhone() throws {
        let list =
            "member_id,name,phone,joined_at\nQ1,Li,13800138000,2026-01-01\nQ2,Wu,+86 138-0013-8000,2026-01-01\n"
        var fixture = ImportFixture()
        let report = try fixture.run(list)
        #expect(report.outcomes.map(\.disposition) == [.added, .added])
        #expect(report.outcomes.map(\.hasQuestion) == [true, true])
        #expect(report.findings.map(\.reason) == [.sharedPhone, .sharedPhone])
        #expect(report.findings.map(\.value) == ["+86*******8000", "+86*******8000"])
        #expect(fixture["Q1"]?.identities == [])
        #expect(fixture["Q2"]?.identities == [])

        let phone = Identity(try PhoneNumber(parsing: "13800138000", region: .mainlandChina))
        fixture.records[MemberID(unchecked: "Q1")]?.identities = [phone]
        let again = try fixture.run(list)
        #expect(again.outcomes.map(\.disposition) == [.unchanged, .unchanged])
        #expect(again.outcomes.map(\.hasQuestion) == [false, true])
        #expect(fixture["Q1"]?.identities == [phone])
    }

    @Test(
        "A phone number that another member has in the store is a question; a new one replaces the old"
    )
    func ownedPhone() throws {
        var fixture = ImportFixture()
        _ = try fixture.run("member_id,name,phone\nQ1,Li,13800138000\n")
        let other = try fixture.run("member_id,name,phone\nQ2,Wu,13800138000\n")
        #expect(other.findings.map(\.reason) == [.sharedPhone, .missingDate])
        let changed = try fixture.run("member_id,name,phone\nQ1,Li,13900139000\n")
        #expect(changed.findings.map(\.reason) == [.identityReplaced])
        #expect(changed.outcomes.map(\.disposition) == [.updated])
        #expect(fixture["Q1"]?.identities.map(\.value) == ["+8613900139000"])
    }

    @Test("A number without country code belongs to the region of the member's store")
    func storeRegion() throws {
        var fixture = ImportFixture()
        let report = try fixture.run(
            "member_id,home_store,phone,name,joined_at\nQ1,SY01,0412 345 678,a,2026-01-01\nQ2,HK01,56584897,b,2026-01-01\n"
                + "Q3,,0412 345 678,c,2026-01-01\n")
        #expect(report.findings.map(\.reason) == [.invalidPhone])
        #expect(fixture["Q1"]?.identities.map(\.value) == ["+61412345678"])
        #expect(fixture["Q2"]?.identities.map(\.value) == ["+85256584897"])
    }

    @Test("An empty field keeps what the store has, another one replaces it")
    func updates() throws {
        var fixture = ImportFixture()
        _ = try fixture.run("member_id,name,gender,tier,joined_at\nQ1,Li,F,gold,2026-01-01\n")
        let same = try fixture.run("member_id,name,gender,tier,joined_at\nQ1,,,,\n")
        #expect(same.outcomes.map(\.disposition) == [.unchanged])
        #expect(same.findings.isEmpty)
        let changed = try fixture.run("member_id,tier\nQ1,VIP\n")
        #expect(changed.outcomes.map(\.disposition) == [.updated])
        #expect(fixture["Q1"]?.member.tier?.name == "vip")
        #expect(fixture["Q1"]?.member.gender == .female)
    }

    @Test("A list can withdraw a consent, and cannot overrule a refusal")
    func consent() throws {
        var fixture = ImportFixture()
        let list = { (word: String) in
            "member_id,name,marketing_consent,joined_at\nQ1,Li,\(word),2026-01-01\n"
        }
        _ = try fixture.run(list(""))
        #expect(fixture["Q1"]?.member.marketingConsent.state == .unknown)
        _ = try fixture.run(list("yes"))
        #expect(fixture["Q1"]?.member.marketingConsent.state == .granted)
        let later = ImportFixture.now.advanced(bySeconds: 60)
        #expect(try fixture.run(list("yes"), at: later).outcomes.map(\.disposition) == [.unchanged])
        _ = try fixture.run(list("no"), at: later)
        let denied = Consent(state: .denied, source: "import", recordedAt: later)
        #expect(fixture["Q1"]?.member.marketingConsent == denied)
        let overruled = try fixture.run(list("yes"), at: later.advanced(bySeconds: 60))
        #expect(overruled.findings.map(\.reason) == [.consentConflict])
        #expect(fixture["Q1"]?.member.marketingConsent == denied)
    }

    @Test("A name is kept in one clean line, formula or not")
    func names() throws {
        var fixture = ImportFixture()
        let report = try fixture.run(
            "member_id,name,joined_at\nQ1,\"  王 \n小明\u{3000}\",2026-01-01\nQ2,=1+1,2026-01-01\nQ3,'=1+1,2026-01-01\n"
                + "Q4,a\u{202E}b,2026-01-01\nQ5,,2026-01-01\n")
        #expect(
            report.findings.map(\.reason) == [
                .whitespaceNormalised, .formulaLike, .formulaLike, .controlCharactersRemoved, .missingName,
            ])
        #expect(fixture["Q1"]?.member.name == "王 小明")
        #expect(fixture["Q2"]?.member.name == "=1+1")
        #expect(fixture["Q3"]?.member.name == "=1+1")
        #expect(fixture["Q4"]?.member.name == "ab")
    }

    @Test("A heading may be in any order and case, must name the member's id, and no column twice")
    func headings() throws {
        let layout = try MemberLayout(
            heading: try CSVReader.rows(in: Array("Name, MEMBER_ID,shoe size\n".utf8)).first)
        #expect(layout.unknownHeadings == ["shoe size"])
        let session = MemberImport(layout: layout, context: ImportFixture.context())
        #expect(session.headingFindings.map(\.reason) == [.unknownColumn])
        #expect(throws: MemberLayout.LayoutError.noHeading) { try MemberLayout(heading: nil) }
        #expect(throws: MemberLayout.LayoutError.missingColumn(.memberID)) {
            try MemberLayout(heading: .record(CSVRecord(line: 1, fields: ["name"])))
        }
        #expect(throws: MemberLayout.LayoutError.repeatedColumn(.name)) {
            try MemberLayout(heading: .record(CSVRecord(line: 1, fields: ["member_id", "name", "Name"])))
        }
    }

    @Test("A finding shows at most 80 characters")
    func findingLength() {
        let finding = Finding(
            line: 1, field: "name", reason: .textTooLong, value: String(repeating: "清", count: 500))
        #expect(finding.value?.count == 80)
    }
}
