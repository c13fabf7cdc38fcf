import Logging
import NIOCore
import Service
import Store
import Vocabulary

/// Holds up whoever guesses codes, and raises the alarm.
struct Watchman: Sendable {
    let guessing: GuessingGuard
    let guardrails: Guardrails
    let metrics: VerifierMetrics

    /// From the third lock-out in a row on nobody is mistyping any more.
    private static let criticalLevel = 3

    /// Lets nobody through who is locked out, or who has to wait for the next guess, also with a right code.
    ///
    /// - Parameter subjects: Who asks, by all names.
    /// - Throws: A problem with status 429 that says when to try again.
    func check(_ subjects: [LockoutSubject]) async throws {
        guard !subjects.isEmpty else { return }
        let now = NIODeadline.now().uptimeNanoseconds
        if let seconds = try await guessing.lockedSeconds(subjects, at: now) {
            throw Problem.lockedOut(seconds)
        }
        try checkWaits(subjects)
    }

    /// Whether `checkFromMemory` knows as much as `check` does.
    var isUpToDate: Bool { guessing.isUpToDate(at: NIODeadline.now().uptimeNanoseconds) }

    /// Reads the lock-outs if that is due.
    func update() async throws {
        _ = try await guessing.lockedSeconds([], at: NIODeadline.now().uptimeNanoseconds)
    }

    /// As `check`, by the lock-outs that were read last.
    func checkFromMemory(_ subjects: [LockoutSubject]) throws(Problem) {
        if let seconds = guessing.rememberedSeconds(subjects) { throw .lockedOut(seconds) }
        try checkWaits(subjects)
    }

    private func checkWaits(_ subjects: [LockoutSubject]) throws(Problem) {
        for subject in subjects {
            try Guardrails.check(guardrails.unknownCodes(of: subject.kind), subject.name)
        }
    }

    /// Counts an unknown code against its sender.
    ///
    /// The answer is the same whatever comes of it: trouble with keeping a lock-out is logged, and the next unknown
    /// code tries again.
    ///
    /// - Parameters:
    ///   - subjects: Who sent it, by all names.
    ///   - store: Where they stand or work, if it is one place.
    ///   - logger: The request's.
    func countUnknown(from subjects: [LockoutSubject], store: StoreID?, _ logger: Logger) async {
        let now = NIODeadline.now().uptimeNanoseconds
        for subject in subjects {
            try? Guardrails.take(guardrails.unknownCodes(of: subject.kind), subject.name)
            do {
                let place = subject.kind == .terminal || subject.kind == .token ? store : nil
                if let lockout = try await guessing.countUnknown(from: subject, store: place, at: now) {
                    raiseAlarm(lockout, logger)
                }
            } catch {
                logger.error("lock-out not kept", metadata: ["error": "\(error)"])
            }
        }
    }

    private func raiseAlarm(_ lockout: LockoutRecord, _ logger: Logger) {
        metrics.countGuessingAlarm(kind: lockout.subject.kind)
        logger.log(
            level: lockout.level >= Self.criticalLevel ? .critical : .warning,
            "guessing: locked out after too many unknown codes",
            metadata: [
                "lockout": "\(lockout.id)", "kind": "\(lockout.subject.kind.rawValue)",
                "subject": "\(lockout.subject.name)", "level": "\(lockout.level)",
                "until": "\(lockout.endsAt.rfc3339)",
            ])
    }
}

extension Problem {
    fileprivate static func lockedOut(_ seconds: Int) -> Problem {
        var problem = Problem(
            status: 429, reason: "locked_out", title: "Locked out",
            detail:
                "Too many unknown codes came from here. Try again in \(seconds) s, or ask the owner to lift"
                + " the lock-out; nothing was done.")
        problem.retryAfterSeconds = seconds
        return problem
    }
}
