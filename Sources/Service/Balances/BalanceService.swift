import Promotion
import Store
import Vocabulary

/// Points, stamps and stored value by the rules of the program.
package struct BalanceService: Sendable {
    let context: ServiceContext
    private let members: MemberService

    package init(_ context: ServiceContext) {
        self.context = context
        members = MemberService(context)
    }

    /// The rules of the workspace.
    ///
    /// - Throws: `ServiceError.invalidInput` with the faults of `program.yaml`.
    package func program() throws(ServiceError) -> Program {
        try ProgramLibrary(context.workspace).program()
    }

    /// The day of an instant by a member's calendar, and whose record it is.
    func today(of member: MemberID, at now: Instant) async throws(ServiceError) -> CalendarDate {
        let record = try await members.record(member)
        return HomeCalendar(context).date(at: now, in: record.homeStore)
    }

    /// Carries out an action under the caller's key.
    ///
    /// - Parameters:
    ///   - action: What is asked for, checked.
    ///   - member: Whose units.
    ///   - call: Key, actor and note.
    ///   - form: What was asked for, for the digest that tells a retry from a reused key.
    ///   - unit: In which unit numbers of a refusal are.
    /// - Returns: What became of it.
    /// - Throws: `ServiceError`; `notFound` for a member that there is not.
    func carryOut(
        _ action: UnitOrder.Action, for member: MemberID, _ call: UnitCall, form: RequestForm,
        unit: BalanceUnit?
    ) async throws(ServiceError) -> UnitsReply {
        try call.check()
        let now = context.surroundings.now()
        let order = UnitOrder(
            id: UnitEntryID(unchecked: TimeOrderedName.make("u", context.surroundings)), at: now,
            day: try await today(of: member, at: now), actor: call.actor, note: call.note, action: action)
        var form = form
        form.append(member.text)
        form.append(optional: call.note)
        let request = UnitRequest(member: member, order: order, key: call.key, digest: form.digest)
        let reply = try await stored(await context.store.carryOut(request, home: context.home()))
        switch reply.outcome {
        case .refused(let refusal):
            return .refused(UnitsRefusalDocument(refusal, unit: unit, isReplay: reply.isReplay))
        case .accepted(let answer):
            guard let main = answer.entries.first(where: { $0.kind != .expire }) else {
                throw .storage(.corrupt("the answer to key \(call.key) has no entry"))
            }
            // What is on disk stays: without an answer to the caller, the same key gives the coupons that are missing.
            let rewards = try await RewardService(context).giveCards(
                answer.entries, isReplay: reply.isReplay)
            return .done(UnitsDocument(answer, main: main, isReplay: reply.isReplay, rewards: rewards))
        }
    }

    /// Checks a count of points or stamps.
    func check(_ count: Int64, atMost limit: Int64, at pointer: String) throws(ServiceError) {
        guard (1...limit).contains(count) else {
            throw .invalidInput([
                InputFault(
                    pointer: pointer, detail: "This is a whole number from 1 to \(limit), not \(count).")
            ])
        }
    }

    /// Checks an amount of money.
    func check(_ money: Money, at pointer: String) throws(ServiceError) {
        guard money.currency == context.configuration.issuer.currency, money.minorUnits > 0 else {
            let currency = context.configuration.issuer.currency
            throw .invalidInput([
                InputFault(
                    pointer: pointer, detail: "This is an amount of \(currency) above 0, not \(money).")
            ])
        }
    }

    /// The fault of a section that the program does not have.
    func missing(_ section: String) -> ServiceError {
        .invalidInput([
            InputFault(
                file: ProgramLibrary.fileName, pointer: section,
                detail: "The program has no such section, and this needs one.")
        ])
    }
}
