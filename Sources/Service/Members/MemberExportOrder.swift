package import Membership

/// What an exported list should be.
package struct MemberExportOrder: Sendable, Hashable {
    package var format: Format
    /// `nil` takes the format's own.
    package var columns: [MemberColumn]?
    package var purpose: ExportPurpose

    package init(format: Format, columns: [MemberColumn]? = nil, purpose: ExportPurpose = .marketing) {
        self.format = format
        self.columns = columns
        self.purpose = purpose
    }

    /// How a list is written.
    package enum Format: Sendable, Hashable {
        /// For people with spreadsheets.
        case csv(CSVWriter.ByteOrderMark)
        /// For other systems: one JSON object a member.
        case jsonLines
    }

    /// The columns asked for, or the format's own.
    ///
    /// A spreadsheet gets what does not reach the person directly: no phone number unless it is asked for. JSON lines,
    /// which move a membership from system to system, hold everything.
    package var chosenColumns: [MemberColumn] {
        if let columns { return columns }
        return switch format {
        case .csv: MemberExport.defaultColumns
        case .jsonLines: MemberExport.columns
        }
    }
}

/// What an export wrote, as its audit entry tells it too.
package struct MemberExportReport: Sendable, Hashable, Encodable {
    package let purpose: String
    package let columns: [String]
    /// How many members are in the list.
    package internal(set) var written = 0
    /// How many are not, because they did not agree to such a purpose.
    package internal(set) var leftOut = 0

    init(purpose: String, columns: [String]) {
        self.purpose = purpose
        self.columns = columns
    }
}
