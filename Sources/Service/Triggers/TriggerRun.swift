import Membership
import Store
import Vocabulary

/// One trigger's run over everybody whom it is about.
struct TriggerRun: Sendable {
    let service: TriggerService
    let trigger: Trigger
    let order: TriggerService.Order
    /// Who gets it besides; `nil` for everybody.
    let segment: MemberSelection?
    let actor: AuditActor

    /// What came of it, and whether it was stopped before its end.
    struct Outcome: Sendable {
        var result: TriggerRunReport.Result
        var isInterrupted = false
    }

    private var store: AnyStore { service.context.store }
    private var home: Home { service.context.home() }

    func carryOut(_ progress: (_ done: Int) -> Void) async throws(ServiceError) -> Outcome {
        var outcome = Outcome(result: TriggerRunReport.Result(trigger))
        let now = service.context.surroundings.now()
        guard try await ClaimableOffer.find(trigger.offer, at: now, service.context) != nil else {
            outcome.result.isOfferGiven = false
            return outcome
        }
        switch trigger.kind {
        case .birthday(let rule):
            for celebration in celebrations(of: rule, at: now) where !outcome.isInterrupted {
                try await celebrate(celebration, rule, at: now, &outcome, progress)
            }
        case .lapsed(let rule): try await recall(rule, at: now, &outcome, progress)
        }
        return outcome
    }

    /// The day as which the run counts for a member.
    private func today(in store: StoreID?, at now: Instant) -> CalendarDate {
        order.day ?? service.calendar.date(at: now, in: store)
    }

    // MARK: - Birthdays

    /// The birthdays whose window is open anywhere.
    private func celebrations(of rule: BirthdayRule, at now: Instant) -> [BirthdayRule.Celebration] {
        let usual = today(in: nil, at: now)
        let days = order.day.map { [$0] } ?? (-1...1).map { usual.advanced(byDays: $0) }
        var seen: Set<BirthdayRule.Celebration> = []
        return days.flatMap { rule.celebrations(openOn: $0) }.filter { seen.insert($0).inserted }
    }

    private func celebrate(
        _ celebration: BirthdayRule.Celebration, _ rule: BirthdayRule, at now: Instant,
        _ outcome: inout Outcome, _ progress: (Int) -> Void
    ) async throws(ServiceError) {
        var last: MemberID?
        while true {
            let page = try await stored(
                await store.members(
                    bornOn: celebration.dayNumber, after: last, limit: TriggerPage.count, home: home))
            guard let end = page.last else { return }
            let cases = page.compactMap { member -> Case? in
                let today = today(in: member.homeStore, at: now)
                guard rule.celebration(of: celebration.dayNumber, on: today) == celebration else {
                    return nil
                }
                return Case(member, rule.occasion(of: celebration, joinedOn: member.joinedOn))
            }
            try await decide(cases, &outcome, progress)
            guard !outcome.isInterrupted else { return }
            last = end.id
        }
    }

    // MARK: - Those who stayed away

    private func recall(
        _ rule: LapsedRule, at now: Instant, _ outcome: inout Outcome, _ progress: (Int) -> Void
    ) async throws(ServiceError) {
        // A day later than by any calendar: each member's own decides.
        let latest = order.day ?? today(in: nil, at: now).advanced(byDays: 1)
        let question = AbsenceQuestion(
            lastDay: latest.advanced(byDays: -rule.days), series: trigger.series)
        var last: MemberID?
        while true {
            let page = try await stored(
                await store.absentMembers(question, after: last, limit: TriggerPage.count, home: home))
            guard let end = page.last else { return }
            let cases = page.map { absent in
                let store = absent.member.homeStore
                let facts = LapsedRule.Facts(
                    joinedOn: absent.member.joinedOn, lastRedeemedOn: absent.lastRedeemedOn,
                    grantCount: absent.grantCount,
                    lastGrantedOn: absent.lastGrantedAt.map { service.calendar.date(at: $0, in: store) },
                    today: today(in: store, at: now))
                return Case(absent.member, rule.decision(facts))
            }
            try await decide(cases, &outcome, progress)
            guard !outcome.isInterrupted else { return }
            last = end.member.id
        }
    }
}

extension TriggerRun {
    /// A member with what the rule decided.
    private struct Case {
        let member: TriggeredMember
        let decision: TriggerDecision

        init(_ member: TriggeredMember, _ decision: TriggerDecision) {
            self.member = member
            self.decision = decision
        }

        var isDue: Bool { if case .due = decision { true } else { false } }
    }

    private func decide(
        _ cases: [Case], _ outcome: inout Outcome, _ progress: (Int) -> Void
    ) async throws(ServiceError) {
        let inside = try await insiders(cases.filter(\.isDue).map(\.member.id))
        for one in cases {
            guard !Task.isCancelled else {
                outcome.isInterrupted = true
                return
            }
            try await settle(one, inside, &outcome.result.members)
            progress(outcome.result.members.reviewed)
        }
    }

    private func settle(
        _ one: Case, _ inside: Set<MemberID>?, _ tally: inout RewardTally
    ) async throws(ServiceError) {
        guard one.decision != .notConcerned else { return }
        tally.look()
        switch one.decision {
        case .notConcerned: break
        case .givenBefore: tally.countBefore()
        case .skipped(let skip): tally.skip(skip.rawValue)
        case .due(let occasion):
            let reason = GrantReason(series: trigger.series, occasion: occasion)
            // Whoever was given it keeps it, whatever they say since.
            if try await service.rewards.granted(reason, to: one.member.id) != nil {
                tally.countBefore()
            } else if trigger.needsMarketingConsent,
                one.member.marketingConsent != Consent.State.granted.rawValue
            {
                tally.skip(TriggerSkip.noMarketingConsent.rawValue)
            } else if let inside, !inside.contains(one.member.id) {
                tally.skip(TriggerSkip.outsideSegment.rawValue)
            } else if order.isDryRun {
                tally.countDue()
            } else {
                tally.count(
                    try await service.rewards.give(
                        trigger.offer, to: one.member.id, for: reason, by: actor))
            }
        }
    }

    /// Those of some members whom the segment selects; `nil` where there is no segment.
    private func insiders(_ ids: [MemberID]) async throws(ServiceError) -> Set<MemberID>? {
        guard var selection = segment else { return nil }
        guard !ids.isEmpty else { return [] }
        selection.rule = .all([
            selection.rule, .test(.attribute(.member, .oneOf(Set(ids.map(\.text))))),
        ])
        if let day = order.day { selection.today = day }
        return Set(
            try await stored(await store.members(of: selection, after: nil, limit: ids.count)).map(\.id))
    }
}
