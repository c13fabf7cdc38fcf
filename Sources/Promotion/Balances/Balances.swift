import Vocabulary

/// The rules of the unit ledger: points, stamps and stored value in lots, on double entry.
///
/// Pure: a store reads the facts and writes the change inside one transaction. Every entry's postings add up to zero in
/// each unit, no lot falls below zero, and a balance is the sum of its lots and of its postings. What has ended cannot be
/// spent whether it was swept or not.
package enum Balances {
    /// What a decision came to.
    package enum Decision: Sendable, Hashable {
        case accepted(UnitChange)
        case refused(UnitRefusal)

        /// What is answered and kept.
        package var outcome: UnitOutcome {
            switch self {
            case .accepted(let change): .accepted(change.answer)
            case .refused(let refusal): .refused(refusal)
            }
        }
    }

    /// Decides a request; a refusal changes nothing.
    ///
    /// - Complexity: O(*n* log *n*) in the number of lots.
    package static func decide(_ order: UnitOrder, _ facts: UnitFacts) -> Decision {
        var work = UnitWork(order, facts)
        do throws(UnitWork.Stop) {
            guard facts.holder.isActive || !order.needsActiveMember else { throw .init(.inactiveMember) }
            let units = order.target == nil ? order.units : facts.target?.units ?? []
            work.sweep()
            try run(&work)
            return .accepted(work.change(of: units))
        } catch {
            return .refused(error.refusal)
        }
    }

    private static func run(_ work: inout UnitWork) throws(UnitWork.Stop) {
        switch work.order.action {
        case .earn(let amount, let unit, let lifetime):
            try work.earn(amount, unit, lifetime, from: .issued)
            work.close(.earn, amount: amount, note: work.order.note)
        case .earnFor(let purchase, let rule, let lifetime):
            let points = rule.points(for: purchase, tier: work.holder.tier)
            try work.earn(points, .points, lifetime, from: .issued)
            work.close(.earn, amount: points, note: work.order.note)
        case .stamp(let card, let count): try work.stamp(card, count)
        case .topUp(let money, let bonus, let lifetime): try work.topUp(money, bonus: bonus, lifetime)
        case .spend(let amount, let unit):
            try work.spend(amount, unit, into: .redeemed)
            work.close(.spend, amount: amount, note: work.order.note)
        case .spendValue(let money, let draw): try work.spend(money, draw)
        case .adjust(let amount, let unit, let lifetime): try work.adjust(amount, unit, lifetime)
        case .reverse(_, let amount): try work.reverse(amount)
        case .refund(_, let amount): try work.refund(amount)
        case .takeBack(_, let portion): try work.takeBack(portion)
        case .expire: break
        }
    }
}
