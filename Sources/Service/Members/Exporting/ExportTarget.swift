import Foundation
import Membership
import Spreadsheet

/// The file that an export writes, in its format; it is none before `finish`.
final class ExportTarget {
    private let file: OutputFile
    private let workbook: SpreadsheetWriter?

    /// Writes what stands before the first member.
    ///
    /// - Parameters:
    ///   - file: Where to.
    ///   - order: What the list should be.
    ///   - rows: What the rows will be.
    ///   - properties: What a workbook says of itself.
    /// - Throws: `ServiceError`.
    init(
        _ file: OutputFile, order: MemberExportOrder, rows: MemberRows, properties: SpreadsheetProperties
    ) throws(ServiceError) {
        self.file = file
        switch order.format {
        case .csv(let mark):
            workbook = nil
            let writer = CSVWriter(byteOrderMark: mark)
            try file.write(writer.prologue + writer.row(rows.headings))
        case .jsonLines: workbook = nil
        case .workbook:
            workbook = try spreadsheet(in: file) { () throws(SpreadsheetError) in
                try SpreadsheetWriter(
                    path: file.writingPath, folder: file.url.deletingLastPathComponent().plainPath,
                    name: order.language.sheetName, columns: Self.columns(rows), properties: properties)
            }
        }
    }

    /// How many sheets there are, of a workbook.
    var sheetCount: Int? { workbook?.sheetCount }

    /// Writes the rows of a page.
    ///
    /// - Throws: `ServiceError`; `invalidInput` for a text that no cell takes.
    func write(_ content: MemberRows.Content) throws(ServiceError) {
        switch content {
        case .bytes(let bytes): try file.write(bytes)
        case .rows(let rows):
            try spreadsheet(in: file) { () throws(SpreadsheetError) in
                for row in rows { try workbook?.write(row) }
            }
        }
    }

    /// Writes what a workbook keeps until its end, under the temporary name still.
    ///
    /// - Throws: `ServiceError.file`.
    func complete() throws(ServiceError) {
        try spreadsheet(in: file) { () throws(SpreadsheetError) in try workbook?.finish() }
    }

    /// Lets the file appear.
    ///
    /// - Throws: `ServiceError.file`.
    func finish() throws(ServiceError) {
        try file.finish()
    }

    private static func columns(_ rows: MemberRows) -> [SpreadsheetColumn] {
        let usual = rows.columns.map(\.usualWidth)
        return rows.headings.enumerated().map { place, heading in
            // A letter of Chinese is as wide as two digits; the filter's button takes two more.
            let letters = heading.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 1 : 2) }
            let width = place < usual.count ? usual[place] : ExportColumn.markWidth
            return SpreadsheetColumn(heading: heading, width: max(width, Double(letters + 3)))
        }
    }
}

/// Runs spreadsheet work on a file, whose name its errors then tell.
///
/// - Throws: `ServiceError.invalidInput` for a value that Excel does not take, `.file` for everything else.
private func spreadsheet<Value>(
    in file: OutputFile, _ work: () throws(SpreadsheetError) -> Value
) throws(ServiceError) -> Value {
    do {
        return try work()
    } catch {
        switch error {
        case .cellLength, .moment, .notFinite, .columnCount, .propertyLength, .sheetName, .rowWidth:
            throw .invalidInput([InputFault(pointer: file.url.lastPathComponent, detail: error.description)])
        case .closed, .system, .library: throw .file(path: file.url.plainPath, reason: error.description)
        }
    }
}

extension ExportLanguage? {
    fileprivate var sheetName: String { self == .simplifiedChinese ? "会员" : "Members" }
}

extension ExportColumn {
    /// An id of ours in capitals.
    fileprivate static let markWidth = 15.0

    /// Characters that most of its values have.
    fileprivate var usualWidth: Double {
        switch (source, treatment) {
        case (_, .last4), (_, .year): 8
        case (_, .hash): 36
        case (.joinedAt, nil): 20
        case (.name, _), (.phone, _), (.cardNumber, _), (_, .name): 18
        case (.wechatOpenID, _), (.wechatUnionID, _), (.email, _): 32
        case (.note, _): 40
        default: 12
        }
    }
}
