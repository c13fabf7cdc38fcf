package import Vocabulary

/// What to upload next, and what the server's answers mean, until every entry that asks has its answer.
///
/// Nothing hangs on what the server remembers: whatever is sent again changes nothing, answers come in any order and as
/// often as they like, and a server that lacks earlier entries asks for them.
package struct UploadPlan: Sendable {
    /// What an answer to an entry means for the till.
    package enum Meaning: Sendable, Hashable {
        /// It stands: the same redemption at the server.
        case settled(RedemptionID)
        case reversed(RedemptionID)
        /// Another till had given the use: the cashier is told where and when.
        case conflict(terminal: TerminalID, at: Instant)
        /// The server does not let it stand, for this reason.
        case refused(reason: String)
        /// The till refused what the server had already given under the same key: somebody tells the customer.
        case givenAfterAll(RedemptionID)
        /// Neither gave it.
        case neverGiven
        /// It is known already.
        case repeated
        /// No entry of this journal asks under this key, or the answer does not fit what it asks.
        case unasked
    }

    private struct Question: Sendable {
        var sequence: Int64
        var event: JournalEvent
        var answer: ServerAnswer?
    }

    private var questions: [String: Question] = [:]
    private var unanswered: Set<String> = []
    /// The last entry of the journal.
    private var last: Int64 = 0
    /// The next entry that the server is to get.
    private var next: Int64 = 1
    /// The last entry that gave a lease back; 0 for none.
    private var lastReturn: Int64 = 0

    /// Knows no entry yet.
    package init() {}

    /// Takes an entry of the journal, in order, also while uploads are under way.
    package mutating func note(_ entry: JournalEntry) {
        last = max(last, entry.sequence)
        if case .leaseReturned = entry.event { lastReturn = entry.sequence }
        guard let key = entry.event.key else { return }
        if case .answered(_, let answer) = entry.event {
            questions[key]?.answer = answer
            unanswered.remove(key)
            // Whoever answered an entry has it, and all before it.
            if let asked = questions[key]?.sequence { next = max(next, asked + 1) }
        } else if entry.event.wantsAnswer, questions[key] == nil {
            questions[key] = Question(sequence: entry.sequence, event: entry.event)
            unanswered.insert(key)
        }
    }

    /// Whether every entry that asks has its answer.
    package var isDone: Bool { unanswered.isEmpty }

    /// How many entries have no answer yet.
    package var waitingCount: Int { unanswered.count }

    /// Whether a lease was given back of which the server has not said that it knows.
    ///
    /// It asks for no answer, and what it frees is free only when the server has it.
    package var hasUntoldReturn: Bool { next <= lastReturn }

    /// The number of the entry to upload from, for `JournalFile.batch`; `nil` if nothing is left to do.
    ///
    /// Entries that nobody asks about go along with those that ask, since the chain runs through them.
    package var nextEntry: Int64? {
        guard !isDone else { return hasUntoldReturn ? next : nil }
        // All was sent and some was not answered: those are sent again.
        let first = unanswered.compactMap { questions[$0]?.sequence }.min() ?? next
        return next <= last ? next : first
    }

    /// Takes the news that the server has a batch.
    package mutating func takeReceipt(of batch: JournalBatch) {
        if batch.first <= next { next = max(next, batch.last + 1) }
    }

    /// Takes the server's word on where its copy of the journal ends; it may lack what was sent before, or know more.
    ///
    /// - Parameter sequence: The last entry that it has without a gap, 0 for none.
    package mutating func takeServerHead(_ sequence: Int64) { next = min(max(sequence, 0), last) + 1 }

    /// Takes the server's answer to the entry with a key.
    ///
    /// - Parameters:
    ///   - answer: What it said.
    ///   - key: Of the entry.
    /// - Returns: What it means, and the event to write for it; `nil` for one that adds nothing.
    package func take(_ answer: ServerAnswer, to key: String) -> (meaning: Meaning, event: JournalEvent?) {
        guard let question = questions[key] else { return (.unasked, nil) }
        if question.answer != nil { return (.repeated, nil) }
        guard let meaning = Self.meaning(of: answer, to: question.event) else { return (.unasked, nil) }
        return (meaning, .answered(key: key, answer))
    }

    private static func meaning(of answer: ServerAnswer, to event: JournalEvent) -> Meaning? {
        switch (event, answer) {
        case (.accepted, .redeemed(let redemption)): .settled(redemption)
        case (.accepted, .conflict(let terminal, let moment)): .conflict(terminal: terminal, at: moment)
        case (.refused, .redeemed(let redemption)): .givenAfterAll(redemption)
        case (.refused, .neverSeen), (.refused, .refused): .neverGiven
        case (.voided, .reversed(let redemption)): .reversed(redemption)
        case (.accepted, .refused(let reason)), (.voided, .refused(let reason)): .refused(reason: reason)
        default: nil
        }
    }
}
