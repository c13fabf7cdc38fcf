import Membership
import Testing
import Vocabulary

@Suite struct ExportFieldsTests {
    /// A member who says much; 2026-12-31T16:30:00Z is New Year's Day in Shanghai.
    private func record() throws -> MemberRecord {
        let joinedAt = try DateTimeText.instant(parsing: "2026-12-31T16:30:00.050Z", utcOffsetSeconds: 0)
        var member = Member(
            id: MemberID(unchecked: "Q1"), joinedAt: joinedAt,
            marketingConsent: Consent(state: .granted, source: "till", recordedAt: joinedAt))
        member.name = "=李小龙"
        member.gender = .female
        member.homeStore = StoreID(unchecked: "SH01")
        member.tier = Tier(parsing: "gold")
        let phone = Identity(try PhoneNumber(parsing: "13800138000", region: .mainlandChina))
        return MemberRecord(member: member, identities: [phone])
    }

    private func fields(
        _ columns: String, language: ExportLanguage? = nil, helpers: ExportFields.Helpers = .plain
    ) throws -> [String] {
        let fields = ExportFields(
            try ExportColumn.list(parsing: columns), language: language, helpers: helpers)
        return try fields.values(of: record()).map(\.text)
    }

    @Test("A member's fields are as their columns, empty where nothing is known")
    func plain() throws {
        #expect(
            try fields("member_id,name,phone,card_number,gender,tier,joined_at,marketing_consent,cell,state")
                == [
                    "Q1", "=李小龙", "+8613800138000", "", "female", "gold", "2026-12-31T16:30:00.050Z", "yes",
                    "", "member",
                ])
    }

    @Test("Treated fields show what they may and no more")
    func treated() throws {
        #expect(
            try fields("phone:last4,phone:masked,phone:hash,member_id:hash,name:masked,home_store:name")
                == [
                    "8000", "+86*******8000", "key(phone +8613800138000)", "key(member_id Q1)", "=**",
                    "Store SH01",
                ])
        #expect(try fields("card_number:last4,card_number:hash,wechat_openid:masked") == ["", "", ""])
    }

    @Test("Days, months and years are those of the zone")
    func zones() throws {
        let columns = "joined_at,joined_at:day,joined_at:month,joined_at:year"
        #expect(try fields(columns) == ["2026-12-31T16:30:00.050Z", "2026-12-31", "2026-12", "2026"])
        #expect(
            try fields(columns, helpers: .zone(28_800))
                == ["2027-01-01T00:30:00.050+08:00", "2027-01-01", "2027-01", "2027"])
        #expect(try fields("joined_at", helpers: .zone(-12_600)) == ["2026-12-31T13:00:00.050-03:30"])
        // Local mean time, as in Shanghai before 1901: RFC 3339 has no seconds in an offset.
        #expect(try fields("joined_at", helpers: .zone(29_143)) == ["2026-12-31T16:30:00.050Z"])
    }

    @Test("A birthday is in a list only if asked for, whole, or only its day, month or year")
    func birthdays() throws {
        let columns = try ExportColumn.list(
            parsing: "birthday,birthday:day,birthday:month,birthday:year")
        let fields = ExportFields(columns, helpers: .plain)
        let today = try #require(CalendarDate(parsing: "2026-11-21"))
        var record = try record()
        #expect(fields.values(of: record).map(\.text) == ["", "", "", ""])
        record.member.birthday = try Birthday(parsing: "2000-02-29", today: today)
        #expect(fields.values(of: record).map(\.text) == ["2000-02-29", "--02-29", "02", "2000"])
        record.member.birthday = try Birthday(parsing: "12-31", today: today)
        #expect(fields.values(of: record).map(\.text) == ["--12-31", "--12-31", "12", ""])
        #expect(!MemberExport.defaultColumns.contains(.birthday))
        #expect(MemberExport.columns.contains(.birthday))
        #expect(throws: (any Error).self) { try ExportColumn.list(parsing: "birthday:hash") }
    }

    @Test("Words are in the language that is asked for")
    func words() throws {
        let columns = "gender,tier,marketing_consent,state"
        #expect(try fields(columns, language: .english) == ["Female", "gold in en", "Yes", "Member"])
        #expect(try fields(columns, language: .simplifiedChinese) == ["女", "gold in zh-Hans", "是", "会员"])
    }
}
