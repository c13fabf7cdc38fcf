extension Double {
    /// The number as a sentence shows it: at most three decimals, none for a whole number.
    var inSentence: String {
        guard isFinite else { return isNaN ? "no number" : self > 0 ? "infinity" : "minus infinity" }
        let rounded = (self * 1_000).rounded() / 1_000
        // Beyond this a Double has no thousandths, and rounding may have overflowed.
        guard rounded.magnitude < 1e12 else { return "\(self)" }
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}
