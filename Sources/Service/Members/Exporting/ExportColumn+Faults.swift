package import Membership
import Vocabulary

extension InputFault {
    /// Says what is wrong with a list of columns, and what was meant perhaps.
    package init(_ error: ExportColumn.ListError, pointer: String) {
        self.init(pointer: pointer, detail: Self.sentence(error))
    }

    private static func sentence(_ error: ExportColumn.ListError) -> String {
        switch error {
        case .none: "no column is named"
        case .unknownColumn(let name):
            "there is no column \(name); "
                + Spelling.advice(for: name, among: MemberExport.columns.map(\.rawValue))
        case .unknownTreatment(let word, let column):
            "\(column.rawValue) cannot be shown as \"\(word)\"; " + advice(for: word, of: column)
        case .treatment(let treatment, let column):
            "\(treatment.rawValue) makes no sense for \(column.rawValue); " + advice(for: "", of: column)
        case .repeated(let column): "\(column.name) is named twice"
        case .repeatedHeading(let heading): "two columns are headed \"\(heading)\""
        case .headingLength(let count, let column):
            "the heading of \(column.name) has \(count) characters; "
                + "1 to \(ExportColumn.maximumHeadingLength) are allowed"
        case .misleadingHeading(let heading, let column):
            "\(column.name) cannot be headed \"\(heading)\": an import would take it for that column"
        }
    }

    private static func advice(for word: String, of column: MemberColumn) -> String {
        let known = column.treatments.map(\.rawValue)
        guard !known.isEmpty else { return "it is shown as it is" }
        if !word.isEmpty, let nearest = Spelling.nearest(to: word, among: known) {
            return "did you mean \(nearest)?"
        }
        return "it can be \(known.joined(separator: ", "))"
    }
}
