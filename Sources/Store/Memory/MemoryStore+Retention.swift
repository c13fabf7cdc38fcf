import Promotion
package import Vocabulary

extension MemoryStore: RetentionStore {
    package func traces(
        from first: MemberID, through last: MemberID, home: Home
    ) async throws(StoreError) -> [MemberID: MemberTrace] {
        var traces: [MemberID: MemberTrace] = [:]
        let owners = { (id: MemberID) -> Set<MemberID> in
            let owners = Set([id, self.state.members[Homed(id, home)]?.mergedInto ?? id])
            return owners.filter { first <= $0 && $0 <= last && self.state.members[Homed($0, home)] != nil }
        }
        let note = { (id: MemberID, at: Instant) in
            for owner in owners(id) {
                let known = traces[owner]?.lastActiveAt
                traces[owner, default: MemberTrace()].lastActiveAt = known.map { max($0, at) } ?? at
            }
        }
        for draft in state.ledger.entries.map(\.draft) where draft.home == home {
            if let member = draft.member { note(member, draft.moment.instant) }
        }
        for (entryHome, entry) in state.units.entries where entryHome == home && entry.kind != .expire {
            note(entry.member, entry.at)
        }
        for (key, said) in state.consents where key.home == home {
            for consent in said where consent.source != "import" { note(key.key, consent.at) }
        }
        for (key, lot) in state.units.lots
        where key.home == home && lot.remaining > 0 && lot.unit.text.hasPrefix("value.") {
            for owner in owners(lot.member) { traces[owner, default: MemberTrace()].holdsValue = true }
        }
        return traces
    }

    package func challengeCount(
        endedBefore end: Instant, home: Home
    ) async throws(StoreError) -> Int {
        state.challenges.count { $0.key.home == home && $0.value.expiresAt < end }
    }

    package func forgetChallenges(
        endedBefore end: Instant, home: Home
    ) async throws(StoreError) -> Int {
        let count = state.challenges.count
        state.challenges = state.challenges.filter { $0.key.home != home || $0.value.expiresAt >= end }
        return count - state.challenges.count
    }
}
