package import Promotion
package import Vocabulary

/// A request to the unit ledger under its caller's key.
package struct UnitRequest: Sendable, Hashable {
    package let member: MemberID
    package let order: UnitOrder
    /// The caller's name for the request, 1 to 128 characters.
    package let key: String
    /// SHA-256 of what was asked for, without what differs between two attempts.
    package let digest: [UInt8]

    package init(member: MemberID, order: UnitOrder, key: String, digest: [UInt8]) {
        self.member = member
        self.order = order
        self.key = key
        self.digest = digest
    }
}

/// The answer to a request to the unit ledger.
package struct UnitReply: Sendable, Hashable {
    package let outcome: UnitOutcome
    /// Whether it was given before.
    package let isReplay: Bool

    package init(_ outcome: UnitOutcome, isReplay: Bool = false) {
        self.outcome = outcome
        self.isReplay = isReplay
    }
}

/// What is kept under a key of the unit ledger.
package struct KeptUnitAnswer: Sendable, Hashable {
    package let digest: [UInt8]
    package let outcome: UnitOutcome

    package init(digest: [UInt8], outcome: UnitOutcome) {
        self.digest = digest
        self.outcome = outcome
    }
}

/// A run that books what has ended.
package struct UnitSweep: Sendable, Hashable {
    /// What the names of its entries begin with.
    package let id: UnitEntryID
    package let at: Instant
    /// Lots whose last day is before this one are swept.
    package let day: CalendarDate
    package let actor: String

    package init(id: UnitEntryID, at: Instant, day: CalendarDate, actor: String) {
        self.id = id
        self.at = at
        self.day = day
        self.actor = actor
    }
}
