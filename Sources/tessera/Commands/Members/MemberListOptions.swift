import ArgumentParser
import Membership
import Service

/// What an exported list should be.
struct MemberListOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The columns, in this order, with commas between; a treatment after a colon and an own heading after =, "
                + "such as member_id,phone:last4,joined_at:month=Month. Default: those without phone numbers, in jsonl "
                + "all. All there are: \(MemberListOptions.columnNames).", valueName: "names"))
    var columns: String?

    @Option(
        help: ArgumentHelp(
            "Which members, as in tessera segment, such as 'store = SY01 and joined(30 days)'. Default: all.",
            valueName: "rule"))
    var segment: String?

    @Option(
        help: ArgumentHelp(
            "What the list is for; \(ExportPurpose.withoutMarketing.sorted().joined(separator: ", ")) need no "
                + "consent to marketing. Default: marketing.", valueName: "text"))
    var purpose: String?

    @Option(
        help: ArgumentHelp(
            "The language of headings and words: \(MemberListOptions.languages). Default: the words that an import reads.",
            valueName: "tag"))
    var language: String?

    @Option(
        help: ArgumentHelp(
            "The zone of dates and times: UTC, store for that of each member's store, or a name such as "
                + "Asia/Shanghai. Default: UTC, in xlsx store.", valueName: "zone"))
    var timeZone: String?

    @Flag(
        inversion: .prefixedNo,
        help: "Write the export's id into each row, in a last column export_id. Default: in xlsx only.")
    var watermark: Bool?

    @Flag(
        inversion: .prefixedNo,
        help: "Begin a csv with a byte order mark, without which Excel misreads Chinese. Default: --bom.")
    var bom: Bool?

    /// Whether anything was asked for.
    var isGiven: Bool {
        [columns, segment, purpose, language, timeZone].contains { $0 != nil } || watermark != nil
            || bom != nil
    }

    private static let languages = ExportLanguage.allCases.map(\.rawValue).joined(separator: ", ")

    /// Such as `phone (:last4 :masked :hash)`.
    private static let columnNames = MemberExport.columns.map { column in
        let treatments = column.treatments.map { ":" + $0.rawValue }.joined(separator: " ")
        return column.rawValue + (treatments.isEmpty ? "" : " (\(treatments))")
    }.joined(separator: ", ")

    /// Returns the order.
    ///
    /// - Throws: `UsageError` that names the option and what is wrong with it.
    func order(_ format: MemberExportOrder.Format) throws -> MemberExportOrder {
        guard let purpose = ExportPurpose(parsing: purpose ?? ExportPurpose.marketing.text) else {
            throw UsageError("a purpose has 1 to \(ExportPurpose.maximumLength) characters in one line")
        }
        return MemberExportOrder(
            format: format, columns: try chosenColumns(), purpose: purpose, segment: segment,
            language: try chosenLanguage(), zone: try chosenZone(),
            watermark: watermark.map { $0 ? .present : .absent })
    }

    private func chosenColumns() throws -> [ExportColumn]? {
        guard let columns else { return nil }
        do {
            return try ExportColumn.list(parsing: columns)
        } catch {
            throw UsageError(InputFault(error, pointer: "--columns").sentence)
        }
    }

    private func chosenLanguage() throws -> ExportLanguage? {
        guard let language else { return nil }
        guard
            let known = ExportLanguage.allCases.first(where: {
                $0.rawValue.lowercased() == language.lowercased()
            })
        else { throw UsageError("--language: '\(language)' is none of \(Self.languages)") }
        return known
    }

    private func chosenZone() throws -> ExportZone? {
        guard let timeZone else { return nil }
        guard let zone = ExportZone(parsing: timeZone) else {
            throw UsageError(
                "--time-zone: '\(timeZone)' is neither UTC, store nor a zone such as Asia/Shanghai")
        }
        return zone
    }
}
