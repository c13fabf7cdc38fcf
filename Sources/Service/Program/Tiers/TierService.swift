import Membership
package import Store
package import Vocabulary

/// Reviews the tiers of members, shows them, and gives them by hand.
package struct TierService: Sendable {
    let context: ServiceContext
    let calendar: HomeCalendar
    private let members: MemberService

    package init(_ context: ServiceContext) {
        self.context = context
        calendar = HomeCalendar(context)
        members = MemberService(context)
    }

    /// Says the rules in words.
    ///
    /// - Throws: `ServiceError`; `notFound` where the program has none.
    package func rules() throws(ServiceError) -> TierRulesDocument {
        TierRulesDocument(try program(), currency: currency)
    }

    /// Shows the tier of a member, what a review would say today, and how it came about.
    ///
    /// - Parameter id: The member; for one who became part of another, the other.
    /// - Returns: The tier.
    /// - Throws: `ServiceError`; `notFound` for an id that is no member in the program.
    package func show(_ id: MemberID) async throws(ServiceError) -> TierView {
        let tier = try await tier(of: id)
        let today = calendar.date(at: context.surroundings.now(), in: tier.homeStore)
        var review: TierReview?
        if let program = try ProgramLibrary(context.workspace).program().tiers {
            let facts = try await facts(of: [tier], program)
            review = program.review(tier.standing, facts[tier.member] ?? TierFacts(), today: today)
        }
        let changes = try await stored(
            await context.store.tierChanges(of: tier.member, home: context.home()))
        return try TierView(tier, review: review, changes: changes, currency: currency)
    }

    /// Gives a member a tier that reviews leave alone through a day.
    ///
    /// - Parameters:
    ///   - name: A tier of the program.
    ///   - id: The member; for one who became part of another, the other.
    ///   - last: The last day, by the calendar of their home store.
    ///   - actor: Who does it, for the audit.
    /// - Returns: The tier as it is then.
    /// - Throws: `ServiceError`; `notFound` for an id that is no member in the program, `invalidInput` for a tier that there
    ///   is not and a day that is past or too far away.
    package func set(
        _ name: String, of id: MemberID, until last: CalendarDate, actor: AuditActor
    ) async throws(ServiceError) -> TierView {
        let tier = try await tier(of: id)
        let now = context.surroundings.now()
        let today = calendar.date(at: now, in: tier.homeStore)
        try check(name, until: last, today: today)
        let former = tier.standing
        let standing = TierStanding(
            tier: name, since: former.tier == name ? former.since : today, pinnedUntil: last)
        let update = TierUpdate(
            member: tier.member, expected: former, standing: standing, at: now,
            reason: try JSONText.text(TierReason(until: last)))
        let audit = AuditRecord(
            at: now, by: actor, action: "tier_set", subject: tier.member.text,
            detail: try JSONText.text(SetDetail(tier: name, until: last)))
        let refused = try await stored(
            await context.store.write([update], audit: audit, home: context.home()))
        guard refused.isEmpty else {
            throw .storage(.busy("the member's tier was changed by somebody else meanwhile"))
        }
        return try await show(tier.member)
    }

    /// What the audit keeps.
    private struct SetDetail: Encodable {
        var tier: String
        var until: CalendarDate
    }

    private func check(_ name: String, until last: CalendarDate, today: CalendarDate) throws(ServiceError) {
        let tiers = context.configuration.program.tiers
        var faults: [InputFault] = []
        if !tiers.contains(name) {
            faults.append(
                InputFault(
                    pointer: "/tier",
                    detail: "Needs one of \(tiers.joined(separator: ", ")), not \"\(name)\"."))
        }
        let limit = today.advanced(byDays: TierLimits.pinDays)
        if last < today || last > limit {
            faults.append(
                InputFault(
                    pointer: "/until", detail: "Needs a day from today, \(today), to \(limit), not \(last)."))
        }
        guard faults.isEmpty else { throw .invalidInput(faults) }
    }
}

extension TierService {
    var currency: Currency { context.configuration.issuer.currency }

    /// The rules of the workspace.
    func program() throws(ServiceError) -> TierProgram {
        guard let program = try ProgramLibrary(context.workspace).program().tiers else {
            throw .notFound(kind: "section tiers in", name: ProgramLibrary.fileName)
        }
        return program
    }

    /// The tier of a member in the program.
    func tier(of id: MemberID) async throws(ServiceError) -> MemberTier {
        let record = try await members.record(id)
        let owner = record.mergedInto ?? id
        let tier = try await stored(await context.store.memberTier(owner, home: context.home()))
        guard let tier else { throw .notFound(kind: "member in the program with id", name: owner.text) }
        return tier
    }

    /// What rules ask of neighbours in the order of ids, by member.
    func facts(
        of tiers: [MemberTier], _ program: TierProgram
    ) async throws(ServiceError) -> [MemberID: TierFacts] {
        let now = context.surroundings.now()
        let measures = program.measures
        let days = tiers.map { (member: $0.member, today: calendar.date(at: now, in: $0.homeStore)) }
        let firsts = Set(days.map(\.today)).flatMap { today in
            measures.map { $0.window.days(today: today).lowerBound }
        }
        guard let first = firsts.min(), let last = days.map(\.today).max(), let from = tiers.first,
            let to = tiers.last
        else { return [:] }
        let activity = try await stored(
            await context.store.activity(
                from: from.member, through: to.member, on: first...last, currency: currency,
                home: context.home()))
        var points: [MemberID: [CalendarDate: Int64]] = [:]
        if measures.contains(where: { $0.fact == .pointsEarned }) {
            points = try await stored(
                await context.store.pointsEarned(
                    from: from.member, through: to.member, on: first...last, home: context.home()))
        }
        let facts = days.map { member, today in
            (
                member,
                TierFacts(measures, of: activity[member] ?? [], points: points[member] ?? [:], today: today)
            )
        }
        return Dictionary(facts) { first, _ in first }
    }
}
