extension Schema {
    /// Identities that more than one member is said to have, coupons that are granted for a reason, birthdays, how far
    /// readers of the ledger have come, sign-ins among the proofs that are asked for, and whose coupons are made out to
    /// somebody, and who is signed in to the console.
    static let version6 =
        "SET LOCAL search_path = tessera;\n" + claims + grants + birthdays + ledgerReaders + signIns
        + memberCoupons + sessions
}
