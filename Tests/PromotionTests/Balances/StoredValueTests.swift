import Promotion
import Testing
import Vocabulary

/// Stored value and stamps by example.
@Suite struct StoredValueTests {
    private func money(_ minorUnits: Int64) -> Money {
        Money(minorUnits: minorUnits, currency: UnitBench.yuan)
    }

    private func bench() -> UnitBench {
        var bench = UnitBench()
        _ = bench.run(.topUp(money(10_000), bonus: 1_000, UnitLifetime(months: 6)))
        return bench
    }

    @Test(
        "A purchase takes the parts in the order of the rule",
        arguments: [
            (DrawOrder.paidFirst, 4_500, 1_000), (.bonusFirst, 5_500, 0), (.inProportion, 5_000, 500),
        ] as [(DrawOrder, Int64, Int64)])
    func draw(rule: DrawOrder, paid: Int64, bonus: Int64) {
        var bench = bench()
        #expect(bench.run(.spendValue(money(5_500), rule)).refusal == nil)
        #expect(bench.balance(UnitBench.paid).available == paid)
        #expect(bench.balance(UnitBench.bonus).available == bonus)
        #expect(
            bench.run(.spendValue(money(paid + bonus + 1), rule)).refusal
                == .insufficientBalance(available: paid + bonus, wanted: paid + bonus + 1))
        #expect(bench.run(.spendValue(money(paid + bonus), rule)).refusal == nil)
        #expect(bench.faults == [])
    }

    @Test("A part of goods brought back gives back the same part of money and bonus")
    func partialReversal() {
        var bench = bench()
        _ = bench.run(.spendValue(money(10_500), .paidFirst))
        let spending = bench.last(.spend)!
        _ = bench.run(.reverse(spending, 5_250))
        #expect(bench.balance(UnitBench.paid).available == 5_000)
        #expect(bench.balance(UnitBench.bonus).available == 750)
        _ = bench.run(.reverse(spending, nil))
        #expect(bench.balance(UnitBench.paid).available == 10_000)
        #expect(bench.faults == [])
    }

    @Test("A refund gives back what is left of the paid part and takes the same part of the bonus")
    func refund() {
        var bench = bench()
        _ = bench.run(.spendValue(money(6_000), .paidFirst))
        let refund = bench.run(.refund(bench.last(.topUp)!, nil)).entries.last
        #expect(refund?.amount == 4_000)
        #expect(bench.balance(UnitBench.paid).available == 0)
        // 6/10 of the bonus belong to what was spent.
        #expect(bench.balance(UnitBench.bonus).available == 600)
        #expect(bench.run(.refund(bench.last(.topUp)!, nil)).refusal == .alreadyReversed(left: 0))
        #expect(bench.faults == [])
    }

    @Test("A bonus that was spent is kept from a refund, one that ended is not")
    func retained() {
        var spent = bench()
        _ = spent.run(.spendValue(money(1_000), .bonusFirst))
        let refund = spent.run(.refund(spent.last(.topUp)!, nil)).entries.last
        #expect(
            refund?.postings.contains(
                UnitPosting(unit: UnitBench.paid, account: .issuer(.refunded), amount: 9_000)) == true)
        var ended = bench()
        ended.day = ended.day.advanced(byDays: 400)
        let whole = ended.run(.refund(ended.last(.topUp)!, nil)).entries.last
        #expect(
            whole?.postings.contains(
                UnitPosting(unit: UnitBench.paid, account: .issuer(.refunded), amount: 10_000)) == true)
        #expect(spent.faults + ended.faults == [])
    }

    @Test("Only top-ups are refunded, and they are not reversed")
    func kinds() {
        var bench = bench()
        #expect(bench.run(.reverse(bench.last(.topUp)!, nil)).refusal == .notReversible(kind: .topUp))
        _ = bench.run(.spendValue(money(100), .paidFirst))
        #expect(bench.run(.refund(bench.last(.spend)!, nil)).refusal == .notReversible(kind: .spend))
        #expect(bench.run(.refund(UnitEntryID(unchecked: "no"), nil)).refusal == .unknownEntry)
    }

    @Test("A full card turns into its reward, what is over stays, and a day takes so many")
    func stamps() {
        var bench = UnitBench()
        let card = StampCard(
            id: StampCardID(unchecked: "tea"), title: LocalizedText("Tea"), goal: 5,
            reward: OfferID(unchecked: "free-tea"), atMostPerDay: 6)
        _ = bench.run(.stamp(card, 4))
        let second = bench.run(.stamp(card, 2)).entries
        #expect(second.compactMap(\.reward?.text) == ["free-tea"])
        #expect(bench.balance(.stamps(card.id)).available == 1)
        #expect(bench.run(.stamp(card, 1)).refusal == .stampLimit(perDay: 6, today: 6))
        bench.day = bench.day.advanced(byDays: 1)
        #expect(bench.run(.stamp(card, 4)).entries.compactMap(\.reward).count == 1)
        #expect(bench.balance(.stamps(card.id)).available == 0)
        #expect(bench.faults == [])
    }

    @Test(
        "A unit's name reads back, and other texts name none",
        arguments: ["points", "stamps.tea.v2", "value.paid.CNY", "value.bonus.JPY"])
    func names(text: String) {
        #expect(BalanceUnit(parsing: text)?.text == text)
        #expect(BalanceUnit(parsing: text + "!") == nil)
    }
}
