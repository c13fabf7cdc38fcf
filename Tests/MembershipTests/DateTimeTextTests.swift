import Membership
import Support
import Testing
import Vocabulary

@Suite struct DateTimeTextTests {
    static let china = 28_800

    @Test(
        "Points in time are read as RFC 3339 and as spreadsheets rewrite them",
        arguments: [
            ("2025-06-06T10:38:00+08:00", 1_749_177_480_000), ("2025-06-06T02:38:00Z", 1_749_177_480_000),
            ("2025-06-06t02:38:00.250z", 1_749_177_480_250), ("2025-06-05T22:38:00-04:00", 1_749_177_480_000),
            ("2025/6/6 10:38", 1_749_177_480_000), ("2025-06-06 10:38:00", 1_749_177_480_000),
            ("2025-06-06", 1_749_139_200_000), ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1_000),
            ("2024-02-29T00:00:00Z", 1_709_164_800_000),
        ] as [(String, Int64)])
    func reads(text: String, expected: Int64) throws {
        let instant = try DateTimeText.instant(parsing: text, utcOffsetSeconds: Self.china)
        #expect(instant.millisecondsSince1970 == expected)
    }

    @Test(
        "No such day or hour is impossible, another order or shape malformed",
        arguments: [
            ("2026-02-30T10:00:00+08:00", DateTimeText.ParseError.impossible), ("2025-02-29", .impossible),
            ("2025-13-01", .impossible), ("2025-01-01T24:00:00Z", .impossible),
            ("2025-01-01T10:60:00Z", .impossible), ("2025-01-01T10:00:00+08:60", .impossible),
            ("", .malformed), ("06/06/2025", .malformed), ("2025-06", .malformed), ("yesterday", .malformed),
            ("2025-06-06T10", .malformed), ("2025-06-06T10:38:00+8", .malformed), ("2025-06-06T", .malformed),
            ("2025-06-06T10:38:00.Z", .malformed), ("2025-06-06 10:38 pm", .malformed), ("45814", .malformed),
        ])
    func refuses(text: String, reason: DateTimeText.ParseError) {
        #expect(throws: reason) {
            try DateTimeText.instant(parsing: text, utcOffsetSeconds: Self.china)
        }
    }

    @Test("What is written is read again")
    func roundTrip() throws {
        var random = SplitMix64.forTests()
        for _ in 0..<500 {
            let instant = Instant(
                millisecondsSince1970: .random(in: -60_000_000_000_000...250_000_000_000_000, using: &random))
            let text = DateTimeText.text(of: instant)
            #expect(
                try DateTimeText.instant(parsing: text, utcOffsetSeconds: 3_600) == instant,
                "seed \(random.seed)")
        }
        #expect(
            DateTimeText.text(of: Instant(millisecondsSince1970: 1_749_177_480_000)) == "2025-06-06T02:38:00Z"
        )
    }
}
