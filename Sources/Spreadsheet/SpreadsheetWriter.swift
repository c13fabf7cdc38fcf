/// Writes a table as an Excel workbook (ECMA-376) row by row, in memory that does not grow with the rows.
///
/// The first row of a sheet is a heading that stays in sight and filters. Rows that do not fit a sheet go on in a
/// next one, with the heading again. The same rows with the same properties are the same bytes of XML.
///
/// The file is written by `finish()`; before, it is as it was. What is kept until then has no name and goes away with
/// the writer, however the process ends.
package final class SpreadsheetWriter {
    private let handle: WorkbookHandle
    private let name: String
    private let columns: [SpreadsheetColumn]
    private let rowsPerSheet: Int
    /// The row that comes next, from 0; the heading is row 0.
    private var row = 0
    private var isOpen = true
    /// How many sheets there are.
    package private(set) var sheetCount = 0

    /// Begins a workbook.
    ///
    /// - Parameters:
    ///   - path: The file to write, which the caller made with the mode it should have.
    ///   - folder: Where rows are kept until the end: as many bytes as the sheets have unpacked, twice.
    ///   - name: Of the sheet; later ones have a number after it.
    ///   - columns: 1 to `SpreadsheetLimits.columnCount`.
    ///   - properties: What the workbook says of itself.
    ///   - rowsPerSheet: 2 to `SpreadsheetLimits.rowCount`, the heading among them; fewer only in tests.
    /// - Throws: `SpreadsheetError`.
    package init(
        path: String, folder: String, name: String, columns: [SpreadsheetColumn],
        properties: SpreadsheetProperties, rowsPerSheet: Int = SpreadsheetLimits.rowCount
    ) throws(SpreadsheetError) {
        precondition(
            (2...SpreadsheetLimits.rowCount).contains(rowsPerSheet), "a sheet has 2 to 1,048,576 rows")
        let allowed = 1...SpreadsheetLimits.columnCount
        guard allowed.contains(columns.count) else { throw .columnCount(columns.count, allowed: allowed) }
        for (name, text) in properties.custom where text.count > SpreadsheetLimits.propertyLength {
            throw .propertyLength(name: name, text.count, most: SpreadsheetLimits.propertyLength)
        }
        self.name = name
        self.columns = columns
        self.rowsPerSheet = rowsPerSheet
        handle = try WorkbookHandle(path: path, folder: folder)
        try handle.set(properties)
        try beginSheet()
    }

    /// Adds a row.
    ///
    /// After an error the workbook takes nothing more.
    ///
    /// - Parameter cells: One for each column.
    /// - Throws: `SpreadsheetError`.
    /// - Complexity: O(n) in the bytes of the cells.
    package func write(_ cells: [SpreadsheetCell]) throws(SpreadsheetError) {
        try attempt { () throws(SpreadsheetError) in
            guard cells.count == columns.count else {
                throw .rowWidth(cells.count, columns: columns.count)
            }
            if row == rowsPerSheet { try beginNextSheet() }
            for (column, cell) in cells.enumerated() {
                try handle.write(checked(cell, column: column), row: UInt32(row), column: UInt16(column))
            }
            row += 1
        }
    }

    /// Writes the file.
    ///
    /// - Throws: `SpreadsheetError`; then what the file holds is no workbook. A second call throws `closed`.
    package func finish() throws(SpreadsheetError) {
        try attempt { () throws(SpreadsheetError) in
            try finishSheet()
            try handle.close()
        }
        isOpen = false
    }

    private func attempt(_ body: () throws(SpreadsheetError) -> Void) throws(SpreadsheetError) {
        guard isOpen else { throw .closed }
        do {
            try body()
        } catch {
            isOpen = false
            throw error
        }
    }

    // MARK: - Sheets

    private func beginSheet() throws(SpreadsheetError) {
        sheetCount += 1
        try handle.addSheet(sheetCount == 1 ? name : "\(name) \(sheetCount)")
        for (place, column) in columns.enumerated() {
            let width = min(
                max(column.width, SpreadsheetLimits.widths.lowerBound), SpreadsheetLimits.widths.upperBound)
            try handle.setWidth(width, column: UInt16(place))
        }
        row = 0
        for (place, column) in columns.enumerated() {
            guard case .text(let heading) = try checked(.text(column.heading), column: place) else {
                continue
            }
            try handle.writeHeading(heading, column: UInt16(place))
        }
        row = 1
    }

    private func finishSheet() throws(SpreadsheetError) {
        try handle.checkRows()
        try handle.finishSheet(lastRow: UInt32(row - 1), lastColumn: UInt16(columns.count - 1))
    }

    private func beginNextSheet() throws(SpreadsheetError) {
        try finishSheet()
        try beginSheet()
    }

    // MARK: - Cells

    /// Returns the cell as the library may have it, or says what is wrong with it.
    private func checked(_ cell: SpreadsheetCell, column: Int) throws(SpreadsheetError) -> SpreadsheetCell {
        switch cell {
        case .text(let text):
            // A character of UTF-16 has at least one byte of UTF-8, so short texts need no counting.
            if text.utf8.count > SpreadsheetLimits.cellLength {
                let length = text.utf16.count
                guard length <= SpreadsheetLimits.cellLength else {
                    throw .cellLength(
                        length, most: SpreadsheetLimits.cellLength, row: row + 1, column: column + 1)
                }
            }
            return .text(SpreadsheetEscape.escaped(text))
        case .number(let number):
            guard number.isFinite else { throw .notFinite(row: row + 1, column: column + 1) }
        case .date(let days): try checkMoment(days, 0, column)
        case .moment(let days, let millisecond): try checkMoment(days, millisecond, column)
        case .empty, .boolean: break
        }
        return cell
    }

    private func checkMoment(_ days: Int, _ millisecond: Int, _ column: Int) throws(SpreadsheetError) {
        guard SpreadsheetLimits.days.contains(days),
            (0..<SpreadsheetLimits.millisecondsPerDay).contains(millisecond)
        else {
            throw .moment(
                daysSince1970: days, millisecondOfDay: millisecond, row: row + 1, column: column + 1)
        }
    }
}
