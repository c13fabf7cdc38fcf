import Vocabulary

/// Reads rows of a list by its layout; it has no state, so that many threads may share it.
package struct RowReader: Sendable {
    package let layout: MemberLayout
    package let context: MemberImport.Context

    /// Reads of a row what must be known before the store is asked.
    ///
    /// - Parameters:
    ///   - row: The row.
    ///   - forSurvey: Whether it is read to be surveyed and for nothing else.
    /// - Returns: What it says.
    package func read(_ row: CSVRow, forSurvey: Bool = false) -> ListedRow {
        guard case .record(let record) = row else {
            return ListedRow(
                row: row, subject: nil, readings: [], region: context.defaultRegion, contentHash: 0)
        }
        let region = region(of: record)
        let readings = IdentityReading.all(in: record, layout: layout, region: region)
        return ListedRow(
            row: row, subject: subject(of: record, readings), readings: readings, region: region,
            contentHash: forSurvey ? 0 : record.fields.hashValue)
    }

    private func subject(of record: CSVRecord, _ readings: [IdentityReading.Result]) -> RowSubject? {
        switch layout.mapping.key {
        case .memberID:
            return (try? MemberID(parsing: FieldText.trimmed(layout.field(.memberID, of: record))))
                .map(RowSubject.member)
        case .identity(let kind):
            let identities = zip(Identity.Kind.allCases, readings)
            guard case .valid(let identity)? = identities.first(where: { $0.0 == kind })?.1 else {
                return nil
            }
            return .holder(identity)
        }
    }

    private func region(of record: CSVRecord) -> PhoneRegion {
        let text = FieldText.trimmed(layout.field(.homeStore, of: record))
        guard !text.isEmpty, let store = try? StoreID(parsing: text) else { return context.defaultRegion }
        return context.stores[store] ?? context.defaultRegion
    }
}
