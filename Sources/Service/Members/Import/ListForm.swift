package import Membership

/// How a list is written; what is not said is found out.
package struct ListForm: Sendable, Hashable {
    /// What kind of file it is; raw values are the extensions.
    package enum Format: String, Sendable, Hashable, CaseIterable {
        case csv, xlsx, jsonl

        /// The format of a file's name; what is no workbook and no JSON is CSV.
        init(ofName name: String) {
            let suffix = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
            switch suffix {
            case "xlsx", "xlsm": self = .xlsx
            case "jsonl", "ndjson": self = .jsonl
            default: self = .csv
            }
        }
    }

    /// `nil` goes by the name.
    package var format: Format?
    /// `nil` goes by the bytes.
    package var encoding: TextEncoding?
    /// `nil` goes by the heading.
    package var delimiter: CSVDelimiter?
    /// The sheet of a workbook; `nil` takes the first.
    package var sheet: String?

    /// Makes a form of which everything is found out.
    package init() {}
}

/// How a list is written, as it was found.
struct FoundForm: Sendable, Hashable {
    var format: ListForm.Format
    var encoding: TextEncoding?
    var delimiter: CSVDelimiter?
    var sheet: String?
    /// Whether the encoding was guessed: then the report asks the reader to look.
    var isGuess = false
}
