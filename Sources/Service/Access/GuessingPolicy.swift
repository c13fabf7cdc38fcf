package import Store

/// From how many unknown codes on somebody is a guesser.
package struct GuessingPolicy: Sendable, Hashable {
    /// What one guesser may send.
    package struct Allowance: Sendable, Hashable {
        /// How many unknown codes may come at once.
        package var burst: Double
        /// How many more in a second.
        package var perSecond: Double
        /// How many within `windowSeconds` lock out.
        package var lockoutCount: Int

        package init(burst: Double, perSecond: Double, lockoutCount: Int) {
            self.burst = burst
            self.perSecond = perSecond
            self.lockoutCount = lockoutCount
        }
    }

    /// A terminal's, or a person's.
    package var own: Allowance
    /// An address's, over all terminals and people behind it.
    package var address: Allowance
    /// An address's, of the pages of codes.
    package var visitor: Allowance

    package init(own: Allowance, address: Allowance, visitor: Allowance) {
        self.own = own
        self.address = address
        self.visitor = visitor
    }

    /// Ten minutes: long enough that slow guessing is noticed, short enough that a day's mistypings never add up.
    package static let windowSeconds: Int64 = 600

    /// What a verifier goes by.
    ///
    /// A cashier mistypes a few codes a day, and a wrong label in front of a scanner is read some dozens of times
    /// before somebody looks. So a terminal has 120 unknown codes at once, then one a second, and whoever goes on
    /// for two minutes at that pace is locked out at the 240th. An address has four times that: a shop's tills
    /// share one, and several tokens behind one address are still one guesser. Pages are opened by hand: 60, then
    /// one in two seconds.
    package static let standard = GuessingPolicy(
        own: Allowance(burst: 120, perSecond: 1, lockoutCount: 240),
        address: Allowance(burst: 480, perSecond: 4, lockoutCount: 960),
        visitor: Allowance(burst: 60, perSecond: 0.5, lockoutCount: 120))

    /// What a kind of guesser may send.
    package func allowance(of kind: LockoutSubject.Kind) -> Allowance {
        switch kind {
        case .terminal, .token: own
        case .address: address
        case .visitor: visitor
        }
    }
}
