/// A row of a sheet that has a cell with something in it.
package struct WorkbookRow: Sendable, Hashable {
    /// From 1, as the sheet's edge says.
    package let number: Int
    /// From the first column to the last that has something.
    package var cells: [WorkbookCell]

    /// Makes a row.
    package init(number: Int, cells: [WorkbookCell]) {
        self.number = number
        self.cells = cells
    }
}

/// What is in a cell; of a formula, its last result.
package enum WorkbookCell: Sendable, Hashable {
    case empty
    case text(String)
    /// As the file writes it, such as `8.613800138E12`.
    case number(String)
    case boolean(Bool)
    /// A number that the sheet shows as a date: local time, such as `2026-02-03T09:05:00`.
    case date(String)
    /// The sheet's word for a formula that failed, such as `#N/A`.
    case error(String)
}
