package import Promotion
package import Vocabulary

/// How stored value is sold and drawn down.
package struct StoredValueProgram: Sendable, Hashable {
    package var draw: DrawOrder
    /// By amount, the smallest first.
    package var bonuses: [Bonus]
    package var bonusLifetime: UnitLifetime

    /// What is given on top of a top-up.
    package struct Bonus: Sendable, Hashable {
        /// For this much or more.
        package var least: Money
        package var bonus: Money
    }

    /// What is given on top of an amount: the bonus of the largest step that it reaches, once; 0 for none.
    package func bonus(for money: Money) -> Int64 {
        bonuses.last { $0.least.minorUnits <= money.minorUnits }?.bonus.minorUnits ?? 0
    }
}
