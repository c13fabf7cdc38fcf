extension Schema {
    /// Identities that more than one member is said to have, and coupons that are granted for a reason.
    static let version7 = claims + grants
}
