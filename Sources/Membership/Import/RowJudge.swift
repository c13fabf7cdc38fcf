package import Vocabulary

/// Decides about rows, once it is known who claims what in the whole list; many threads may share it.
package struct RowJudge: Sendable {
    package let reader: RowReader
    let claims: IdentityClaims

    private var layout: MemberLayout { reader.layout }
    private var context: MemberImport.Context { reader.context }

    /// Decides about one row, whatever the rows before it said.
    ///
    /// - Parameters:
    ///   - row: Any row of the file.
    ///   - existing: What the store has of the row's subject.
    ///   - owners: Who has the row's identities in the store.
    /// - Returns: The record to keep with what changed, or the refusal, and what was noticed.
    package func evaluate(
        _ row: ListedRow, existing: MemberRecord?, owners: [Identity: MemberID]
    ) -> RowOutcome {
        let record: CSVRecord
        switch row.row {
        case .damaged(let fault): return .refused([Finding(fault)])
        case .record(let readable): record = readable
        }
        guard let subject = row.subject else {
            return .refused(fieldFaults(of: record) + [refusal(of: row, record)])
        }
        if let existing, !existing.member.state.isPresent {
            return .refused([inactive(existing, record)])
        }
        var evaluation = RowEvaluation(
            row: row, record: record, layout: layout, context: context, id: id(of: subject, existing),
            existing: existing)
        evaluation.note(fieldFaults(of: record))
        evaluation.readAll(claims: claims, owners: owners)
        return evaluation.outcome(comparedWith: existing)
    }

    private func id(of subject: RowSubject, _ existing: MemberRecord?) -> MemberID {
        switch subject {
        case .member(let id): id
        case .holder: existing?.member.id ?? context.newID()
        }
    }

    /// Why a row does not say whom it is about.
    private func refusal(of row: ListedRow, _ record: CSVRecord) -> Finding {
        let key = layout.mapping.key
        let text = FieldText.trimmed(layout.field(key.column, of: record))
        let reason: Finding.Reason =
            switch (key, text.isEmpty) {
            case (.memberID, true): .missingMemberID
            case (.memberID, false): .malformedMemberID
            case (.identity, true): .missingKey
            case (.identity, false): .malformedKey
            }
        return Finding(
            line: record.line, field: key.column.rawValue, reason: reason, value: text.isEmpty ? nil : text)
    }

    private func inactive(_ existing: MemberRecord, _ record: CSVRecord) -> Finding {
        Finding(
            line: record.line, field: layout.mapping.key.column.rawValue, reason: .inactiveMember,
            value: existing.member.id.text)
    }

    private func fieldFaults(of record: CSVRecord) -> [Finding] {
        record.faults.map {
            Finding(
                line: record.line, field: layout.name(ofPosition: $0.position), reason: $0.reason,
                value: $0.value)
        }
    }
}
