extension Schema {
    /// Identities that more than one member is said to have.
    static let version7 = claims
}
