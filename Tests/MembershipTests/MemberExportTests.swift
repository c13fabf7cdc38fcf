import Membership
import Testing
import Vocabulary

@Suite struct MemberExportTests {
    @Test(
        "Marketing, and whatever is not known to be something else, needs a consent that was given",
        arguments: [
            ("marketing", Consent.State.granted, true), ("marketing", .denied, false),
            ("marketing", .unknown, false), ("spring tea letter", .denied, false), ("service", .denied, true),
            ("Audit", .unknown, true), ("services", .unknown, false),
        ])
    func consent(purpose: String, state: Consent.State, isIncluded: Bool) throws {
        let purpose = try #require(ExportPurpose(parsing: purpose))
        #expect(MemberExport.includes(state, purpose: purpose) == isIncluded)
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
}
