package import Membership
package import Store

/// What an exported list should be.
package struct MemberExportOrder: Sendable, Hashable {
    package var format: Format
    /// `nil` takes the format's own.
    package var columns: [ExportColumn]?
    package var purpose: ExportPurpose
    /// Which members, in the language of segments; `nil` for all.
    package var segment: String?
    /// Members of other stores are left out, with those of none.
    package var scope = StoreScope.every
    /// The language of headings and words; `nil` for those that programs, and the import, read.
    package var language: ExportLanguage?
    /// The zone of dates and times; `nil` takes the format's own.
    package var zone: ExportZone?
    /// Whether each row bears the export's id; `nil` takes the format's own.
    package var watermark: Watermark?

    package init(
        format: Format, columns: [ExportColumn]? = nil, purpose: ExportPurpose = .marketing,
        segment: String? = nil, language: ExportLanguage? = nil, zone: ExportZone? = nil,
        watermark: Watermark? = nil
    ) {
        self.format = format
        self.columns = columns
        self.purpose = purpose
        self.segment = segment
        self.language = language
        self.zone = zone
        self.watermark = watermark
    }

    /// How a list is written.
    package enum Format: Sendable, Hashable {
        /// For spreadsheets and databases.
        case csv(CSVWriter.ByteOrderMark)
        /// For people with Excel: dates are dates, and a telephone number is a text.
        case workbook
        /// For other systems: one JSON object a member.
        case jsonLines

        /// The usual extension of such a file.
        package var name: String {
            switch self {
            case .csv: "csv"
            case .workbook: "xlsx"
            case .jsonLines: "jsonl"
            }
        }
    }

    /// Whether each row bears the export's id, in a last column `export_id`.
    package enum Watermark: Sendable, Hashable {
        case absent, present
    }

    /// The columns asked for, or the format's own.
    ///
    /// A spreadsheet gets what does not reach the person directly: no phone number unless it is asked for. JSON lines,
    /// which move a membership from system to system, hold everything.
    package var chosenColumns: [ExportColumn] {
        if let columns { return columns }
        let usual =
            switch format {
            case .csv, .workbook: MemberExport.defaultColumns
            case .jsonLines: MemberExport.columns
            }
        return usual.map { ExportColumn($0) }
    }

    /// The zone asked for, or the format's own: Excel shows no zone, so its times are those of the store's clock.
    package var chosenZone: ExportZone { zone ?? (format == .workbook ? .store : .utc) }

    /// Whether rows bear the export's id: by themselves only a workbook's do, since whoever reads the others by
    /// program counts columns.
    package var isWatermarked: Bool {
        watermark.map { $0 == .present } ?? (format == .workbook)
    }
}
