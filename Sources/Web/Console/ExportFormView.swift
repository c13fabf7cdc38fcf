import Membership
import Service
import Store

/// The form for an export, as it was filled in.
struct ExportFormView {
    var segment: String?
    var purpose: String?
    var columns: String?
    var format: String?
    var language: String?
    /// What is wrong with it.
    var fault: String?

    init(segment: String?) {
        self.segment = segment
    }

    init(_ form: FormFields) {
        (segment, purpose, columns) = (form["segment"], form["purpose"], form["columns"])
        (format, language) = (form["format"], form["language"])
    }

    /// The formats that a browser saves, the usual first.
    private static let formats: KeyValuePairs<String, MemberExportOrder.Format> = [
        "csv": .csv(.utf8), "xlsx": .workbook, "jsonl": .jsonLines,
    ]

    /// Returns the order.
    ///
    /// - Parameter scope: Whose members alone are in the list.
    /// - Returns: What the export service takes.
    /// - Throws: `ServiceError.invalidInput` with what is wrong.
    func order(scope: StoreScope) throws(ServiceError) -> MemberExportOrder {
        guard let purpose = purpose.flatMap({ ExportPurpose(parsing: $0) }) else {
            throw .invalidInput([
                InputFault(
                    pointer: "purpose",
                    detail: "Say what the list is for, in 1 to \(ExportPurpose.maximumLength) characters.")
            ])
        }
        let format = Self.formats.first { $0.key == self.format }?.value ?? .csv(.utf8)
        var order = MemberExportOrder(
            format: format, columns: try chosenColumns(), purpose: purpose, segment: segment,
            language: ExportLanguage.allCases.first { $0.rawValue == language })
        order.scope = scope
        return order
    }

    private func chosenColumns() throws(ServiceError) -> [ExportColumn]? {
        guard let columns else { return nil }
        do throws(ExportColumn.ListError) {
            return try ExportColumn.list(parsing: columns)
        } catch {
            throw .invalidInput([InputFault(error, pointer: "columns")])
        }
    }

    /// The values by the names that `templates/pages/console-export.mustache` uses.
    func values(_ scene: ConsoleScene) -> [String: Any] {
        var values: [String: Any] = [
            "title": scene.word("console_export"), "segment": segment ?? "", "purpose": purpose ?? "",
            "columns": columns ?? "",
            "known_columns": MemberExport.columns.map(\.rawValue).joined(separator: ", "),
            "purposes": [ExportPurpose.marketing.text] + ExportPurpose.withoutMarketing.sorted(),
            "exempt": ExportPurpose.withoutMarketing.sorted().joined(separator: ", "),
            "formats": Self.formats.map { ["name": $0.key, "is_chosen": $0.key == format] as [String: Any] },
            "languages": ExportLanguage.allCases.map { language in
                [
                    "tag": language.rawValue, "name": scene.word("language", language.rawValue),
                    "is_chosen": language.rawValue == self.language,
                ] as [String: Any]
            },
        ]
        values["fault"] = fault
        return values
    }
}
