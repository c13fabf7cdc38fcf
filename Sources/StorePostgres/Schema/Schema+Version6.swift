extension Schema {
    /// Identities that more than one member is said to have, coupons that are granted for a reason, and birthdays.
    static let version6 = "SET LOCAL search_path = tessera;\n" + claims + grants + birthdays
}
