/// Why a workbook could not be written; each case names what was given and what is allowed.
package enum SpreadsheetError: Error, Sendable, Hashable {
    /// No column, or more than a sheet has.
    case columnCount(Int, allowed: ClosedRange<Int>)
    /// A row with more or fewer cells than there are columns.
    case rowWidth(Int, columns: Int)
    /// A text with more UTF-16 units than a cell takes; row and column count from 1, as Excel shows them.
    case cellLength(Int, most: Int, row: Int, column: Int)
    /// A number that is infinite or none.
    case notFinite(row: Int, column: Int)
    /// A day outside Excel's calendar, or a time of day outside the day.
    case moment(daysSince1970: Int, millisecondOfDay: Int, row: Int, column: Int)
    /// A sheet's name with too many characters, or with one of `[]:*?/\`, or with an apostrophe at an end.
    case sheetName(String)
    /// A property with too many characters.
    case propertyLength(name: String, Int, most: Int)
    /// The workbook was finished, or failed earlier.
    case closed
    /// The folder for the rows took no more; carries `errno`.
    case system(code: Int32)
    /// libxlsxwriter refused; carries its number and its words.
    case library(code: Int, String)
}

extension SpreadsheetError: CustomStringConvertible {
    /// What happened, as a sentence for the person at the keyboard.
    package var description: String {
        switch self {
        case .columnCount(let count, let allowed):
            "A sheet has \(allowed.lowerBound) to \(allowed.upperBound) columns, not \(count)."
        case .rowWidth(let count, let columns): "A row has \(count) cells where there are \(columns) columns."
        case .cellLength(let count, let most, let row, let column):
            "The cell in row \(row), column \(column) has \(count) characters where \(most) are allowed."
        case .notFinite(let row, let column):
            "The cell in row \(row), column \(column) is a number that is not finite."
        case .moment(let days, let millisecond, let row, let column):
            "The cell in row \(row), column \(column) is day \(days) since 1970, millisecond \(millisecond): "
                + "a sheet's calendar is 1 March 1900 to the end of 9999."
        case .sheetName(let name):
            "The name \"\(name)\" is none for a sheet: 1 to \(SpreadsheetLimits.sheetNameLength) characters "
                + "without []:*?/\\ and without an apostrophe at an end."
        case .propertyLength(let name, let count, let most):
            "The property \(name) has \(count) characters where \(most) are allowed."
        case .closed: "The workbook was finished or has failed: nothing can be added."
        case .system(let code): "The rows cannot be kept until the workbook is finished: error \(code)."
        case .library(let code, let words): "The spreadsheet library says (\(code)): \(words)"
        }
    }
}
