extension Schema {
    /// Identities that more than one member is said to have, coupons that are granted for a reason, birthdays, and how far
    /// readers of the ledger have come.
    static let version7 = claims + grants + birthdays + ledgerReaders
}
