extension Schema {
    /// Adds nothing; its place is kept for roles and tokens.
    static let version3 = ""
}
