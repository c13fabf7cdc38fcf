import Membership
import Support
import Testing

@Suite struct PhoneNumberTests {
    static let spellings: [(String, PhoneRegion, String)] = [
        ("+8613800138000", .mainlandChina, "+8613800138000"),
        ("13800138000", .mainlandChina, "+8613800138000"),
        ("008613800138000", .mainlandChina, "+8613800138000"),
        ("86-13800138000", .mainlandChina, "+8613800138000"),
        ("+86 138-0013-8000", .australia, "+8613800138000"),
        ("(+86) 138 0013 8000", .hongKong, "+8613800138000"),
        ("013800138000", .mainlandChina, "+8613800138000"), ("＋８６１３８００１３８０００", .hongKong, "+8613800138000"),
        ("+86 (0)138.0013.8000", .hongKong, "+8613800138000"), ("56584897", .hongKong, "+85256584897"),
        ("+852 5658 4897", .mainlandChina, "+85256584897"), ("0085256584897", .mainlandChina, "+85256584897"),
        ("852 5658 4897", .hongKong, "+85256584897"), ("0412 345 678", .australia, "+61412345678"),
        ("412345678", .australia, "+61412345678"), ("+61 (0)412 345 678", .mainlandChina, "+61412345678"),
        ("61 412 345 678", .australia, "+61412345678"), ("0061472284968", .mainlandChina, "+61472284968"),
        ("0011 86 138 0013 8000", .australia, "+8613800138000"), ("+49 30 901820", .australia, "+4930901820"),
        ("+1\u{A0}415\u{2011}555\u{2013}2671", .hongKong, "+14155552671"),
        ("0044 7911 123456", .australia, "+447911123456"),
    ]

    @Test("Every spelling of a number is the same number", arguments: spellings)
    func reads(text: String, region: PhoneRegion, expected: String) throws {
        #expect(try PhoneNumber(parsing: text, region: region).e164 == expected)
    }

    static let refusals: [(String, PhoneRegion, PhoneNumber.ParseError)] = [
        ("", .mainlandChina, .empty), (" - ", .mainlandChina, .empty), ("+", .mainlandChina, .empty),
        ("12345", .mainlandChina, .notInRegion(.mainlandChina, digitCount: 5)),
        ("not a phone", .mainlandChina, .unreadable("n")), ("138+0013", .mainlandChina, .unreadable("+")),
        ("++86", .mainlandChina, .unreadable("+")), ("1\u{661}", .mainlandChina, .unreadable("\u{661}")),
        ("12800138000", .mainlandChina, .notInRegion(.mainlandChina, digitCount: 11)),
        ("+8612800138000", .hongKong, .notMobile(.mainlandChina)),
        ("+86 21 6323 4567", .hongKong, .notMobile(.mainlandChina)),
        ("+852 2345 6789", .hongKong, .notMobile(.hongKong)),
        ("+61 2 9876 5432", .australia, .notMobile(.australia)),
        ("13800138000", .australia, .notInRegion(.australia, digitCount: 11)),
        ("+0123456789", .australia, .unknownCountryCode), ("+1234567", .australia, .digitCount(7)),
        ("+4912345678901234", .australia, .digitCount(16)),
        ("12345678901234567890", .hongKong, .notInRegion(.hongKong, digitCount: 20)),
    ]

    @Test("What is no number is refused with the reason", arguments: refusals)
    func refuses(text: String, region: PhoneRegion, reason: PhoneNumber.ParseError) {
        #expect(throws: reason) { try PhoneNumber(parsing: text, region: region) }
    }

    @Test("A number read again is itself, whatever region is assumed")
    func idempotent() throws {
        var random = SplitMix64.forTests()
        for _ in 0..<500 {
            let tail = (0..<9).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
            let text =
                ["+861\(Int.random(in: 3...9, using: &random))\(tail)", "+614\(tail.dropFirst())"]
                .randomElement(using: &random) ?? ""
            for region in PhoneRegion.allCases {
                let number = try PhoneNumber(parsing: text, region: region)
                #expect(number.e164 == text, "seed \(random.seed)")
            }
        }
    }

    @Test(
        "A masked number shows its country and its last four digits",
        arguments: [
            ("+8613800138000", "+86*******8000"), ("+85256584897", "+852****4897"),
            ("+4930901820", "+******1820"),
        ])
    func masks(text: String, expected: String) throws {
        #expect(try PhoneNumber(parsing: text, region: .hongKong).masked == expected)
    }
}
