import Promotion
import Support
import Testing
import Vocabulary

/// What holds of every sequence of decisions.
@Suite struct BalancePropertyTests {
    private static let card = StampCard(
        id: StampCardID(unchecked: "tea"), title: LocalizedText("Tea"), goal: 7,
        reward: OfferID(unchecked: "tea"))

    private static func action(
        _ bench: UnitBench, refunds: Bool = true, using generator: inout SplitMix64
    ) -> UnitOrder.Action {
        let amount = Int64.random(in: 1...300, using: &generator)
        let money = Money(minorUnits: amount, currency: UnitBench.yuan)
        let lifetime = UnitLifetime(
            months: Bool.random(using: &generator) ? Int.random(in: 1...3, using: &generator) : nil,
            pendingDays: [0, 0, 5].randomElement(using: &generator) ?? 0)
        // Whether there is an entry of a sweep follows from when one ran.
        let entries = bench.entries.filter { $0.kind != .expire }
        let entry = entries.randomElement(using: &generator)?.id ?? UnitEntryID(unchecked: "none")
        let part = Bool.random(using: &generator) ? amount : nil
        switch Int.random(in: 0..<9, using: &generator) {
        case 0, 1: return .earn(amount, .points, lifetime)
        case 2: return .spend(amount, .points)
        case 3: return .stamp(card, amount % 9 + 1)
        case 4: return .topUp(money, bonus: amount / 7, lifetime)
        case 5: return .spendValue(money, DrawOrder.allCases.randomElement(using: &generator) ?? .paidFirst)
        case 6: return .adjust(Bool.random(using: &generator) ? amount : -amount, .points, lifetime)
        case 7 where refunds: return .refund(entry, part)
        default: return .reverse(entry, part)
        }
    }

    @Test("Sums are zero, no lot is below zero, and balances are the sums of lots and of postings")
    func books() {
        var generator = SplitMix64.forTests()
        for round in 0..<60 {
            var bench = UnitBench()
            for _ in 0..<60 {
                _ = bench.run(Self.action(bench, using: &generator))
                if Int.random(in: 0..<4, using: &generator) == 0 {
                    bench.day = bench.day.advanced(byDays: Int.random(in: 0...25, using: &generator))
                }
            }
            #expect(bench.faults == [], "seed \(generator.seed), round \(round)")
        }
    }

    @Test("Whether a sweep ran in between changes no answer")
    func sweeping() {
        var generator = SplitMix64.forTests()
        for round in 0..<40 {
            var (swept, unswept) = (UnitBench(), UnitBench())
            for step in 0..<50 {
                let action = Self.action(unswept, using: &generator)
                swept.sweep()
                // Both count a request for each sweep, so that their names stay the same.
                unswept.pass()
                let outcomes = [swept.run(action), unswept.run(action)]
                #expect(
                    outcomes.map(\.refusal)[0] == outcomes.map(\.refusal)[1]
                        && balances(swept) == balances(unswept),
                    "seed \(generator.seed), round \(round), step \(step): \(action)")
                let days = Int.random(in: 0...20, using: &generator)
                swept.day = swept.day.advanced(byDays: days)
                unswept.day = swept.day
            }
        }
    }

    private func balances(_ bench: UnitBench) -> [UnitBalance] {
        [.points, .stamps(Self.card.id), UnitBench.paid, UnitBench.bonus].map(bench.balance)
    }

    // A refund is final: a bonus that was kept from it stays with the member if its purchase is taken back.

    @Test("Reversing everything, the latest first, leaves what was there before: nothing")
    func restoring() {
        var generator = SplitMix64.forTests()
        for round in 0..<60 {
            var bench = UnitBench()
            for _ in 0..<40 { _ = bench.run(Self.action(bench, refunds: false, using: &generator)) }
            undo(&bench, bench.entries.reversed())
            #expect(balances(bench).allSatisfy { $0.isEmpty }, "seed \(generator.seed), round \(round)")
            #expect(bench.faults == [], "seed \(generator.seed), round \(round)")
        }
    }

    @Test("Reversing all spendings and then all earnings, each in any order, leaves nothing either")
    func restoringInAnyOrder() {
        var generator = SplitMix64.forTests()
        for round in 0..<60 {
            var bench = UnitBench()
            for _ in 0..<40 { _ = bench.run(Self.action(bench, refunds: false, using: &generator)) }
            let entries = bench.entries.shuffled(using: &generator)
            undo(&bench, entries.filter { $0.kind == .spend || $0.amount < 0 })
            undo(&bench, entries)
            #expect(balances(bench).allSatisfy { $0.isEmpty }, "seed \(generator.seed), round \(round)")
            #expect(bench.faults == [], "seed \(generator.seed), round \(round)")
        }
    }

    private func undo(_ bench: inout UnitBench, _ entries: [UnitEntry]) {
        for entry in entries {
            _ =
                entry.kind == .topUp
                ? bench.run(.refund(entry.id, nil)) : bench.run(.reverse(entry.id, nil))
        }
    }
}

extension UnitBalance {
    fileprivate var isEmpty: Bool { available == 0 && pending == 0 && owed == 0 }
}
