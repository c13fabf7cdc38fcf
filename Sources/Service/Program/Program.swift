package import Membership
package import Promotion

/// The rules of the membership program, as `program.yaml` says them; a section that is not written is `nil` or empty.
package struct Program: Sendable, Hashable {
    package var points: PointsProgram?
    package var stampCards: [StampCard] = []
    package var storedValue: StoredValueProgram?
    /// `nil` where tiers are given by hand alone.
    package var tiers: TierProgram?
    /// `nil` where nobody is rewarded for bringing in friends.
    package var referral: ReferralRules?
    package var triggers: [Trigger] = []

    /// A program without rules.
    package init() {}

    package func stampCard(_ id: StampCardID) -> StampCard? { stampCards.first { $0.id == id } }
}
