extension Schema {
    /// Adds nothing; its place is kept for what redemptions count.
    static let version2 = ""
}
