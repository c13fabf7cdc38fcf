extension Schema {
    /// Holds the place of the redemption's new tables.
    static let version2 = "SELECT 1;"
}
