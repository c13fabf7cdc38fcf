package import Promotion
package import Store
import Vocabulary

/// A redemption that was understood and can be carried out.
package struct PreparedRedemption: Sendable {
    let attempt: RedemptionAttempt
    let presented: PresentedCodes
    let language: SpokenLanguage
}

/// The halves of `redeem`, for a caller who has no task to wait in: every step is the same.
extension RedemptionService {
    /// Understands a call without looking anything up.
    ///
    /// - Parameters:
    ///   - call: As for `redeem`.
    ///   - key: As for `redeem`.
    ///   - terminal: As for `redeem`.
    ///   - language: As for `redeem`.
    ///   - accessVersion: The version by which the terminal was let in from memory.
    /// - Returns: What to carry out, or `nil` if a member's card must be looked up first: then `redeem` does it.
    /// - Throws: `ServiceError`, as `redeem`.
    package func prepare(
        _ call: RedemptionCall, key: String, terminal: TerminalRecord, language: SpokenLanguage?,
        accessVersion: Int64
    ) throws(ServiceError) -> PreparedRedemption? {
        try InputChecks.key(key)
        let member: MemberID?
        switch call.member {
        case nil: member = nil
        case .id(let id): member = id
        case .card: return nil
        }
        let understood = try understood(call)
        let attempt = try attempt(
            call, understood, member: member, key: key, terminal: terminal, accessVersion: accessVersion)
        return PreparedRedemption(
            attempt: attempt, presented: understood.presented, language: language ?? ownLanguage)
    }

    /// Carries out a redemption, and hands on what came of it once it is on disk.
    ///
    /// - Parameters:
    ///   - prepared: The redemption.
    ///   - answer: Called once, on the thread that committed, which others wait for.
    package func carryOut(
        _ prepared: PreparedRedemption,
        then answer: @escaping @Sendable (Result<GroupAnswer, StoreError>) -> Void
    ) {
        queue.carryOut(.redeem(prepared.attempt), then: answer)
    }

    /// Says what came of a redemption.
    ///
    /// - Returns: The reply, or `nil` if somebody's access changed and nothing was done: then the terminal is to be
    ///   looked up again.
    /// - Throws: `ServiceError`, as `redeem`.
    package func reply(
        to prepared: PreparedRedemption, _ answer: Result<GroupAnswer, StoreError>
    ) throws(ServiceError) -> RedemptionReply? {
        let answer = try answer.mapError { ServiceError.storage($0) }.get()
        return try reply(to: prepared, answer)
    }

    func reply(to prepared: PreparedRedemption, _ answer: GroupAnswer) throws(ServiceError)
        -> RedemptionReply?
    {
        let narrowed = answer.narrowed { record in
            if case .redemption(let redemption) = record { redemption } else { nil }
        }
        switch narrowed {
        case .keyReused: return .keyReused(prepared.language)
        case .accessChanged: return nil
        case .decided(let record): return try reply(record, prepared, isReplayed: false)
        case .replayed(let record): return try reply(record, prepared, isReplayed: true)
        }
    }

    private func reply(
        _ record: RedemptionRecord, _ prepared: PreparedRedemption, isReplayed: Bool
    ) throws(ServiceError) -> RedemptionReply {
        RedemptionReply(
            answer: try answers.answer(record, prepared.presented, prepared.language), isReplayed: isReplayed)
    }
}
