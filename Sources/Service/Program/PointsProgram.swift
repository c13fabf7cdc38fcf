package import Promotion
package import Store
package import Vocabulary

/// How points come, how long they last and what they are worth.
package struct PointsProgram: Sendable, Hashable {
    package var earn: EarnRule
    package var lifetime: UnitLifetime
    package var worth: Worth?
    /// The first day on which redemptions earn by themselves; `nil` where they do not.
    package var redemptionsFrom: CalendarDate?

    /// How many points are how much money.
    package struct Worth: Sendable, Hashable {
        package var points: Int64
        package var value: Money
    }

    /// How redemptions earn by themselves; `nil` where they do not.
    package var atRedemption: PointsAtRedemption? {
        redemptionsFrom.map { PointsAtRedemption(earn: earn, lifetime: lifetime, from: $0) }
    }

    /// What points are worth, rounded down; `nil` where the program does not say.
    package func worth(of points: Int64) -> Money? {
        guard let worth, points >= 0 else { return nil }
        let units = Int128(points) * Int128(worth.value.minorUnits) / Int128(worth.points)
        return Money(minorUnits: Int64(clamping: units), currency: worth.value.currency)
    }
}
