package import Promotion
package import Vocabulary

/// What an engine reads and writes for the unit ledger, inside an open transaction.
///
/// An engine that has row locks takes them here: of the key, of the member and of every lot that is read.
package protocol UnitRows: AnyObject {
    func answer(to key: String) throws(StoreError) -> KeptUnitAnswer?
    /// The member in the program, or whoever they became part of, with their family; `nil` for nobody.
    func holder(_ member: MemberID) throws(StoreError) -> UnitHolder?
    /// The lots of members that hold something; of all units if `units` is `nil`.
    func lots(of members: [MemberID], units: [BalanceUnit]?) throws(StoreError) -> [UnitLot]
    /// The lots that these entries made, also empty ones.
    func lots(madeBy entries: [UnitEntryID]) throws(StoreError) -> [UnitLot]
    /// Lots with something in them whose last day is before a day, by member, at most `limit`.
    func endedLots(before day: CalendarDate, limit: Int) throws(StoreError) -> [UnitLot]
    func debts(of members: [MemberID]) throws(StoreError) -> [UnitDebt]
    func entry(_ id: UnitEntryID) throws(StoreError) -> UnitEntry?
    /// The entries that take back or refund one, oldest first.
    func corrections(of entry: UnitEntryID) throws(StoreError) -> [UnitEntry]
    /// What was added of a unit on a day, less what was taken back of that.
    func added(_ unit: BalanceUnit, to members: [MemberID], on day: CalendarDate) throws(StoreError) -> Int64
    func write(_ change: UnitChange) throws(StoreError)
    func keep(_ answer: KeptUnitAnswer, under key: String, at instant: Instant) throws(StoreError)
}

extension UnitRows {
    /// Carries out a request: the same on every engine.
    package func run(_ request: UnitRequest) throws(StoreError) -> UnitReply {
        if let kept = try answer(to: request.key) {
            guard kept.digest == request.digest else { return UnitReply(.refused(.keyReused)) }
            return UnitReply(kept.outcome, isReplay: true)
        }
        let outcome = try decide(request)
        try keep(
            KeptUnitAnswer(digest: request.digest, outcome: outcome), under: request.key,
            at: request.order.at)
        return UnitReply(outcome)
    }

    /// Carries out requests, each on what those before it left.
    package func run(_ requests: [UnitRequest]) throws(StoreError) -> [UnitReply] {
        try requests.map { request throws(StoreError) in try run(request) }
    }

    /// Books what has ended, an entry a member.
    package func run(_ sweep: UnitSweep) throws(StoreError) -> [UnitEntry] {
        let ended = try endedLots(before: sweep.day, limit: UnitPage.maximumSweptCount)
        var entries: [UnitEntry] = []
        let byMember = Dictionary(grouping: ended, by: \.member).sorted { $0.key < $1.key }
        for (number, (member, lots)) in byMember.enumerated() {
            let order = UnitOrder(
                id: sweep.id.following("\(number + 1)"), at: sweep.at, day: sweep.day, actor: sweep.actor,
                action: .expire)
            let facts = UnitFacts(holder: UnitHolder(member: member), lots: lots)
            guard case .accepted(let change) = Balances.decide(order, facts) else { continue }
            try write(change)
            entries += change.answer.entries
        }
        return entries
    }

    /// What a member has.
    package func holdings(of member: MemberID) throws(StoreError) -> UnitHoldings? {
        guard let holder = try holder(member) else { return nil }
        return UnitHoldings(
            holder: holder,
            lots: try lots(of: holder.family, units: nil).sorted(by: UnitLot.comesFirst),
            debts: try debts(of: holder.family).filter { $0.amount > 0 }
                .sorted { ($0.unit, $0.member) < ($1.unit, $1.member) })
    }

    private func decide(_ request: UnitRequest) throws(StoreError) -> UnitOutcome {
        guard let holder = try holder(request.member) else { return .refused(.inactiveMember) }
        let decision = Balances.decide(request.order, try facts(of: request.order, holder))
        if case .accepted(let change) = decision { try write(change) }
        return decision.outcome
    }

    private func facts(of order: UnitOrder, _ holder: UnitHolder) throws(StoreError) -> UnitFacts {
        var facts = UnitFacts(holder: holder)
        var units = order.units
        if let target = order.target, let entry = try entry(target) {
            facts.target = entry
            facts.corrections = try corrections(of: target)
            units = entry.units
            facts.lots = try lots(madeBy: entry.sources).filter { units.contains($0.unit) }
        }
        let known = Set(facts.lots.map(\.name))
        facts.lots += try lots(of: holder.family, units: units).filter { !known.contains($0.name) }
        facts.debts = try debts(of: holder.family).filter { units.contains($0.unit) }
        if case .stamp(let card, _) = order.action {
            facts.stampsToday = try added(.stamps(card.id), to: holder.family, on: order.day)
        }
        return facts
    }
}

extension UnitEntry {
    /// The entries whose lots it moved, its own too.
    fileprivate var sources: [UnitEntryID] {
        let moved = postings.compactMap { posting in
            if case .lot(let source, _) = posting.account { source } else { nil }
        }
        return Set(moved + [id]).sorted()
    }
}

extension UnitLot {
    /// What tells it from every other lot.
    package var name: String { "\(source) \(unit)" }
}
