import Archive

/// Reads one sheet of a workbook (Office Open XML, ECMA-376), row by row, trusting nothing that it says.
///
/// The texts that cells share are held in memory, up to a limit; of the sheet there is a piece at a time. Entities,
/// document types and parts outside of the file are refused or left alone.
package final class WorkbookReader {
    private let rows: SheetRows
    private let xml: XMLStream
    private let sheet: ArchiveEntryStream
    private let budget: Inflation
    private var isFinished = false

    /// Opens a workbook and goes to a sheet.
    ///
    /// - Parameters:
    ///   - source: Where the workbook is.
    ///   - sheetName: The sheet's name; `nil` takes the first.
    ///   - limits: How much is read at most.
    /// - Throws: `WorkbookError`.
    package init(
        _ source: WorkbookSource, sheet sheetName: String? = nil, limits: WorkbookLimits = WorkbookLimits()
    ) throws(WorkbookError) {
        let budget = Inflation(packedBytes: source.byteCount, limits: limits)
        let parts = PartReader(source, limits: limits, budget: budget)
        let root = Relations(folder: "")
        try parts.read("_rels/.rels", into: root)
        guard let book = root.target(ofKind: "officeDocument") else { throw .missingPart("workbook.xml") }
        let folder = book.lastIndex(of: "/").map { String(book[...$0]) } ?? ""
        let list = SheetList()
        try parts.read(book, into: list)
        let relations = Relations(folder: folder)
        try parts.read(folder + "_rels/" + book.dropFirst(folder.count) + ".rels", into: relations)
        let part = try Self.part(of: sheetName, list, relations)
        let strings = SharedStrings(mostBytes: limits.mostStringBytes)
        if let path = relations.target(ofKind: "sharedStrings") {
            try parts.read(path, into: strings, isSmall: false)
        }
        let formats = CellFormats()
        if let path = relations.target(ofKind: "styles") { try parts.read(path, into: formats) }
        rows = SheetRows(
            strings: strings, formats: formats, dates: SerialDate(since1904: list.since1904), limits: limits)
        xml = try XMLStream(rows)
        sheet = try parts.stream(part)
        self.budget = budget
    }

    private static func part(
        of name: String?, _ list: SheetList, _ relations: Relations
    ) throws(WorkbookError) -> String {
        let found = name.map { name in list.sheets.first { $0.name == name } } ?? list.sheets.first
        guard let found else {
            guard let name else { throw .missingPart("that is a sheet") }
            throw .noSuchSheet(name, known: list.sheets.map(\.name))
        }
        guard let part = relations.target(ofID: found.relation) else { throw .missingPart(found.relation) }
        return part
    }

    /// Returns the next rows, possibly none, or `nil` at the end of the sheet.
    ///
    /// - Throws: `WorkbookError`; the reader is of no use afterwards.
    package func next() throws(WorkbookError) -> [WorkbookRow]? {
        guard !isFinished else { return nil }
        let piece = try PartReader.piece(of: sheet)
        try budget.add(piece.count)
        isFinished = piece.isEmpty
        try xml.take(piece, isLast: piece.isEmpty)
        return rows.takeRows()
    }
}

/// Where a workbook is.
package enum WorkbookSource: Sendable {
    case file(path: String, byteCount: Int)
    case bytes([UInt8])

    /// How large it is as it is.
    var byteCount: Int {
        switch self {
        case .file(_, let count): count
        case .bytes(let bytes): bytes.count
        }
    }

    /// Says what a file is by its first bytes, before anything is unpacked.
    ///
    /// - Parameter beginning: The first bytes, at least 4 KiB where there are as many.
    /// - Throws: `WorkbookError` unless it can be a workbook.
    package static func check(_ beginning: [UInt8]) throws(WorkbookError) {
        if beginning.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            // A compound file holds either an old workbook or an encrypted one; names are UTF-16 in it.
            let name = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
            throw contains(beginning, name) ? .encrypted : .oldFormat
        }
        guard isZip(beginning) else { throw .notAWorkbook }
    }

    /// Whether a file begins as a zip does.
    package static func isZip(_ beginning: some Sequence<UInt8>) -> Bool {
        beginning.starts(with: [0x50, 0x4B, 0x03, 0x04])
    }

    /// Whether a file begins as compound files do, old and encrypted workbooks among them.
    package static func isCompound(_ beginning: some Sequence<UInt8>) -> Bool {
        beginning.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    }

    private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
        guard bytes.count >= wanted.count else { return false }
        return (0...bytes.count - wanted.count).contains { start in
            bytes[start..<start + wanted.count].elementsEqual(wanted)
        }
    }
}
