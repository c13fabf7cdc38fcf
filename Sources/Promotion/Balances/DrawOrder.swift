/// Which part of stored value a purchase takes first; raw values are words of `program.yaml`.
package enum DrawOrder: String, Sendable, Hashable, CaseIterable, Codable {
    case paidFirst = "paid_first"
    case bonusFirst = "bonus_first"
    /// Each by its share of what there is, the bonus rounded down.
    case inProportion = "in_proportion"
}
