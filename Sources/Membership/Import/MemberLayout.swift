/// Which field of a row is which, from the list's first row and its mapping.
package struct MemberLayout: Sendable, Hashable {
    /// Why a first row is no heading.
    package enum LayoutError: Error, Sendable, Hashable {
        /// The list is empty, or its first row could not be read.
        case noHeading
        /// Without it no row says whom it is about.
        case missingColumn(MemberColumn)
        case repeatedColumn(MemberColumn)
        /// The mapping takes a column from a heading that the list has not.
        case missingHeading(String, MemberColumn)
        /// The mapping takes a column from a heading that the list has twice.
        case repeatedHeading(String, MemberColumn)
    }

    /// Where a column's text comes from.
    private enum Origin: Sendable, Hashable {
        case position(Int)
        case constant(String)
    }

    private let origins: [Origin?]
    /// What the mapping says of each column.
    private let rules: [ListMapping.Column?]
    private let headings: [String]
    package let mapping: ListMapping
    /// Headings that mean nothing to us, as written; their fields are left out.
    package let unknownHeadings: [String]

    /// Reads the headings; spaces around them and capitals do not count.
    ///
    /// - Parameters:
    ///   - heading: The first row.
    ///   - mapping: What the headings of somebody else's list mean.
    /// - Throws: `LayoutError`.
    package init(heading: CSVRow?, mapping: ListMapping = .ours) throws(LayoutError) {
        guard case .record(let record) = heading else { throw .noHeading }
        let names = record.fields.map { FieldText.trimmed($0).lowercased() }
        var origins = [Origin?](repeating: nil, count: MemberColumn.allCases.count)
        var used: Set<Int> = []
        for (column, source) in mapping.columns.sorted(by: { $0.key.index < $1.key.index }) {
            let origin = try Self.origin(of: column, source.source, in: names)
            origins[column.index] = origin
            if case .position(let position) = origin { used.insert(position) }
        }
        for (position, name) in names.enumerated() where !used.contains(position) {
            // Another key makes ids of its own, so that the list's are nothing to us.
            guard let column = MemberColumn(rawValue: name), column != .memberID || mapping.key == .memberID,
                mapping.columns[column] == nil
            else { continue }
            guard origins[column.index] == nil else { throw .repeatedColumn(column) }
            origins[column.index] = .position(position)
            used.insert(position)
        }
        guard origins[mapping.key.column.index] != nil else { throw .missingColumn(mapping.key.column) }
        self.origins = origins
        self.mapping = mapping
        rules = MemberColumn.allCases.map { mapping.columns[$0] }
        headings = record.fields
        unknownHeadings = record.fields.enumerated().filter { !used.contains($0.offset) }.map(\.element)
    }

    private static func origin(
        of column: MemberColumn, _ source: ListMapping.Column.Source, in names: [String]
    ) throws(LayoutError) -> Origin {
        switch source {
        case .constant(let text): return .constant(text)
        case .heading(let heading):
            let wanted = FieldText.trimmed(heading).lowercased()
            guard let position = names.firstIndex(of: wanted) else { throw .missingHeading(heading, column) }
            guard names.lastIndex(of: wanted) == position else { throw .repeatedHeading(heading, column) }
            return .position(position)
        }
    }

    /// Returns the field as it was before it was made safe for a spreadsheet, in our words, or an empty text without such
    /// a column.
    package func field(_ column: MemberColumn, of record: CSVRecord) -> String {
        switch origins[column.index] {
        case nil: ""
        case .constant(let text): text
        case .position(let position):
            position < record.fields.count
                ? translated(SpreadsheetText.restored(record.fields[position]), column) : ""
        }
    }

    private func translated(_ text: String, _ column: MemberColumn) -> String {
        guard let translations = rules[column.index]?.translations, !translations.isEmpty else { return text }
        return translations[FieldText.trimmed(text)] ?? text
    }

    /// What becomes of a column's values that the store has already.
    func update(of column: MemberColumn) -> ListMapping.UpdateRule {
        rules[column.index]?.update ?? mapping.update
    }

    /// The name of a place in a row, for findings: our column's where it is one.
    func name(ofPosition position: Int?) -> String {
        guard let position, position < headings.count else { return Finding.wholeRow }
        let column = MemberColumn.allCases.first { origins[$0.index] == .position(position) }
        return column?.rawValue ?? headings[position]
    }
}

extension MemberColumn {
    /// The place in `allCases`; written out, since every field of every row asks.
    var index: Int {
        switch self {
        case .memberID: 0
        case .name: 1
        case .phone: 2
        case .wechatOpenID: 3
        case .cardNumber: 4
        case .gender: 5
        case .homeStore: 6
        case .tier: 7
        case .latitude: 8
        case .longitude: 9
        case .datum: 10
        case .cell: 11
        case .joinedAt: 12
        case .source: 13
        case .marketingConsent: 14
        case .language: 15
        case .note: 16
        case .wechatUnionID: 17
        case .email: 18
        case .birthday: 19
        case .state: 20
        }
    }
}
