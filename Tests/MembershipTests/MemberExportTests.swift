import Membership
import Testing
import Vocabulary

@Suite struct MemberExportTests {
    private func member(_ state: Consent.State) -> Member {
        let now = ImportFixture.now
        return Member(
            id: MemberID(unchecked: "Q1"), joinedAt: now,
            marketingConsent: Consent(state: state, source: "till", recordedAt: now))
    }

    @Test(
        "Marketing, and whatever is not known to be something else, needs a consent that was given",
        arguments: [
            ("marketing", Consent.State.granted, true), ("marketing", .denied, false),
            ("marketing", .unknown, false), ("spring tea letter", .denied, false), ("service", .denied, true),
            ("Audit", .unknown, true), ("services", .unknown, false),
        ])
    func consent(purpose: String, state: Consent.State, isIncluded: Bool) throws {
        let purpose = try #require(ExportPurpose(parsing: purpose))
        #expect(MemberExport.includes(member(state), purpose: purpose) == isIncluded)
    }

    @Test("A purpose says something, in one line")
    func purposes() {
        #expect(ExportPurpose(parsing: " \n") == nil)
        #expect(ExportPurpose(parsing: String(repeating: "a", count: 201)) == nil)
        #expect(ExportPurpose(parsing: "yearly\naudit")?.text == "yearly audit")
        #expect(ExportPurpose.marketing.needsMarketingConsent)
    }

    @Test("Nobody can be called or written to from a list whose columns were not chosen")
    func defaultColumns() {
        let reaching: Set<MemberColumn> = [.phone, .wechatOpenID, .cardNumber]
        #expect(reaching.isDisjoint(with: MemberExport.defaultColumns))
        #expect(Set(MemberExport.defaultColumns).isSubset(of: MemberExport.columns))
    }

    @Test("Columns are chosen by name, each once")
    func columns() throws {
        #expect(try MemberExport.columns(parsing: " phone , Member_ID") == [.phone, .memberID])
        #expect(throws: MemberExport.ColumnError.unknown("shoe_size")) {
            try MemberExport.columns(parsing: "name,shoe_size")
        }
        #expect(throws: MemberExport.ColumnError.unknown("latitude")) {
            try MemberExport.columns(parsing: "latitude")
        }
        #expect(throws: MemberExport.ColumnError.repeated(.name)) {
            try MemberExport.columns(parsing: "name,name")
        }
        #expect(throws: MemberExport.ColumnError.none) { try MemberExport.columns(parsing: ",") }
    }

    @Test("A member's fields are as their columns, empty where nothing is known")
    func fields() throws {
        var member = member(.granted)
        member.name = "=李"
        member.tier = Tier(parsing: "gold")
        let phone = Identity(try PhoneNumber(parsing: "13800138000", region: .mainlandChina))
        let record = MemberRecord(member: member, identities: [phone])
        let columns: [MemberColumn] = [
            .memberID, .name, .phone, .cardNumber, .gender, .tier, .joinedAt, .marketingConsent,
        ]
        #expect(
            MemberExport.fields(of: record, columns: columns)
                == ["Q1", "=李", "+8613800138000", "", "", "gold", "2026-11-21T12:00:00Z", "yes"])
    }
}
