import Payload
import Promotion
import Store
import Testing
import Vocabulary

@testable import Service

@Suite struct RedemptionServiceTests {
    private func call(_ code: String, _ amount: String = "80.00") throws -> RedemptionCall {
        RedemptionCall(code: code, amount: try ServiceFixture.yuan(amount))
    }

    @Test("A coupon is redeemed once; the second till hears when and where, in the issuer's language")
    func redeems() async throws {
        let fixture = try await ServiceFixture.make()
        let service = RedemptionService(fixture.context)
        let code = try await fixture.issue(1)[0].code.text
        let first = try await service.redeem(try call(code), key: "1", terminal: fixture.terminal)
        guard case .redeemed(let document) = first.answer else {
            Issue.record("\(first)")
            return
        }
        #expect(document.coupon == code && document.offer.title == "减十元" && document.usesLeft == 0)
        #expect(document.redemption.text.count == 26 && document.redemption.text.hasPrefix("r"))
        let second = try await service.redeem(try call(code), key: "2", terminal: fixture.terminal)
        guard case .refused(let problem) = second.answer else {
            Issue.record("\(second)")
            return
        }
        #expect(problem.status == 409 && problem.detail == "此券已于 2027-03-01 12:00 在 SH01 核销。")
    }

    @Test("The code, its URL and its token are one request under one key, and one answer")
    func spellings() async throws {
        let fixture = try await ServiceFixture.make()
        let service = RedemptionService(fixture.context)
        let coupon = try await fixture.issue(1, profile: .signed)[0]
        var replies: [RedemptionReply] = []
        for code in [coupon.text, coupon.url, coupon.code.text, coupon.code.grouped.lowercased()] {
            replies.append(try await service.redeem(try call(code), key: "1", terminal: fixture.terminal))
        }
        #expect(replies.map(\.isReplayed) == [false, true, true, true])
        let documents = try replies.map { reply in
            guard case .redeemed(let document) = reply.answer else { throw ServiceFixture.Broken() }
            return try JSONText.document(document)
        }
        #expect(Set(documents).count == 1)
    }

    @Test("Keys belong to their terminal")
    func keysOfTerminals() async throws {
        let fixture = try await ServiceFixture.make(usesPerCoupon: 2)
        let service = RedemptionService(fixture.context)
        let other = try await TerminalService(fixture.context).enrol(
            store: StoreID(unchecked: "SH01"), name: "second")
        let code = try await fixture.issue(1)[0].code.text
        let first = try await service.redeem(try call(code), key: "1", terminal: fixture.terminal)
        let second = try await service.redeem(try call(code), key: "1", terminal: other.terminal)
        #expect(!first.isReplayed && !second.isReplayed && first != second)
    }

    @Test("A validation and a redemption agree, and only the redemption counts")
    func validates() async throws {
        let fixture = try await ServiceFixture.make()
        let service = RedemptionService(fixture.context)
        let code = try await fixture.issue(1)[0].code.text
        for _ in 0..<2 {
            let reply = try await service.validate(try call(code), terminal: fixture.terminal)
            guard case .redeemable(let document) = reply else {
                Issue.record("\(reply)")
                return
            }
            #expect(document.use == 1 && document.usesLeft == 0)
        }
        let page = try await LedgerService(fixture.context).page(after: .start)
        #expect(page.entries.isEmpty)
    }

    @Test("Names sort by their time and never meet")
    func names() {
        let names = (0..<1_000).map { millisecond in
            TimeOrderedName.make(
                "r",
                Surroundings(
                    now: { Instant(millisecondsSince1970: 1_803_873_600_000 + millisecond) },
                    randomBytes: Surroundings.system.randomBytes))
        }
        #expect(names == names.sorted() && Set(names).count == names.count)
        #expect(names.allSatisfy { (try? RedemptionID(parsing: $0)) != nil && $0.count == 26 })
    }
}

@Suite struct RedemptionCallTests {
    private func item(_ price: String, _ quantity: Int = 1) throws -> RedemptionCall.Item {
        RedemptionCall.Item(sku: "LJ", quantity: quantity, unitPrice: try ServiceFixture.yuan(price))
    }

    @Test("The amount is the items' sum, and both must agree")
    func sums() throws {
        let items = [try item("12.50", 2), try item("30.00")]
        let sum = try ServiceFixture.yuan("55.00")
        let without = try RedemptionCall(code: "X", items: items).checkedPurchase().amount
        let with = try RedemptionCall(code: "X", amount: sum, items: items).checkedPurchase().amount
        let none = try RedemptionCall(code: "X").checkedPurchase().amount
        #expect(without == sum && with == sum && none == nil)
        #expect(throws: ServiceError.self) {
            try RedemptionCall(code: "X", amount: ServiceFixture.yuan("54.99"), items: items)
                .checkedPurchase().amount
        }
    }

    @Test("Sums that no till has are refused, not wrapped")
    func overflow() throws {
        let huge = RedemptionCall.Item(
            sku: "LJ", quantity: 9_999,
            unitPrice: Money(
                minorUnits: Money.maximumMinorUnits, currency: try ServiceFixture.yuan("1").currency))
        #expect(throws: ServiceError.self) {
            try RedemptionCall(code: "X", items: [huge]).checkedPurchase().amount
        }
        let many = [RedemptionCall.Item](repeating: try item("1.00"), count: 501)
        #expect(throws: ServiceError.self) {
            try RedemptionCall(code: "X", items: many).checkedPurchase().amount
        }
    }

    @Test("Requests that differ in anything have different digests")
    func digests() throws {
        let code = CouponCode(number: 1)
        let base = RedemptionCall(code: code.text, amount: try ServiceFixture.yuan("80.00"))
        var variants = [base]
        for change: (inout RedemptionCall) -> Void in [
            { $0.amount = nil }, { $0.cashier = "a" }, { $0.purchase = "a" },
            { $0.member = .id(MemberID(unchecked: "a")) },
        ] {
            var variant = base
            change(&variant)
            variants.append(variant)
        }
        var withItem = base
        withItem.items = [try item("80.00")]
        variants.append(withItem)
        #expect(Set(variants.map { $0.digest(of: [code]) }).count == variants.count)
        #expect(base.digest(of: [code]) != base.digest(of: [CouponCode(number: 2)]))
        #expect(base.digest(of: [nil]) != base.digest(of: [code]))
    }
}

@Suite struct TimestampTests {
    @Test(
        "Moments are written in RFC 3339 with the offset of the store",
        arguments: [
            (0, 0, "1970-01-01T00:00:00.000Z"), (1_803_873_600_250, 28_800, "2027-03-01T12:00:00.250+08:00"),
            (-1, 0, "1969-12-31T23:59:59.999Z"), (0, -12_600, "1969-12-31T20:30:00.000-03:30"),
            (1_803_873_600_000, 34_200, "2027-03-01T13:30:00.000+09:30"),
        ] as [(Int64, Int, String)])
    func writes(milliseconds: Int64, offset: Int, text: String) {
        let instant = Instant(millisecondsSince1970: milliseconds)
        #expect(LocalMoment(instant: instant, utcOffsetSeconds: offset).rfc3339 == text)
    }
}
