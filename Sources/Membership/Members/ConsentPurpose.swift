/// What a member is asked to allow, each apart from the others (PIPL, article 14; GDPR, recital 43).
///
/// Raw values are wire format, so never rename one.
package enum ConsentPurpose: String, Sendable, Hashable, CaseIterable {
    /// Messages about offers.
    case marketing
    /// Offers chosen by what the member bought before.
    case personalisation
    /// Keeping where the member is, finer than a coarse cell.
    case location
    /// Giving the member's data to partners.
    case sharing
}
