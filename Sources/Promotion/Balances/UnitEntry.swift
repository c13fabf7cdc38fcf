package import Vocabulary

/// One thing that happened to a member's units; never changed once written.
package struct UnitEntry: Sendable, Hashable, Codable {
    package let id: UnitEntryID
    package let kind: Kind
    /// Who it is about; lots of members who became part of them may be moved by it too.
    package let member: MemberID
    package let at: Instant
    /// The day by the calendar that decided it.
    package let day: CalendarDate
    /// How much it is about, in units; below zero only for an adjustment that takes.
    package let amount: Int64
    /// The entry that this one takes back or refunds.
    package let reverses: UnitEntryID?
    /// The offer that is owed to the member for a full stamp card.
    package let reward: OfferID?
    /// Why, in the words of whoever did it; never personal data.
    package let note: String?
    /// The account, token or terminal that did it.
    package let actor: String
    package let postings: [UnitPosting]

    /// What happened; raw values are stored, so never rename one.
    package enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        case earn, spend, expire, adjust, refund, reverse
        case topUp = "top_up"
    }

    package init(
        id: UnitEntryID, kind: Kind, member: MemberID, at: Instant, day: CalendarDate, amount: Int64,
        reverses: UnitEntryID? = nil, reward: OfferID? = nil, note: String? = nil, actor: String,
        postings: [UnitPosting]
    ) {
        self.id = id
        self.kind = kind
        self.member = member
        self.at = at
        self.day = day
        self.amount = amount
        self.reverses = reverses
        self.reward = reward
        self.note = note
        self.actor = actor
        self.postings = postings
    }

    /// What the member gained of a unit by it; below zero, what they lost.
    ///
    /// - Complexity: O(*n*) in the number of postings.
    package func gain(of unit: BalanceUnit) -> Int64 {
        postings.filter { $0.unit == unit && $0.account.isMembers }.reduce(0) { $0 + $1.amount }
    }

    /// The units that it moved, each once, in their order.
    package var units: [BalanceUnit] { Set(postings.map(\.unit)).sorted() }

    /// What an account of the issuer got of a unit.
    func sum(of unit: BalanceUnit, on account: UnitAccount.IssuerAccount) -> Int64 {
        postings.filter { $0.unit == unit && $0.account == .issuer(account) }.reduce(0) { $0 + $1.amount }
    }
}
