package import Archive

/// Why a workbook could not be read; each case names what was given and what is allowed.
package enum WorkbookError: Error, Sendable, Hashable {
    /// The file is no zip at all.
    case notAWorkbook
    /// A workbook of Excel 97 to 2003.
    case oldFormat
    /// The workbook needs a password.
    case encrypted
    /// The zip has no workbook, or the workbook no such part.
    case missingPart(String)
    /// The zip cannot be read.
    case archive(ArchiveError)
    /// A part is no XML.
    case malformed(line: Int, String)
    /// A part has a document type, which no workbook has and with which files attack their readers.
    case doctype
    case tooDeep(most: Int)
    case outOfMemory
    /// There is no sheet of this name; the names there are.
    case noSuchSheet(String, known: [String])
    /// It unpacks to more than so many times its size.
    case inflated(ratio: Int, most: Int)
    case tooManyStrings(mostBytes: Int)
    /// A cell has more bytes than are accepted.
    case cellTooLong(row: Int, mostBytes: Int)
    /// A row has a cell to the right of the last column that is accepted.
    case tooManyColumns(row: Int, most: Int)
    case tooManyRows(most: Int)
    /// Rows do not follow each other.
    case rowOrder(row: Int)
}

extension WorkbookError: CustomStringConvertible {
    /// What is wrong, as sentences for the person who has the file.
    package var description: String {
        switch self {
        case .notAWorkbook: "It is named as a workbook and is none; a list in CSV is named .csv."
        case .oldFormat: "It is a workbook of Excel 97 to 2003 (.xls); save it as .xlsx."
        case .encrypted: "The workbook is encrypted; save it without a password."
        case .missingPart(let name): "The workbook has no part \(name)."
        case .archive(let error): "The workbook cannot be unpacked. \(error)"
        case .malformed(let line, let words): "The workbook's XML is damaged at its line \(line): \(words)."
        case .doctype: "The workbook's XML has a document type, which no workbook has."
        case .tooDeep(let most): "The workbook's XML has more than \(most) elements inside each other."
        case .outOfMemory: "There is no memory for reading the workbook."
        case .noSuchSheet(let name, let known):
            "The workbook has no sheet \"\(name)\"; it has \(known.joined(separator: ", "))."
        case .inflated(let ratio, let most):
            "The workbook unpacks to more than \(ratio) times its size; at most \(most) times is read."
        case .tooManyStrings(let most): "The workbook's texts have more than \(most) bytes together."
        case .cellTooLong(_, let most): "A cell has more than \(most) bytes."
        case .tooManyColumns(_, let most): "The row has more than \(most) columns."
        case .tooManyRows(let most): "The sheet has more than \(most) rows."
        case .rowOrder: "The rows are not in order."
        }
    }

    /// The row of the sheet where it is, if it is in one.
    package var row: Int? {
        switch self {
        case .cellTooLong(let row, _), .tooManyColumns(let row, _), .rowOrder(let row): row
        default: nil
        }
    }
}
