import Membership
package import Vocabulary

extension MemoryStore: SegmentStore {
    package func tally(of selection: MemberSelection) async throws(StoreError) -> MemberTally {
        var tally = MemberTally()
        for member in state.members(of: selection) {
            tally.members += 1
            guard member.marketingConsent == Consent.State.granted.rawValue else { continue }
            tally.agreed += 1
            for kind in Identity.Kind.allCases where member.identityKinds & kind.bit != 0 {
                tally.reachable[kind, default: 0] += 1
            }
        }
        return tally
    }

    package func members(
        of selection: MemberSelection, after id: MemberID?, limit: Int
    ) async throws(StoreError) -> [MemberRecord] {
        let wanted = state.members(of: selection).filter { member in id.map { $0 < member.id } ?? true }
        return Array(wanted.sorted { $0.id < $1.id }.prefix(max(limit, 0)))
    }

    package func save(_ segment: SegmentRecord, audit: AuditRecord) async throws(StoreError) -> Bool {
        guard (state.segments[segment.id]?.revision ?? 0) == segment.revision - 1 else { return false }
        state.segments[segment.id] = segment
        state.audit.append(audit)
        return true
    }

    package func segments() async throws(StoreError) -> [SegmentRecord] {
        state.segments.values.sorted { $0.id < $1.id }
    }

    package func removeSegment(_ id: SegmentID, audit: AuditRecord) async throws(StoreError) -> Bool {
        guard state.segments.removeValue(forKey: id) != nil else { return false }
        state.audit.append(audit)
        return true
    }

    package func take(
        _ snapshot: SnapshotRecord, of selection: MemberSelection, audit: AuditRecord
    ) async throws(StoreError) -> SnapshotRecord? {
        guard state.snapshots[snapshot.id] == nil else { return nil }
        let members = state.members(of: selection)
        var taken = snapshot
        taken.members = members.count
        state.snapshots[snapshot.id] = taken
        state.snapshotMembers[snapshot.id] = Set(members.map { Homed($0.id, selection.home) })
        state.audit.append(audit)
        return taken
    }

    package func snapshots() async throws(StoreError) -> [SnapshotRecord] {
        state.snapshots.values.sorted { $0.id < $1.id }
    }

    package func removeSnapshot(_ id: SnapshotID, audit: AuditRecord) async throws(StoreError) -> Bool {
        guard state.snapshots.removeValue(forKey: id) != nil else { return false }
        state.snapshotMembers[id] = nil
        state.audit.append(audit)
        return true
    }
}

extension MemoryState {
    /// The selected members, in no order.
    fileprivate func members(of selection: MemberSelection) -> [MemberRecord] {
        let uses = uses(home: selection.home)
        let states = selection.states
        return members.filter { key, member in
            key.home == selection.home && states.contains(member.state)
                && selection.rule.selects(
                    facts(of: member, uses: uses, home: key.home), today: selection.today)
        }.map(\.value)
    }

    private func facts(
        of member: MemberRecord, uses: [MemberID: [OfferID: [CalendarDate: Int]]], home: Home
    ) -> MemberFacts {
        var facts = MemberFacts(id: member.id, tier: member.tier, joinedOn: member.joinedOn)
        facts.state = member.state
        facts.gender = member.gender
        facts.homeStore = member.homeStore
        facts.language = member.language == MemberRecord.undeterminedLanguage ? nil : member.language
        facts.source = member.source.isEmpty ? nil : member.source
        facts.placement = member.placement
        facts.cell = member.cell.flatMap { CoarseCell(parsing: $0) }
        for consent in consents[Homed(member.id, home)] ?? [] {
            guard let purpose = ConsentPurpose(rawValue: consent.purpose) else { continue }
            facts.consents[purpose] = Consent.State(rawValue: consent.state)
        }
        facts.consents[.marketing] = Consent.State(rawValue: member.marketingConsent)
        facts.identityKinds = Set(Identity.Kind.allCases.filter { member.identityKinds & $0.bit != 0 })
        facts.uses = uses[member.id] ?? [:]
        facts.snapshots = Set(snapshotMembers.filter { $0.value.contains(Homed(member.id, home)) }.keys)
        return facts
    }

    /// What members have used, by day.
    private func uses(home: Home) -> [MemberID: [OfferID: [CalendarDate: Int]]] {
        var uses: [MemberID: [OfferID: [CalendarDate: Int]]] = [:]
        for (counter, taken) in counters where counter.home == home {
            guard case .memberDay(let offer, let member, let day) = counter.key,
                Counter.comparableDays(day...day) != nil
            else { continue }
            let owner = members[Homed(member, home)]?.mergedInto ?? member
            uses[owner, default: [:]][offer, default: [:]][day, default: 0] += Int(taken)
        }
        return uses
    }
}
