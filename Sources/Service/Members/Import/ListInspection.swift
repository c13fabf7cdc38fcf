import Membership
import Workbook

/// Finds out how a list is written, before any row of it is read.
enum ListInspection {
    /// Looks at a list.
    ///
    /// - Parameters:
    ///   - list: The list.
    ///   - form: What is known already.
    /// - Returns: The whole of it.
    /// - Throws: `ServiceError.invalidInput` for a file that is not what it is named, or whose encoding cannot be told.
    static func form(of list: MemberList, given form: ListForm) throws(ServiceError) -> FoundForm {
        var bytes = try ListBytes(list)
        let beginning = try bytes.next()
        let format = form.format ?? ListForm.Format(ofName: list.name)
        var found = FoundForm(format: format, sheet: form.sheet)
        if format == .xlsx {
            do {
                try WorkbookSource.check(Array(beginning))
            } catch {
                throw .invalidInput([InputFault(error, in: list.name)])
            }
            return found
        }
        try refuseWorkbooks(beginning, format, list.name)
        let encoding: TextEncoding
        if let given = form.encoding {
            encoding = given
        } else {
            (encoding, found.isGuess) = try findEncoding(beginning, &bytes, list.name)
        }
        found.encoding = encoding
        guard format == .csv else { return found }
        let text = try TextDecoder(encoding).decode(beginning)
        found.delimiter = form.delimiter ?? CSVDelimiter.found(in: text)
        return found
    }

    /// A workbook under another name would be read as thousands of damaged rows.
    private static func refuseWorkbooks(
        _ beginning: ArraySlice<UInt8>, _ format: ListForm.Format, _ name: String
    ) throws(ServiceError) {
        guard WorkbookSource.isZip(beginning) || WorkbookSource.isCompound(beginning) else { return }
        let detail = "It is a workbook or an archive and no \(format.rawValue); a workbook is named .xlsx."
        throw .invalidInput([InputFault(file: name, line: 1, pointer: "", detail: detail)])
    }

    private static func findEncoding(
        _ beginning: ArraySlice<UInt8>, _ bytes: inout ListBytes, _ name: String
    ) throws(ServiceError) -> (TextEncoding, Bool) {
        if let encoding = EncodingFinder.encoding(ofBeginning: beginning) { return (encoding, false) }
        var finder = EncodingFinder()
        var piece = beginning
        while !piece.isEmpty, !finder.isHopeless {
            finder.look(at: piece)
            piece = try bytes.next()
        }
        switch finder.finding {
        case .certain(let encoding): return (encoding, false)
        case .guessed(let encoding): return (encoding, true)
        case .unknown(let line):
            let names = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
            let detail = "This is neither UTF-8 nor Chinese in GB18030; say which of \(names) it is."
            throw .invalidInput([InputFault(file: name, line: line, pointer: "encoding", detail: detail)])
        }
    }
}

extension InputFault {
    /// Says why a workbook cannot be read, with the row of the sheet if it is one's.
    init(_ error: WorkbookError, in file: String) {
        self.init(file: file, line: error.row, pointer: "", detail: "\(error)")
    }
}
