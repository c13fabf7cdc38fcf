package import Membership
package import Store
package import Vocabulary

/// Gives members the coupons of triggers: for birthdays, and to those who stayed away.
package struct TriggerService: Sendable {
    let context: ServiceContext
    let calendar: HomeCalendar
    let rewards: RewardService

    package init(_ context: ServiceContext) {
        self.context = context
        calendar = HomeCalendar(context)
        rewards = RewardService(context)
    }

    /// The triggers of the program.
    ///
    /// - Throws: `ServiceError.invalidInput` with the faults of `program.yaml`.
    package func list() throws(ServiceError) -> TriggerListDocument {
        TriggerListDocument(
            triggers: try ProgramLibrary(context.workspace).program().triggers.map(TriggerDocument.init))
    }

    /// Says what triggers name that there is not: offers, and segments that cannot be read.
    ///
    /// - Returns: A sentence for each.
    /// - Throws: `ServiceError`.
    package func findings() async throws(ServiceError) -> [String] {
        var findings: [String] = []
        for trigger in try ProgramLibrary(context.workspace).program().triggers {
            do throws(ServiceError) {
                _ = try await segment(of: trigger)
            } catch {
                guard case .invalidInput(let faults) = error else { throw error }
                findings += faults.map { "The trigger \(trigger.id) has a faulty segment. \($0.detail)" }
            }
            if try await stored(await context.store.offer(trigger.offer)) == nil {
                findings.append("The trigger \(trigger.id) gives \(trigger.offer), which is no offer.")
            }
        }
        return findings
    }

    private func segment(of trigger: Trigger) async throws(ServiceError) -> MemberSelection? {
        guard let expression = trigger.segment else { return nil }
        return try await SegmentService(context).selection(
            of: expression, pointer: "triggers.\(trigger.id).segment")
    }

    /// What is asked of a run.
    package struct Order: Sendable, Hashable {
        /// One trigger alone; `nil` for all.
        package var trigger: TriggerID?
        /// The day as which the run counts, one to come only for a dry run; `nil` for each member's today.
        package var day: CalendarDate?
        /// Whether nothing is written.
        package var isDryRun: Bool

        package init(trigger: TriggerID? = nil, day: CalendarDate? = nil, isDryRun: Bool = false) {
            self.trigger = trigger
            self.day = day
            self.isDryRun = isDryRun
        }
    }

    /// Looks at everybody whom a trigger is about, and gives them its coupon, once for the occasion.
    ///
    /// A coupon is one transaction; stopped at any moment, the same run again goes on.
    ///
    /// - Parameters:
    ///   - order: Which triggers, and as which day.
    ///   - actor: Who does it, for the audit.
    ///   - progress: Called with how many members were looked at.
    /// - Returns: What became of them.
    /// - Throws: `ServiceError`; `notFound` for a trigger or an offer that there is not, `invalidInput` for a faulty rule
    ///   or a day to come, `interrupted` if the task was cancelled.
    package func run(
        _ order: Order = Order(), actor: AuditActor, progress: @Sendable (_ done: Int) -> Void = { _ in }
    ) async throws(ServiceError) -> TriggerRunReport {
        try check(order)
        let triggers = try wanted(order.trigger)
        var runs: [TriggerRun] = []
        for trigger in triggers { runs.append(try await prepared(trigger, order, actor: actor)) }
        var report = TriggerRunReport(isDryRun: order.isDryRun, day: order.day)
        for run in runs {
            let before = report.reviewed
            let outcome = try await run.carryOut { progress(before + $0) }
            report.triggers.append(outcome.result)
            try await note(outcome.result, order, actor: actor)
            guard !outcome.isInterrupted else {
                throw .interrupted(done: report.reviewed, of: report.reviewed, resume: "trigger run")
            }
        }
        return report
    }

    private func check(_ order: Order) throws(ServiceError) {
        guard !order.isDryRun, let day = order.day else { return }
        // Somewhere it may be tomorrow already.
        let last = LocalMoment(instant: context.surroundings.now(), utcOffsetSeconds: 14 * 3_600).date
        guard day > last else { return }
        throw .invalidInput([
            InputFault(
                pointer: "date", detail: "A run gives nothing before its day, \(day); a dry run looks.")
        ])
    }

    private func wanted(_ id: TriggerID?) throws(ServiceError) -> [Trigger] {
        let all = try ProgramLibrary(context.workspace).program().triggers
        guard let id else {
            guard !all.isEmpty else {
                throw .notFound(kind: "section triggers in", name: ProgramLibrary.fileName)
            }
            return all
        }
        guard let trigger = all.first(where: { $0.id == id }) else {
            let names = all.map(\.id.text)
            let advice = names.isEmpty ? "there are none" : Spelling.advice(for: id.text, among: names)
            throw .notFound(kind: "trigger", name: "\(id); \(advice)")
        }
        return [trigger]
    }

    /// Looks up what a trigger names, before anything is given.
    private func prepared(
        _ trigger: Trigger, _ order: Order, actor: AuditActor
    ) async throws(ServiceError) -> TriggerRun {
        guard try await stored(await context.store.offer(trigger.offer)) != nil else {
            throw .notFound(kind: "offer", name: trigger.offer.text)
        }
        return TriggerRun(
            service: self, trigger: trigger, order: order, segment: try await segment(of: trigger),
            actor: actor)
    }

    private func note(
        _ result: TriggerRunReport.Result, _ order: Order, actor: AuditActor
    ) async throws(ServiceError) {
        guard !order.isDryRun else { return }
        try await context.audit(
            .triggerRun, result.trigger.text,
            detail: [
                "reviewed": .number(Int64(result.members.reviewed)),
                "granted": .number(Int64(result.members.granted)),
                "granted_before": .number(Int64(result.members.grantedBefore)),
            ], by: actor)
    }
}
