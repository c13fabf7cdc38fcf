internal import CXLSXWriter

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// One workbook of libxlsxwriter that is being written: every call into C for it is here.
///
/// In its constant memory mode the library keeps one row; finished rows are in a file without a name in the folder
/// that is given, which goes away with the handle.
@safe final class WorkbookHandle {
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private var sheet: UnsafeMutablePointer<lxw_worksheet>?
    private let bold: UnsafeMutablePointer<lxw_format>
    private let date: UnsafeMutablePointer<lxw_format>
    private let moment: UnsafeMutablePointer<lxw_format>

    /// Begins a workbook.
    ///
    /// - Parameters:
    ///   - path: The file, which is written at the end; one that is there is emptied and keeps its mode.
    ///   - folder: Where rows are kept until then.
    /// - Throws: `SpreadsheetError.library`.
    init(path: String, folder: String) throws(SpreadsheetError) {
        let workbook = unsafe folder.withCString { folder in
            // The library copies the folder's name and does not write to it.
            var options = unsafe lxw_workbook_options(
                constant_memory: 1, tmpdir: UnsafeMutablePointer(mutating: folder), use_zip64: 0)
            return unsafe workbook_new_opt(path, &options)
        }
        guard let workbook = unsafe workbook else { throw Self.outOfMemory }
        guard let bold = unsafe workbook_add_format(workbook),
            let date = unsafe workbook_add_format(workbook),
            let moment = unsafe workbook_add_format(workbook)
        else {
            unsafe lxw_workbook_free(workbook)
            throw Self.outOfMemory
        }
        unsafe format_set_bold(bold)
        // Year, month, day: read alike in every country, and sorted alike as text.
        unsafe format_set_num_format(date, "yyyy-mm-dd")
        unsafe format_set_num_format(moment, "yyyy-mm-dd hh:mm:ss")
        unsafe self.workbook = workbook
        unsafe self.bold = bold
        unsafe self.date = date
        unsafe self.moment = moment
    }

    deinit {
        if let workbook = unsafe workbook { unsafe lxw_workbook_free(workbook) }
    }

    /// Begins a sheet; the one before takes no more rows.
    func addSheet(_ name: String) throws(SpreadsheetError) {
        guard let workbook = unsafe workbook else { throw .closed }
        guard unsafe workbook_validate_sheet_name(workbook, name) == LXW_NO_ERROR else {
            throw .sheetName(name)
        }
        guard let added = unsafe workbook_add_worksheet(workbook, name) else { throw Self.outOfMemory }
        unsafe sheet = added
    }

    /// Writes a cell of the current sheet; rows must come in their order.
    func write(_ cell: SpreadsheetCell, row: UInt32, column: UInt16) throws(SpreadsheetError) {
        guard let sheet = unsafe sheet else { throw .closed }
        switch cell {
        case .empty: break
        case .text(let text): try check(unsafe worksheet_write_string(sheet, row, column, text, nil))
        case .number(let number): try check(unsafe worksheet_write_number(sheet, row, column, number, nil))
        case .boolean(let flag):
            try check(unsafe worksheet_write_boolean(sheet, row, column, flag ? 1 : 0, nil))
        case .date(let days):
            try check(unsafe worksheet_write_number(sheet, row, column, Self.serial(days, 0), date))
        case .moment(let days, let millisecond):
            try check(
                unsafe worksheet_write_number(sheet, row, column, Self.serial(days, millisecond), moment))
        }
    }

    /// Writes a heading's cell.
    func writeHeading(_ text: String, column: UInt16) throws(SpreadsheetError) {
        guard let sheet = unsafe sheet else { throw .closed }
        try check(unsafe worksheet_write_string(sheet, 0, column, text, bold))
    }

    /// Excel's number of a day, 25,569 for the first of 1970, and of the part of it that has passed.
    private static func serial(_ daysSince1970: Int, _ millisecondOfDay: Int) -> Double {
        Double(daysSince1970 + 25_569)
            + Double(millisecondOfDay) / Double(SpreadsheetLimits.millisecondsPerDay)
    }
}

extension WorkbookHandle {
    /// Sets a column's width.
    func setWidth(_ width: Double, column: UInt16) throws(SpreadsheetError) {
        guard let sheet = unsafe sheet else { throw .closed }
        try check(unsafe worksheet_set_column(sheet, column, column, width, nil))
    }

    /// Keeps the heading in sight and lets people filter by it.
    func finishSheet(lastRow: UInt32, lastColumn: UInt16) throws(SpreadsheetError) {
        guard let sheet = unsafe sheet else { throw .closed }
        unsafe worksheet_freeze_panes(sheet, 1, 0)
        try check(unsafe worksheet_autofilter(sheet, 0, 0, lastRow, lastColumn))
    }

    /// Says whether all rows so far could be kept: the library does not look.
    func checkRows() throws(SpreadsheetError) {
        guard let file = unsafe sheet?.pointee.optimize_tmpfile else { return }
        guard unsafe fflush(file) == 0, unsafe ferror(file) == 0 else { throw .system(code: errno) }
    }

    /// Sets what the workbook says of itself.
    func set(_ properties: SpreadsheetProperties) throws(SpreadsheetError) {
        guard let workbook = unsafe workbook else { throw .closed }
        let status = unsafe properties.title.withCString { title in
            var document = unsafe lxw_doc_properties()
            // Both are copied and not written to.
            unsafe document.title = UnsafeMutablePointer(mutating: title)
            unsafe document.created = time_t(properties.createdSecondsSince1970)
            return unsafe workbook_set_properties(workbook, &document)
        }
        try check(status)
        for (name, text) in properties.custom {
            try check(unsafe workbook_set_custom_property_string(workbook, name, text))
        }
    }

    /// Writes the file and frees everything.
    func close() throws(SpreadsheetError) {
        guard let closing = unsafe workbook else { throw .closed }
        // Freed by the call, also where it fails.
        unsafe workbook = nil
        unsafe sheet = nil
        try check(unsafe workbook_close(closing))
    }

    private func check(_ status: lxw_error) throws(SpreadsheetError) {
        guard status != LXW_NO_ERROR else { return }
        let words = unsafe lxw_strerror(status).map { unsafe String(cString: $0) }
        throw .library(code: Int(status.rawValue), words ?? "no reason given")
    }

    private static let outOfMemory = SpreadsheetError.library(
        code: Int(LXW_ERROR_MEMORY_MALLOC_FAILED.rawValue), "out of memory")
}
