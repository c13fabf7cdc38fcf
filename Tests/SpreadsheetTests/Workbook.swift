import Archive
import Foundation

@testable import Spreadsheet

/// Writes workbooks into files of their own, and looks into them as into any zip.
enum Workbook {
    /// Makes a workbook and returns the file's bytes.
    static func bytes(
        _ columns: [String], rowsPerSheet: Int = SpreadsheetLimits.rowCount,
        custom: [(name: String, text: String)] = [], fill: (SpreadsheetWriter) throws -> Void
    ) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sheet-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "list.xlsx").path
        let writer = try SpreadsheetWriter(
            path: path, folder: folder.path, name: "Members",
            columns: columns.map { SpreadsheetColumn(heading: $0, width: 12) },
            properties: SpreadsheetProperties(
                title: "Members", createdSecondsSince1970: 1_795_262_400, custom: custom),
            rowsPerSheet: rowsPerSheet)
        try fill(writer)
        try writer.finish()
        // What was kept until the end is gone, named or not.
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        guard names == ["list.xlsx"] else { throw Leftover(names: names) }
        return Array(try Data(contentsOf: URL(filePath: path)))
    }

    struct Leftover: Error {
        var names: [String]
    }

    /// Returns a part of the workbook, such as `xl/worksheets/sheet1.xml`.
    static func part(_ name: String, of bytes: [UInt8]) throws -> String {
        String(decoding: try ArchiveReader(bytes).bytes(of: name), as: UTF8.self)
    }
}
