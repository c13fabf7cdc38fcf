import OfflineTill
import Vocabulary

/// The journal of a till with all that follows from it; used from one place at a time.
final class TillMemory {
    private let journal: JournalFile
    let terminal: TerminalID
    private(set) var uses: OfflineUses
    private(set) var leases: LeaseBook
    private(set) var clock: ClockWatch
    private(set) var plan: UploadPlan

    /// Opens the journal and reads all of it.
    ///
    /// - Parameters:
    ///   - disk: The journal's file.
    ///   - terminal: Whose it is.
    ///   - store: Where the till stands.
    ///   - key: The till's own key.
    /// - Throws: `JournalTrouble` if the journal is not to be believed.
    init(
        _ disk: any JournalDisk, terminal: TerminalID, store: StoreID, key: TerminalSigningKey
    ) throws(JournalTrouble) {
        var uses = OfflineUses(store: store)
        var leases = LeaseBook(terminal: terminal)
        var clock = ClockWatch()
        var plan = UploadPlan()
        journal = try JournalFile(disk, terminal: terminal, key: key) { entry in
            uses.note(entry)
            leases.note(entry)
            clock.note(entry)
            plan.note(entry)
        }
        (self.terminal, self.uses, self.leases, self.clock, self.plan) = (terminal, uses, leases, clock, plan)
    }

    /// How many entries wait for the server's answer.
    var waitingCount: Int { plan.waitingCount }

    /// Whether entries wait for the server's answer.
    var debt: OfflineSwitch.JournalDebt { plan.isDone ? .none : .some }

    /// Whether a lease was given back of which the server has not heard.
    var hasUntoldReturn: Bool { plan.hasUntoldReturn }

    /// What is left of what is leased.
    ///
    /// - Parameter now: Leases that have ended by then are left out; `nil` counts them too.
    /// - Returns: Which leases, and how many uses of them.
    func stock(at now: Instant? = nil) -> LeaseStock { LeaseStock(leases, uses, at: now) }

    /// Reads both clocks, and writes it down if the wall clock jumped.
    ///
    /// - Parameters:
    ///   - reading: Both clocks.
    ///   - offset: The store's local time minus UTC at a moment.
    /// - Returns: What the time is worth.
    /// - Throws: `JournalTrouble`.
    func moment(
        at reading: ClockReading, offset: (Instant) -> Int
    ) throws(JournalTrouble) -> OfflineMoment {
        if let jump = clock.note(reading) {
            try append(.clockJumped(byMilliseconds: jump), at: reading, offset: offset)
        }
        return OfflineMoment(clock.verdict(at: reading), utcOffsetSeconds: offset(reading.wall))
    }

    /// Writes an entry; only when this has returned may anybody be told of it.
    ///
    /// - Parameters:
    ///   - event: What happened.
    ///   - reading: Both clocks.
    ///   - offset: The store's local time minus UTC at a moment.
    /// - Throws: `JournalTrouble`; nothing happened then.
    func append(
        _ event: JournalEvent, at reading: ClockReading, offset: (Instant) -> Int
    ) throws(JournalTrouble) {
        let entry = try journal.append(event, at: reading, utcOffsetSeconds: offset(reading.wall))
        uses.note(entry)
        leases.note(entry)
        clock.note(entry)
        plan.note(entry)
    }

    /// Takes a lease, and writes it down if it is new.
    ///
    /// - Parameters:
    ///   - signed: The lease.
    ///   - terms: With the issuer's keys.
    ///   - reading: Both clocks.
    /// - Returns: Why it is not taken, `nil` if it is.
    /// - Throws: `JournalTrouble`.
    func take(
        _ signed: SignedLease, _ terms: HeldTerms, at reading: ClockReading
    ) throws(JournalTrouble) -> LeaseRefusal? {
        let event: JournalEvent?
        do { event = try leases.take(signed, keyring: terms.keyring) } catch { return error }
        if let event { try append(event, at: reading, offset: terms.offsetSeconds) }
        return nil
    }

    /// The next entries to upload; `nil` if none wait for an answer.
    func batch() throws(JournalTrouble) -> JournalBatch? {
        guard let first = plan.nextEntry else { return nil }
        return try journal.batch(from: first)
    }

    /// Takes the server's word on where its copy ends.
    func takeServerHead(_ sequence: Int64) { plan.takeServerHead(sequence) }

    /// Takes an answer, and writes it down if it says something new.
    ///
    /// - Parameters:
    ///   - answer: What the server said.
    ///   - key: Of the entry.
    ///   - reading: Both clocks.
    ///   - offset: The store's local time minus UTC at a moment.
    /// - Returns: What it means.
    /// - Throws: `JournalTrouble`.
    func take(
        _ answer: ServerAnswer, to key: String, at reading: ClockReading, offset: (Instant) -> Int
    ) throws(JournalTrouble) -> UploadPlan.Meaning {
        let (meaning, event) = plan.take(answer, to: key)
        if let event { try append(event, at: reading, offset: offset) }
        return meaning
    }
}
