import Promotion
import Testing
import Vocabulary

/// Points by example.
@Suite struct PointsTests {
    private let year = UnitLifetime(months: 12)
    private let month = UnitLifetime(months: 1)

    @Test("What ends first is spent first, then the oldest, and what never ends last")
    func order() {
        var bench = UnitBench()
        _ = bench.run(.earn(10, .points, .unlimited))
        _ = bench.run(.earn(20, .points, year))
        _ = bench.run(.earn(30, .points, month))
        let sources = bench.entries.map(\.id)
        let spent = bench.run(.spend(45, .points)).entries.flatMap(\.postings)
        let lots = spent.compactMap { posting -> String? in
            guard case .lot(let source, _) = posting.account else { return nil }
            return "\(source) \(posting.amount)"
        }
        #expect(lots == ["\(sources[2]) -30", "\(sources[1]) -15"])
        #expect(bench.balance(.points).available == 15)
        #expect(bench.faults == [])
    }

    @Test("What has ended cannot be spent, swept or not, and the refusal says what is there")
    func ended() {
        var bench = UnitBench()
        _ = bench.run(.earn(30, .points, month))
        _ = bench.run(.earn(5, .points, year))
        bench.day = CalendarDate(year: 2026, month: 2, day: 15)!
        #expect(bench.balance(.points).available == 35)
        bench.day = bench.day.advanced(byDays: 1)
        #expect(
            bench.run(.spend(6, .points)) == .refused(.insufficientBalance(available: 5, wanted: 6)))
        bench.sweep()
        #expect(
            bench.run(.spend(6, .points)) == .refused(.insufficientBalance(available: 5, wanted: 6)))
        #expect(bench.run(.spend(5, .points)).refusal == nil)
        #expect(bench.entries.map(\.kind) == [.earn, .earn, .expire, .spend])
        #expect(bench.faults == [])
    }

    @Test("Points that wait for the right to return goods are pending first")
    func pending() {
        var bench = UnitBench()
        _ = bench.run(.earn(30, .points, UnitLifetime(months: 12, pendingDays: 7)))
        #expect(bench.balance(.points).pending == 30)
        #expect(bench.run(.spend(1, .points)).refusal == .insufficientBalance(available: 0, wanted: 1))
        bench.day = bench.day.advanced(byDays: 7)
        #expect(bench.run(.spend(30, .points)).refusal == nil)
    }

    @Test("A spending that is reversed goes back to its lots, in part too, and never twice")
    func reversedSpending() {
        var bench = UnitBench()
        _ = bench.run(.earn(30, .points, month))
        _ = bench.run(.earn(30, .points, year))
        _ = bench.run(.spend(50, .points))
        let spending = bench.last(.spend)!
        _ = bench.run(.reverse(spending, 25))
        // The lot that ends last gets its 20 back first.
        let lots = bench.lots.values.sorted(by: UnitLot.comesFirst).map(\.remaining)
        #expect(lots == [5, 30])
        #expect(bench.run(.reverse(spending, 26)).refusal == .alreadyReversed(left: 25))
        #expect(bench.run(.reverse(spending, nil)).refusal == nil)
        #expect(bench.run(.reverse(spending, nil)).refusal == .alreadyReversed(left: 0))
        #expect(bench.balance(.points).available == 60)
        #expect(bench.faults == [])
    }

    @Test("A lot that ended before something came back lasts for the grace, without what had ended in it")
    func grace() {
        var bench = UnitBench()
        _ = bench.run(.earn(30, .points, month))
        _ = bench.run(.spend(20, .points))
        bench.day = CalendarDate(year: 2026, month: 3, day: 1)!
        _ = bench.run(.reverse(bench.last(.spend)!, nil))
        let end = bench.day.advanced(byDays: BalanceLimits.graceDays)
        #expect(bench.balance(.points).nextEnd == .init(lastDay: end, amount: 20))
        bench.day = end.advanced(byDays: 1)
        bench.sweep()
        #expect(bench.lots.values.first?.expired == 30)
        #expect(bench.faults == [])
    }

    @Test("An earning that is reversed takes from its lot, then from others, and then is owed and paid first")
    func reversedEarning() {
        var bench = UnitBench()
        _ = bench.run(.earn(100, .points, year))
        let first = bench.last(.earn)!
        _ = bench.run(.earn(30, .points, year))
        _ = bench.run(.spend(90, .points))
        _ = bench.run(.reverse(first, nil))
        #expect(bench.balance(.points).available == 0)
        #expect(bench.balance(.points).owed == 60)
        _ = bench.run(.earn(50, .points, year))
        #expect(bench.balance(.points).owed == 10)
        #expect(bench.run(.spend(1, .points)).refusal == .insufficientBalance(available: 0, wanted: 1))
        _ = bench.run(.reverse(bench.last(.spend)!, 15))
        #expect(bench.balance(.points).owed == 0)
        #expect(bench.balance(.points).available == 5)
        #expect(bench.faults == [])
    }

    @Test("What ended unspent is not owed when its earning is reversed, swept or not")
    func endedIsNotOwed() {
        for isSwept in [false, true] {
            var bench = UnitBench()
            _ = bench.run(.earn(100, .points, month))
            let earning = bench.last(.earn)!
            _ = bench.run(.spend(60, .points))
            bench.day = CalendarDate(year: 2026, month: 6, day: 1)!
            if isSwept { bench.sweep() }
            _ = bench.run(.reverse(earning, nil))
            #expect(bench.balance(.points).owed == 60)
            #expect(bench.faults == [])
        }
    }

    @Test("Who left can neither earn nor spend, and what they bought can still be taken back")
    func left() {
        var bench = UnitBench()
        _ = bench.run(.earn(100, .points, year))
        bench.holder = UnitHolder(member: bench.holder.member, isActive: false)
        #expect(bench.run(.earn(1, .points, year)).refusal == .inactiveMember)
        #expect(bench.run(.spend(1, .points)).refusal == .inactiveMember)
        #expect(bench.run(.adjust(-1, .points, year)).refusal == .inactiveMember)
        #expect(bench.run(.reverse(bench.last(.earn)!, nil)).refusal == nil)
        #expect(bench.balance(.points).available == 0)
    }

    @Test("Nobody holds more than the limit, and sums never overflow")
    func limit() {
        var bench = UnitBench()
        for _ in 0..<100 { _ = bench.run(.earn(BalanceLimits.maximumAmount, .points, year)) }
        #expect(bench.balance(.points).available == BalanceLimits.maximumBalance)
        #expect(
            bench.run(.earn(1, .points, year)).refusal
                == .balanceLimit(limit: BalanceLimits.maximumBalance))
    }

    @Test(
        "A purchase earns by the rule, rounded once after the tier's factor",
        arguments: [
            (1_990, "", EarnRule.Rounding.down, 1), (1_990, "vip", .down, 3), (1_990, "", .up, 2),
            (1_490, "", .nearest, 1), (1_500, "", .nearest, 2), (999, "", .down, 0), (1, "", .up, 1),
        ] as [(Int64, String, EarnRule.Rounding, Int64)])
    func rule(paid: Int64, tier: String, rounding: EarnRule.Rounding, expected: Int64) {
        let rule = EarnRule(
            per: Money(minorUnits: 1_000, currency: UnitBench.yuan), points: 1, rounding: rounding,
            hundredthsByTier: ["vip": 200])
        #expect(rule.points(for: Money(minorUnits: paid, currency: UnitBench.yuan), tier: tier) == expected)
    }

    @Test(
        "A lifetime ends on the day, at the end of the month or of the year",
        arguments: [
            (UnitLifetime.End.day, "2027-02-28"), (.month, "2027-02-28"), (.year, "2027-12-31"),
        ])
    func lifetime(end: UnitLifetime.End, expected: String) {
        let day = CalendarDate(year: 2026, month: 1, day: 31)!
        let last = UnitLifetime(months: 13, end: end).lastDay(from: day)
        #expect(last?.description == expected)
    }
}
