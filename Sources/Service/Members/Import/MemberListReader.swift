import Membership
import Workbook

/// Reads the rows of a list from its beginning, the heading first, whatever it is written in.
struct MemberListReader {
    private enum Source {
        case csv(ListBytes, TextDecoder, CSVReader)
        case jsonLines(ListBytes, TextDecoder, JSONLinesReader)
        case workbook(WorkbookReader, SheetLayout)
        case finished
    }

    private let name: String
    private var source: Source

    /// Opens a list.
    ///
    /// - Parameters:
    ///   - list: The list.
    ///   - form: How it is written.
    ///   - headings: The names that objects of JSON lines may have.
    /// - Throws: `ServiceError`.
    init(_ list: MemberList, form: FoundForm, headings: [ListHeading]) throws(ServiceError) {
        name = list.name
        switch form.format {
        case .csv:
            source = .csv(
                try ListBytes(list), try TextDecoder(form.encoding ?? .utf8),
                CSVReader(delimiter: (form.delimiter ?? .comma).byte))
        case .jsonl:
            source = .jsonLines(
                try ListBytes(list), try TextDecoder(form.encoding ?? .utf8), JSONLinesReader(headings))
        case .xlsx:
            do throws(WorkbookError) {
                source = .workbook(try WorkbookReader(list.workbook, sheet: form.sheet), SheetLayout())
            } catch {
                throw .invalidInput([InputFault(error, in: list.name)])
            }
        }
    }

    /// Returns the next rows, possibly none, or `nil` at the end of the list.
    ///
    /// - Throws: `ServiceError.invalidInput` with the line where reading had to stop, or `.file`.
    mutating func next() throws(ServiceError) -> [CSVRow]? {
        let current = source
        // So that the rows' buffers have one owner while they grow.
        source = .finished
        switch current {
        case .finished: return nil
        case .csv(var bytes, let decoder, var reader):
            let piece = try bytes.next()
            let rows = try read { () throws(CSVError) in
                guard piece.isEmpty else { return try reader.read(decoder.decode(piece)) }
                return try reader.read(decoder.finish()) + reader.finish()
            }
            if !piece.isEmpty { source = .csv(bytes, decoder, reader) }
            return rows
        case .jsonLines(var bytes, let decoder, var reader):
            let piece = try bytes.next()
            let rows = try read { () throws(CSVError) in
                guard piece.isEmpty else { return try reader.read(decoder.decode(piece)) }
                return try reader.read(decoder.finish()) + reader.finish()
            }
            if !piece.isEmpty { source = .jsonLines(bytes, decoder, reader) }
            return rows
        case .workbook(let reader, var layout):
            return try nextOfSheet(reader, &layout)
        }
    }

    private mutating func nextOfSheet(
        _ reader: WorkbookReader, _ layout: inout SheetLayout
    ) throws(ServiceError) -> [CSVRow]? {
        do throws(WorkbookError) {
            guard let rows = try reader.next() else { return nil }
            let read = rows.map { layout.row($0) }
            source = .workbook(reader, layout)
            return read
        } catch {
            throw .invalidInput([InputFault(error, in: name)])
        }
    }

    private func read(_ body: () throws(CSVError) -> [CSVRow]) throws(ServiceError) -> [CSVRow] {
        do throws(CSVError) {
            return try body()
        } catch {
            throw .invalidInput([InputFault(error, in: name)])
        }
    }
}

extension InputFault {
    /// Says where and why reading a list had to stop.
    fileprivate init(_ error: CSVError, in file: String) {
        let (line, detail) =
            switch error {
            case .unterminatedQuote(let line): (line, "A quoted field that begins here is never closed.")
            case .fieldTooLong(let line, let limit):
                (line, "A field is longer than \(limit) bytes; is a quote never closed?")
            case .rowTooLong(let line, let limit): (line, "The row is longer than \(limit) bytes.")
            case .tooManyColumns(let line, let limit): (line, "The row has more than \(limit) columns.")
            }
        self.init(file: file, line: line, pointer: "", detail: detail)
    }

    /// Says why the first row is no heading.
    init(_ error: MemberLayout.LayoutError, in file: String) {
        let detail =
            switch error {
            case .noHeading: "The list is empty, or its first row is not readable as headings."
            case .missingColumn(let column): "The heading has no column \(column.rawValue)."
            case .repeatedColumn(let column): "The heading has the column \(column.rawValue) twice."
            case .missingHeading(let heading, let column):
                "The heading has no column \"\(heading)\", which the mapping takes for \(column.rawValue)."
            case .repeatedHeading(let heading, let column):
                "The heading has the column \"\(heading)\" twice, which the mapping takes for \(column.rawValue)."
            }
        self.init(file: file, line: 1, pointer: "", detail: detail)
    }
}
