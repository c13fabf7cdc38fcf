import Payload
import Promotion
import Service
import Store
import Testing
import Vocabulary

@Suite struct RedemptionsReportTests {
    private static let span = ListsFixture.now..<ListsFixture.now.advanced(bySeconds: 86_400)

    /// Three redemptions on two days in two stores, of which one was returned in part.
    private func seeded(_ engine: ListsFixture.Engine) async throws -> ListsFixture {
        let fixture = try ListsFixture(engine)
        let context = fixture.context
        _ = try await context.store.apply(try Campaign.sample(), at: ListsFixture.now)
        let batch = try await BatchService(context).issue(
            BatchOrder(offer: OfferID(unchecked: "thank-you"), count: 4))
        for (serial, store, hours) in [(1, "SH01", 1), (2, "SH01", 2), (3, "SY01", 3), (4, "SH01", 30)] {
            try await redeem(UInt32(serial), of: batch, at: store, afterHours: Int64(hours), in: context)
        }
        let reversal = ReversalAttempt(
            head: AttemptHead(
                home: context.home(), idempotency: key("r"), requestDigest: digest("r")),
            redemption: RedemptionID(unchecked: "R2"), reversal: ReversalID(unchecked: "X1"),
            request: Reversal.Request(
                kind: .return, amount: try yuan(2_000), moment: try moment("SH01", afterHours: 4, context)
            ),
            store: StoreID(unchecked: "SH01"), cashier: nil, reason: "broken")
        _ = try await context.store.carryOut([.reverse(reversal)], by: GroupRules())
        return fixture
    }

    private func redeem(
        _ serial: UInt32, of batch: BatchRecord, at store: String, afterHours hours: Int64,
        in context: ServiceContext
    ) async throws {
        let code = try CouponMaker(batch: batch, context: context).code(serial: serial)
        let attempt = RedemptionAttempt(
            head: AttemptHead(
                home: context.home(), idempotency: key("k\(serial)"), requestDigest: digest("k\(serial)")),
            coupons: [CouponKeys(lookup: context.keys.couponLookup).key(of: code)],
            redemption: RedemptionID(unchecked: "R\(serial)"),
            request: Redemption.Request(
                store: StoreID(unchecked: store), moment: try moment(store, afterHours: hours, context),
                amount: try yuan(8_000)))
        let answers = try await context.store.carryOut([.redeem(attempt)], by: GroupRules())
        guard case .decided(.redemption(.redeemed)) = answers.first else {
            Issue.record("coupon \(serial) was not redeemed: \(answers)")
            return
        }
    }

    private func key(_ text: String) -> IdempotencyKey {
        IdempotencyKey(terminal: TerminalID(unchecked: "T1"), key: text)
    }

    private func digest(_ text: String) -> [UInt8] { Digest256(hashing: Array(text.utf8)).bytes }

    private func yuan(_ fen: Int64) throws -> Money {
        Money(minorUnits: fen, currency: try #require(Currency(parsing: "CNY")))
    }

    private func moment(
        _ store: String, afterHours hours: Int64, _ context: ServiceContext
    ) throws -> LocalMoment {
        let instant = ListsFixture.now.advanced(bySeconds: hours * 3_600)
        return try #require(context.clock.moment(in: StoreID(unchecked: store), at: instant))
    }

    @Test("Redemptions, returns and money are summed by store and by the store's day")
    func lines() async throws {
        let fixture = try await seeded(.sqlite)
        let report = try await RedemptionsReport.make(in: Self.span, context: fixture.context)
        let lines = report.lines.map { line in
            "\(line.place.store) \(line.place.day) \(line.sums.redemptions) \(line.sums.reversals)"
        }
        #expect(lines == ["SH01 2026-11-21 2 0", "SH01 2026-11-22 0 1", "SY01 2026-11-22 1 0"])
        #expect(report.total.redemptions == 3)
        let document = String(decoding: try JSONText.document(report), as: UTF8.self)
        #expect(
            document.contains(
                #""total":{"discount":[{"amount":"30.00","currency":"CNY"}],"redemptions":3,"reversals":1,"#)
                || document.contains(#""redemptions":3,"reversals":1,"#))
        #expect(document.contains(#""from":"2026-11-21T12:00:00Z""#))
    }

    @Test("The text and the spreadsheet have a row for every line")
    func forms() async throws {
        let fixture = try await seeded(.memory)
        let report = try await RedemptionsReport.make(in: Self.span, context: fixture.context)
        let rows = String(decoding: report.csv(), as: UTF8.self).split(separator: "\r\n")
        #expect(rows.count == 4)
        #expect(rows[1] == "packaging,thank-you,SH01,2026-11-21,2,0,160.00 CNY,20.00 CNY")
        #expect(report.text.contains("2026-11-21            2          0  160.00 CNY  20.00 CNY\n"))
    }

    @Test("Nothing redeemed is said in words")
    func empty() async throws {
        let report = try await RedemptionsReport.make(in: Self.span, context: try ListsFixture().context)
        #expect(report.text.hasSuffix("Nothing was redeemed.\n"))
    }
}
