import Membership
import Spreadsheet
import Store
import Vocabulary

/// Opens the members of a page and makes their rows, in the bytes or cells of a format.
struct MemberRows: Sendable {
    private let fields: ExportFields
    private let form: Form
    private let parts: SealedParts
    private let sealer: MemberSealer
    private let purpose: ExportPurpose
    /// What each row ends with, if it is watermarked.
    private let watermark: String?

    /// The rows of a page.
    struct Page: Sendable {
        var content: Content
        var written = 0
        var leftOut = 0
    }

    /// What a page's rows are.
    enum Content: Sendable {
        case bytes([UInt8])
        case rows([[SpreadsheetCell]])
    }

    private enum Form: Sendable {
        case csv, workbook
        case jsonLines(ExportedDocument)
    }

    init(_ order: MemberExportOrder, id: String, context: ServiceContext) {
        fields = ExportFields(order, context: context)
        watermark = order.isWatermarked ? id : nil
        form =
            switch order.format {
            case .csv: .csv
            case .workbook: .workbook
            case .jsonLines: .jsonLines(ExportedDocument(fields, watermark: watermark))
            }
        parts = SealedParts(of: fields.columns)
        sealer = MemberSealer(context)
        purpose = order.purpose
    }

    /// The kinds of identities that the rows show.
    var identityKinds: Set<String> { parts.identityKinds }

    /// The headings of all columns.
    var headings: [String] {
        fields.headings + (watermark == nil ? [] : [MemberExportReport.watermarkHeading])
    }

    /// What the columns show, for their widths; a watermark's comes last.
    var columns: [ExportColumn] { fields.columns }

    /// Makes the rows of those who may be in the list.
    ///
    /// - Parameters:
    ///   - members: Some members.
    ///   - states: How those of the list stand to the program.
    /// - Returns: Their rows.
    /// - Throws: `ServiceError.keys` or `.storage(.corrupt)` for a member that cannot be opened.
    func page(of members: [SealedMember], states: [MemberState]) throws(ServiceError) -> Page {
        let chosen = members.filter { states.contains($0.state) }
        let agreed = chosen.filter { member in
            let consent = Consent.State(rawValue: member.marketingConsent) ?? .unknown
            return MemberExport.includes(consent, purpose: purpose)
        }
        return Page(
            content: try content(of: agreed), written: agreed.count, leftOut: chosen.count - agreed.count)
    }

    private func content(of members: [SealedMember]) throws(ServiceError) -> Content {
        switch form {
        case .csv: .bytes(try csv(of: members))
        case .jsonLines(let document): .bytes(try lines(of: members, document))
        case .workbook: .rows(try cells(of: members))
        }
    }

    /// Some bytes a member, for an array that then need not grow often.
    private static let usualRowByteCount = 192

    private func csv(of members: [SealedMember]) throws(ServiceError) -> [UInt8] {
        let writer = CSVWriter()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(members.count * Self.usualRowByteCount)
        for sealed in members {
            var row = fields.values(of: try sealer.open(sealed, parts)).map { $0.text }
            if let watermark { row.append(watermark) }
            writer.append(row: row, to: &bytes)
        }
        return bytes
    }

    private func lines(
        of members: [SealedMember], _ document: ExportedDocument
    ) throws(ServiceError) -> [UInt8] {
        var writer = JSONWriter(capacity: members.count * 2 * Self.usualRowByteCount)
        for sealed in members {
            document.write(fields.values(of: try sealer.open(sealed, parts)), of: sealed, to: &writer)
        }
        return writer.bytes
    }

    private func cells(of members: [SealedMember]) throws(ServiceError) -> [[SpreadsheetCell]] {
        var rows: [[SpreadsheetCell]] = []
        rows.reserveCapacity(members.count)
        for sealed in members {
            var row = fields.values(of: try sealer.open(sealed, parts)).map { SpreadsheetCell($0) }
            if let watermark { row.append(.text(watermark)) }
            rows.append(row)
        }
        return rows
    }
}

extension SpreadsheetCell {
    /// The cell of a value; a day before Excel's calendar is a text.
    fileprivate init(_ value: ExportValue) {
        switch value {
        case .empty: self = .empty
        case .text(let text): self = .text(text)
        case .day(let date):
            let days = Int(date.daysSince1970)
            self = SpreadsheetLimits.days.contains(days) ? .date(daysSince1970: days) : .text(value.text)
        case .moment(let instant, let offset):
            let local = LocalMoment(instant: instant, utcOffsetSeconds: offset ?? 0)
            let days = Int(local.date.daysSince1970)
            let remainder = Int(instant.millisecondsSince1970 % 1_000)
            let millisecond = local.secondOfDay * 1_000 + (remainder < 0 ? remainder + 1_000 : remainder)
            self =
                SpreadsheetLimits.days.contains(days)
                ? .moment(daysSince1970: days, millisecondOfDay: millisecond) : .text(value.text)
        }
    }
}
