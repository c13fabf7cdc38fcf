import Membership

/// What became of every row of an imported list.
package struct MemberImportReport: Sendable, Hashable, Encodable {
    package let rows: Int
    package let added: Int
    package let updated: Int
    package let unchanged: Int
    package let refused: Int
    /// Rows taken apart from a field that a person must decide about.
    package let questions: Int
    /// In the order of the rows.
    package let findings: [Entry]
    /// Whether nothing was written.
    package let dryRun: Bool
    /// What the list was taken for: `csv`, `xlsx` or `jsonl`.
    package let format: String
    /// What its bytes were taken for; a workbook says so itself.
    package let encoding: String?
    package let delimiter: String?

    /// One thing that was noticed, as scripts read it.
    package struct Entry: Sendable, Hashable, Encodable {
        /// From 1, the heading's.
        package let line: Int
        /// The column's heading, or `row`.
        package let field: String
        /// A word of `Membership.Finding.Reason`.
        package let reason: String
        /// What was there, shortened; whole numbers and OpenIDs are masked.
        package let value: String?
    }

    /// Whether no row had to be left out.
    package var tookEveryRow: Bool { refused == 0 }

    init(counts: ImportCounts, findings: [Finding], form: FoundForm, isDryRun: Bool) {
        dryRun = isDryRun
        format = form.format.rawValue
        encoding = form.encoding?.rawValue
        delimiter = form.delimiter?.rawValue
        rows = counts.rows
        added = counts[.added]
        updated = counts[.updated]
        unchanged = counts[.unchanged]
        refused = counts[.refused]
        questions = counts.questions
        self.findings = findings.map {
            Entry(line: $0.line, field: $0.field, reason: $0.reason.rawValue, value: $0.value)
        }
    }
}
