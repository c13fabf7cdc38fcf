extension Schema {
    /// Identities that more than one member is said to have.
    static let version6 = "SET LOCAL search_path = tessera;\n" + claims
}
