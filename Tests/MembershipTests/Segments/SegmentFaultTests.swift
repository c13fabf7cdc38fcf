import Membership
import Support
import Testing
import Vocabulary

@Suite struct SegmentFaultTests {
    @Test(
        "What is wrong is said with its place and what was probably meant",
        arguments: [
            ("", 0..<0, "The expression is empty; `everyone` selects every member."),
            ("   ", 0..<0, "The expression is empty; `everyone` selects every member."),
            ("tier >= gol", 8..<11, "There is no tier \"gol\"; did you mean gold?"),
            ("teir = gold", 0..<4, "There is no attribute or function \"teir\"; did you mean tier?"),
            ("tier", 4..<4, "Expected a comparison such as = behind tier at the end."),
            ("tier =", 6..<6, "Expected a value at the end."),
            ("tier = gold gender = male", 19..<20, "Expected and, or, or the end, not \"=\"."),
            ("tier = gold silver", 7..<18, "Needs one value, not \"gold silver\"."),
            ("gender >= female", 0..<16, "gender cannot be compared with >=."),
            ("(tier = gold", 0..<1, "The bracket that opens here is never closed."),
            ("tier = gold)", 11..<12, "Expected and, or, or the end, not \")\"."),
            ("tier = 'gold", 7..<12, "The quote that begins here is never closed."),
            ("tier ~ gold", 5..<6, "\"~\" means nothing here."),
            ("tier = gold; drop table member", 11..<12, "\";\" means nothing here."),
            ("within(3 km, store SH09)", 19..<23, "There is no store \"SH09\"; did you mean SH01?"),
            ("within(3 km, store ME01)", 13..<23, "Store ME01 has no coordinates."),
            ("within(0 km, store SH01)", 7..<11, "A radius must be above 0 and at most 1000 km, not 0 km."),
            ("redeemed(offer welcom)", 15..<21, "There is no offer \"welcom\"; did you mean welcome?"),
            (
                "redeemed(0 days)", 9..<15, "A number of days must be 1 to 36600, not 0."
            ),
            ("joined(soon)", 7..<11, "joined is written joined(30 days)."),
            (
                "joined_on > 2026-02-30", 12..<22,
                "Needs a date such as 2025-12-31, today, or 30 days ago, not \"2026-02-30\"."
            ),
            ("consent(marketting)", 8..<18, "There is no purpose \"marketting\"; did you mean marketing?"),
            ("segment(hen)", 0..<12, "Segments refer to each other in a circle: hen → egg → hen."),
            (
                "tier = gold or segment(broken)", 15..<30,
                "In segment broken: There is no tier \"platinum\"."
            ),
            ("gender is female", 10..<16, "Expected known or unknown, not \"female\"."),
            ("and", 0..<3, "Expected an attribute or a function, not \"and\"."),
            ("tier in ()", 9..<10, "Expected a value, not \")\"."),
            ("redemptions() >= 1001", 17..<21, "A number of redemptions must be 0 to 1000, not 1001."),
            ("consent(marketing) = yes", 0..<18, "consent() cannot be compared with =."),
        ])
    func faults(_ expression: String, _ range: Range<Int>, _ sentence: String) throws {
        let fault = try #require(throws: SegmentFault.self) { try SegmentFixture.rule(expression) }
        #expect(fault.range == range)
        #expect(fault.sentence == sentence)
    }

    @Test("A fault is marked under the expression, wide characters as two columns")
    func marks() throws {
        let expression = "region = 上海市 and teir = gold"
        let fault = try #require(throws: SegmentFault.self) { try SegmentFixture.rule(expression) }
        #expect(
            fault.marked(in: expression) == expression + "\n" + String(repeating: " ", count: 20) + "^^^^")
    }

    @Test("Expressions too long, too deep or with too many tests are refused by their limits")
    func limits() throws {
        let long = "tier = gold" + String(repeating: " ", count: SegmentLimits.characters)
        let deep = String(repeating: "not ", count: SegmentLimits.depth) + "tier = gold"
        let many = Array(repeating: "has(phone)", count: SegmentLimits.tests + 1).joined(separator: " or ")
        let listed =
            "member in (\(Array(repeating: "Q", count: SegmentLimits.listedValues + 1).joined(separator: ",")))"
        for text in [long, deep, many, listed] {
            #expect(throws: SegmentFault.self) { try SegmentFixture.rule(text) }
        }
        #expect(
            try SegmentFixture.selects(
                String(repeating: "(", count: 31) + "tier = gold" + String(repeating: ")", count: 31)))
    }

    @Test("Any text at all is a rule or a fault within the text")
    func fuzz() {
        var random = SplitMix64.forTests()
        let pieces = [
            "tier", "gold", ">=", "=", "(", ")", "and", "or", "not", "in", "is", "known", "within", "3 km",
            ",",
            "store", "SH01", "redeemed", "60 days", "'", "\"", "上海市", "--", ";", "%", "\u{0}", "💥", "\n", "_",
            "consent", "marketing", "joined", "ago", "everyone", "9223372036854775808", "1e999", "-0", "nan",
        ]
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 0...12, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined(separator: " ")
            do throws(SegmentFault) {
                let rule = try SegmentFixture.rule(text)
                _ = rule.selects(SegmentFixture.member, today: SegmentFixture.today)
            } catch {
                #expect(error.range.lowerBound >= 0 && error.range.upperBound <= text.count)
                #expect(!error.sentence.isEmpty && !error.marked(in: text).isEmpty)
            }
        }
    }
}
