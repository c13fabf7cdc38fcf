/// How a person stands to the program; raw values are stored, so never rename one.
///
/// A visitor, who is known by nothing but a scan, has no record.
package enum MemberState: String, Sendable, Hashable, CaseIterable {
    /// Subscribed to an account of the brand, and not joined.
    case follower
    case member
    /// Left the program; identities and balances are kept as long as the law or a return needs them.
    case left
    /// Became one with another member, who has what was theirs.
    case merged
    /// Everything that told of the person is gone; what the ledger refers to stays.
    case erased

    /// Whether they are in the program: offers, points, tiers, cards and triggers are for them.
    package var isActive: Bool { self == .member }

    /// Whether there is somebody to speak of.
    ///
    /// Of them a list may say more, an identity may be theirs, and they may say what they allow; only for these can a
    /// segment ask.
    package var isPresent: Bool { self == .member || self == .follower }

    /// Reads a state that somebody can be given: `follower` or `member`, in small letters.
    package init?(givenExactly text: String) {
        guard let state = MemberState(rawValue: text), state.isPresent else { return nil }
        self = state
    }

    /// Reads a state that somebody can be given, in any case.
    package init?(givenBy text: some StringProtocol) {
        self.init(givenExactly: text.lowercased())
    }

    /// Returns the state that this one becomes where another is said: nobody is taken a state back.
    package func advanced(to other: MemberState) -> MemberState {
        self == .follower && other == .member ? .member : self
    }
}
