/// Decides who is in an exported list, and what of them by default.
package enum MemberExport {
    /// The columns of an export that names none: everything but what reaches the person directly.
    ///
    /// Identities and the birthday are in a list only if asked for by name. A place is only ever its coarse cell.
    package static let defaultColumns: [MemberColumn] = [
        .memberID, .name, .gender, .homeStore, .tier, .cell, .joinedAt, .source, .marketingConsent, .language,
        .note,
    ]

    /// The columns that may be asked for; what is imported as coordinates is kept, and exported, as a cell.
    package static let columns = MemberColumn.allCases.filter {
        ![.latitude, .longitude, .datum].contains($0)
    }

    /// Says whether a member who said this of marketing may be in a list made for this purpose.
    package static func includes(_ consent: Consent.State, purpose: ExportPurpose) -> Bool {
        !purpose.needsMarketingConsent || consent == .granted
    }
}
