package import Vocabulary

/// Who guesses codes.
package struct LockoutSubject: Sendable, Hashable {
    package var kind: Kind
    /// The terminal's or the token's id, or the network address.
    package var name: String

    package init(_ kind: Kind, _ name: String) {
        self.kind = kind
        self.name = name
    }

    /// What is locked out; raw values are wire format and stored.
    package enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// An enrolled device.
        case terminal
        /// A person's token.
        case token
        /// An address from which terminals and people send codes.
        case address
        /// An address from which pages of codes are opened; locks pages alone, since a shop's customers share
        /// the address of its tills.
        case visitor
    }
}

/// A lock-out: until it ends, no code of its subject is looked at, the right ones too.
package struct LockoutRecord: Sendable, Hashable {
    package var id: LockoutID
    package var subject: LockoutSubject
    /// Where a terminal stands, or a person works if that is one store.
    package var store: StoreID?
    /// The how-manieth it is in a row, 1 for the first; 0 once it was lifted.
    package var level: Int
    package var beganAt: Instant
    package var endsAt: Instant

    package init(
        id: LockoutID, subject: LockoutSubject, store: StoreID?, level: Int, beganAt: Instant,
        endsAt: Instant
    ) {
        self.id = id
        self.subject = subject
        self.store = store
        self.level = level
        self.beganAt = beganAt
        self.endsAt = endsAt
    }

    /// Whether it holds.
    package func isInForce(at now: Instant) -> Bool { now < endsAt }
}

/// A wish to lock somebody out; what comes of it follows from the subject's last lock-out.
package struct LockoutOrder: Sendable, Hashable {
    package var id: LockoutID
    package var subject: LockoutSubject
    package var store: StoreID?
    package var at: Instant

    package init(id: LockoutID, subject: LockoutSubject, store: StoreID?, at: Instant) {
        self.id = id
        self.subject = subject
        self.store = store
        self.at = at
    }

    /// A minute for the first: a scanner that reads the wrong labels is soon noticed at a till.
    package static let firstSeconds: Int64 = 60

    /// An hour at most: guessing is hopeless by then, the owner is alarmed each time, and a shop with a broken
    /// scanner sells again on the same day.
    package static let longestSeconds: Int64 = 3_600

    /// A day: who guesses again within it is locked out for twice as long as before; afterwards the row is
    /// removed, since an address is personal data.
    package static let memorySeconds: Int64 = 86_400

    /// Returns the lock-out that follows, or the one in force, which stays as it is.
    ///
    /// Two verifiers that notice the same guesser at the same time lock it out once.
    ///
    /// - Parameter last: The subject's last lock-out.
    /// - Returns: The lock-out to keep; its id is the order's only if it is a new one.
    package func lockout(after last: LockoutRecord?) -> LockoutRecord {
        if let last, last.isInForce(at: at) { return last }
        let isRemembered = last.map { at < $0.endsAt.advanced(bySeconds: Self.memorySeconds) } ?? false
        let level = isRemembered ? (last?.level ?? 0) + 1 : 1
        return LockoutRecord(
            id: id, subject: subject, store: store, level: level, beganAt: at,
            endsAt: at.advanced(bySeconds: Self.seconds(level: level)))
    }

    /// How long a lock-out lasts: each twice as long as the one before, up to `longestSeconds`.
    package static func seconds(level: Int) -> Int64 {
        // 2⁶ minutes exceed the longest; a larger shift could overflow.
        min(longestSeconds, firstSeconds << Int64(min(max(level - 1, 0), 6)))
    }

    /// What the audit log says of a new lock-out; the address itself is in no log that is kept for good.
    package func audit(of lockout: LockoutRecord) -> AuditRecord {
        let seconds = (lockout.endsAt.millisecondsSince1970 - at.millisecondsSince1970) / 1_000
        let name: String? =
            switch subject.kind {
            case .terminal, .token: subject.name
            case .address, .visitor: nil
            }
        let named = name.map { #","name":"\#($0)""# } ?? ""
        return AuditRecord(
            at: at, by: .tessera, action: "lockout", subject: lockout.id.text, store: store,
            detail:
                #"{"kind":"\#(subject.kind.rawValue)","level":\#(lockout.level)\#(named),"seconds":\#(seconds)}"#
        )
    }
}

/// Who is locked out.
package protocol LockoutStore: Sendable {
    /// Locks somebody out, with the audit entry of a new lock-out, in one transaction.
    ///
    /// Lock-outs that ended more than `LockoutOrder.memorySeconds` ago are removed.
    ///
    /// - Returns: The lock-out in force afterwards; it has the order's id if it is new.
    func lockOut(_ order: LockoutOrder) async throws(StoreError) -> LockoutRecord
    /// The lock-outs in force, by the time at which they began.
    func lockouts(at now: Instant) async throws(StoreError) -> [LockoutRecord]
    func lockout(_ id: LockoutID) async throws(StoreError) -> LockoutRecord?
    /// Ends a lock-out now and forgets that it was, with its audit entry, in one transaction.
    ///
    /// - Returns: `false` if no such lock-out is in force; then nothing is written.
    func lift(
        _ id: LockoutID, at now: Instant, audit: AuditRecord
    ) async throws(StoreError) -> Bool
}
