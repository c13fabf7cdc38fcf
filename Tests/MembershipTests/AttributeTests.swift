import Membership
import Testing

@Suite struct AttributeTests {
    @Test(
        "Gender is read in two languages and two numberings, or not at all",
        arguments: [
            ("F", Gender.female), ("女", .female), ("Female", .female), ("2", .female), ("M", .male),
            ("男", .male),
            ("1", .male), ("undisclosed", .undisclosed), ("保密", .undisclosed), ("0", .undisclosed),
            ("yes", nil), ("", nil), ("F\u{20DD}", nil),
        ] as [(String, Gender?)])
    func gender(text: String, expected: Gender?) {
        #expect(Gender(parsing: text) == expected)
    }

    @Test(
        "Consent is yes, no or not said; anything else is not guessed at",
        arguments: [
            ("yes", Consent.State.granted), ("Y", .granted), ("同意", .granted), ("no", .denied),
            ("不同意", .denied),
            ("", .unknown), ("maybe", nil), ("yes?", nil),
        ] as [(String, Consent.State?)])
    func consent(text: String, expected: Consent.State?) {
        #expect(Consent.State(parsing: text) == expected)
    }

    @Test(
        "A language has its usual capitals",
        arguments: [
            ("zh-Hans", "zh-Hans"), ("ZH-hans-cn", "zh-Hans-CN"), ("en", "en"), ("pt_br", "pt-BR"),
            ("es-419", "es-419"), ("", nil), ("e", nil), ("english", nil), ("zh-", nil), ("zh--Hans", nil),
            ("zh-Hans!", nil), ("中文", nil), ("en-123456789", nil),
        ] as [(String, String?)])
    func language(text: String, expected: String?) {
        #expect(Language(parsing: text)?.tag == expected)
    }

    @Test("A tier is one whatever its capitals")
    func tier() {
        #expect(Tier(parsing: "VIP")?.name == "vip")
        #expect(Tier(parsing: "") == nil)
        #expect(Tier(parsing: "gold star") == nil)
        #expect(Tier(parsing: String(repeating: "a", count: 33)) == nil)
    }
}
