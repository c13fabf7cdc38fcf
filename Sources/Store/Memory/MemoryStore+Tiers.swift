package import Membership
import Promotion
package import Vocabulary

extension MemoryStore: TierStore {
    package func memberTiers(
        after id: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [MemberTier] {
        let wanted = state.members.filter { key, member in
            key.home == home && member.state.isActive && id.map { $0 < key.key } ?? true
        }.values.sorted { $0.id < $1.id }
        return wanted.prefix(max(limit, 0)).map { state.tier(of: $0, home: home) }
    }

    package func memberTier(_ id: MemberID, home: Home) async throws(StoreError) -> MemberTier? {
        guard let member = state.members[Homed(id, home)], member.state.isActive else { return nil }
        return state.tier(of: member, home: home)
    }

    package func activity(
        from first: MemberID, through last: MemberID, on days: ClosedRange<CalendarDate>, currency: Currency,
        home: Home
    ) async throws(StoreError) -> [MemberID: [DayActivity]] {
        var found: [MemberID: [CalendarDate: DayActivity]] = [:]
        for draft in state.ledger.entries.map(\.draft) where draft.home == home && draft.kind == .redemption {
            let day = draft.moment.date
            guard days.contains(day), let user = draft.member, let record = state.members[Homed(user, home)]
            else { continue }
            for owner in Set([user, record.mergedInto ?? user]) where first <= owner && owner <= last {
                var activity =
                    found[owner]?[day] ?? DayActivity(day: day, redemptions: 0, spent: 0)
                let (stands, spent) = state.worth(of: draft, currency: currency)
                activity.redemptions += stands ? 1 : 0
                activity.spent += spent
                found[owner, default: [:]][day] = activity
            }
        }
        return found.mapValues { $0.values.sorted { $0.day < $1.day } }
    }

    package func pointsEarned(
        from first: MemberID, through last: MemberID, on days: ClosedRange<CalendarDate>, home: Home
    ) async throws(StoreError) -> [MemberID: [CalendarDate: Int64]] {
        let entries = state.units.entries.filter { $0.home == home }.map(\.entry)
        var earned: [MemberID: [CalendarDate: Int64]] = [:]
        for entry in entries where entry.kind == .earn && days.contains(entry.day) {
            guard let member = state.members[Homed(entry.member, home)] else { continue }
            let related = entries.filter { $0.id == entry.id || $0.reverses == entry.id }
            let issued = related.flatMap(\.postings).filter {
                $0.unit == .points && $0.account == .issuer(.issued)
            }
            guard !issued.isEmpty else { continue }
            for owner in Set([member.id, member.mergedInto ?? member.id])
            where first <= owner && owner <= last {
                earned[owner, default: [:]][entry.day, default: 0] -= issued.reduce(0) { $0 + $1.amount }
            }
        }
        return earned
    }

    package func write(
        _ updates: [TierUpdate], audit: AuditRecord?, home: Home
    ) async throws(StoreError) -> Set<MemberID> {
        var refused: Set<MemberID> = []
        for update in updates {
            let key = Homed(update.member, home)
            guard let member = state.members[key], member.state.isActive,
                state.tier(of: member, home: home).standing == update.expected
            else {
                refused.insert(update.member)
                continue
            }
            if member.tier != update.standing.tier {
                state.members[key]?.tier = update.standing.tier
                state.members[key]?.updatedAt = update.at
            }
            state.tiers[key] = update.standing
            if let change = update.change { state.tierChanges[key, default: []].append(change) }
        }
        if let audit { state.audit.append(audit) }
        return refused
    }

    package func tierChanges(
        of member: MemberID, home: Home
    ) async throws(StoreError) -> [TierChangeRecord] {
        state.tierChanges[Homed(member, home)] ?? []
    }
}

extension MemoryState {
    fileprivate func tier(of member: MemberRecord, home: Home) -> MemberTier {
        let known = tiers[Homed(member.id, home)]
        let standing = known?.tier == member.tier ? known : nil
        return MemberTier(
            member: member.id, homeStore: member.homeStore,
            standing: standing ?? TierStanding(tier: member.tier))
    }

    /// Whether a redemption stands, and what was spent on it.
    fileprivate func worth(of draft: LedgerDraft, currency: Currency) -> (stands: Bool, spent: Int64) {
        let reversals = ledger.entries(of: draft.redemption, home: draft.home).map(\.draft)
            .filter { $0.kind != .redemption }
        let stands = !reversals.contains(where: \.restoresUse)
        guard let amount = draft.amount, amount.currency == currency,
            draft.stack == nil || draft.stack == draft.redemption
        else { return (stands, 0) }
        let returned = reversals.compactMap(\.amount).filter { $0.currency == currency }
        return (stands, returned.reduce(amount.minorUnits) { $0 - $1.minorUnits })
    }
}
