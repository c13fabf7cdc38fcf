extension ExportColumn {
    /// Why a list of columns cannot be exported; each case has the words that were given.
    package enum ListError: Error, Sendable, Hashable {
        /// No column at all.
        case none
        /// Not one of `MemberExport.columns`.
        case unknownColumn(String)
        /// Not one of `ColumnTreatment`.
        case unknownTreatment(String, of: MemberColumn)
        /// A treatment that makes no sense for the column.
        case treatment(ColumnTreatment, of: MemberColumn)
        /// The same column, treated alike, twice.
        case repeated(ExportColumn)
        /// Two columns under one heading.
        case repeatedHeading(String)
        /// Nothing after `=`, or more than `ExportColumn.maximumHeadingLength` characters.
        case headingLength(Int, of: ExportColumn)
        /// A heading by which an import would take the column for another, or its treated value for the whole one.
        case misleadingHeading(String, of: ExportColumn)
    }

    /// Reads columns separated by commas.
    ///
    /// - Parameter text: Such as `member_id,name,phone:last4,phone:hash=phone_key,joined_at=Joined`: a column, what
    ///   is done to it after a colon, and its own heading after `=`. A heading has no comma.
    /// - Returns: The columns in this order.
    /// - Throws: `ListError`.
    package static func list(parsing text: String) throws(ListError) -> [ExportColumn] {
        var columns: [ExportColumn] = []
        var headings: Set<String> = []
        for part in text.split(separator: ",") {
            let column = try ExportColumn(parsing: part)
            guard !columns.contains(where: { $0.name == column.name }) else { throw .repeated(column) }
            let heading = column.ownHeading ?? column.machineHeading
            guard headings.insert(heading.lowercased()).inserted else { throw .repeatedHeading(heading) }
            columns.append(column)
        }
        guard !columns.isEmpty else { throw .none }
        return columns
    }

    /// Reads one column.
    private init(parsing text: Substring) throws(ListError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let words = parts[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = FieldText.trimmed(words[0]).lowercased()
        guard let source = MemberColumn(rawValue: name), MemberExport.columns.contains(source) else {
            throw .unknownColumn(name)
        }
        let treatment = words.count == 2 ? try Self.treatment(words[1], of: source) : nil
        let plain = ExportColumn(source, treatment)
        let heading = parts.count == 2 ? try Self.heading(parts[1], of: plain) : nil
        self.init(source, treatment, heading: heading)
    }

    private static func treatment(
        _ text: Substring, of source: MemberColumn
    ) throws(ListError) -> ColumnTreatment {
        let word = FieldText.trimmed(text).lowercased()
        guard let treatment = ColumnTreatment(rawValue: word) else {
            throw .unknownTreatment(word, of: source)
        }
        guard treatment.sources.contains(source) else { throw .treatment(treatment, of: source) }
        return treatment
    }

    private static func heading(
        _ text: Substring, of column: ExportColumn
    ) throws(ListError) -> String {
        let heading = FieldText.singleSpaced(FieldText.withoutControls(String(text)))
        guard (1...maximumHeadingLength).contains(heading.count) else {
            throw .headingLength(heading.count, of: column)
        }
        let meant = MemberColumn(rawValue: heading.lowercased())
        guard meant == nil || meant == column.source && column.treatment == nil else {
            throw .misleadingHeading(heading, of: column)
        }
        return heading
    }
}
