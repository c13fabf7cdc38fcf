package import Vocabulary

/// Whom a row is about.
package enum RowSubject: Sendable, Hashable {
    case member(MemberID)
    /// The one who has this identity, or will have it.
    case holder(Identity)
}

/// A row with what must be known of it before the store is asked.
package struct ListedRow: Sendable {
    package let row: CSVRow
    /// `nil` if the row does not say, or cannot be read.
    package let subject: RowSubject?
    /// What the row says of each kind, in the order of `Identity.Kind`.
    let readings: [IdentityReading.Result]
    let region: PhoneRegion
    /// Tells whether two rows say the same.
    let contentHash: Int

    /// The well-formed identities of the row.
    package var identities: [Identity] {
        readings.compactMap { if case .valid(let identity) = $0 { identity } else { nil } }
    }

    /// The line where the row begins, from 1.
    package var line: Int { row.line }
}

extension IdentityReading {
    /// Reads all kinds.
    static func all(in record: CSVRecord, layout: MemberLayout, region: PhoneRegion) -> [Result] {
        let reading = IdentityReading(record: record, layout: layout, region: region)
        return Identity.Kind.allCases.map { reading.read($0) }
    }
}
