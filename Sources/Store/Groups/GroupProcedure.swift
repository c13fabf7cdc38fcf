import Promotion
import Vocabulary

/// The steps of a group, the same for every engine: replay or decide each attempt, then seal what was appended.
package enum GroupProcedure {
    /// Decides every attempt on the rows of an open transaction; the caller writes and commits.
    ///
    /// - Parameters:
    ///   - group: The attempts, in the order in which they see each other.
    ///   - rows: The rows of the engine's transaction.
    ///   - rules: The pure rules.
    /// - Returns: One answer an attempt, which may be given out only after the commit.
    /// - Throws: What the engine throws; the transaction must then be rolled back.
    package static func run(
        _ group: [Attempt], on rows: inout GroupRows<some RowReader>, by rules: GroupRules
    ) throws(StoreError) -> [GroupAnswer] {
        var answers: [GroupAnswer] = []
        answers.reserveCapacity(group.count)
        for attempt in group {
            answers.append(try answer(attempt, on: &rows, by: rules))
        }
        guard let seal = rules.seal, !rows.writes.entries.isEmpty else { return answers }
        try Sealing.seal(&rows, with: seal).addReceipts(to: &answers)
        return answers
    }

    private static func answer(
        _ attempt: Attempt, on rows: inout GroupRows<some RowReader>, by rules: GroupRules
    ) throws(StoreError) -> GroupAnswer {
        let head = attempt.head
        if let version = head.accessVersion, try rows.accessVersion() != version { return .accessChanged }
        if case .offline(let attempt) = attempt {
            return try OfflineProcedure.answer(attempt, on: &rows, by: rules)
        }
        if let kept = try rows.answer(to: head.idempotency, home: head.home) {
            guard kept.requestDigest == head.requestDigest else { return .keyReused }
            return .replayed(try AnswerRestoring.record(kept.content, home: head.home, on: &rows))
        }
        let (content, record) = try decide(attempt, on: &rows, by: rules)
        let kept = KeptAnswer(
            requestDigest: head.requestDigest, content: content, at: attempt.moment.instant)
        rows.keep(kept, under: head.idempotency, home: head.home)
        return .decided(record)
    }

    private static func decide(
        _ attempt: Attempt, on rows: inout GroupRows<some RowReader>, by rules: GroupRules
    ) throws(StoreError) -> (KeptAnswer.Content, GroupRecord) {
        switch attempt {
        case .redeem(let attempt): try RedemptionProcedure.run(attempt, on: &rows, by: rules)
        case .reverse(let attempt): try ReversalProcedure.run(attempt, on: &rows, by: rules)
        case .reserve(let attempt): try ReservationProcedure.reserve(attempt, on: &rows, by: rules)
        case .settle(let attempt): try ReservationProcedure.settle(attempt, on: &rows, by: rules)
        case .release(let attempt): try ReservationProcedure.release(attempt, on: &rows)
        case .lease(let attempt): try LeaseProcedure.grant(attempt, on: &rows, by: rules)
        case .returnLease(let attempt): try LeaseProcedure.giveBack(attempt, on: &rows)
        case .offline: throw .corrupt("a journal's entry is answered before it is decided")
        }
    }
}
