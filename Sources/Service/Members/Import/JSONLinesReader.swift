import Membership

/// A name that the objects of JSON lines may have, and what may stand under it.
struct ListHeading: Sendable, Hashable {
    let name: String
    /// Whether a number may stand for the text: of phones, cards, degrees and the codes of words.
    let takesNumbers: Bool
    /// Whether yes or no may stand for the text.
    let takesBooleans: Bool

    /// The names of a list with this mapping.
    static func all(_ mapping: ListMapping) -> [ListHeading] {
        var headings: [ListHeading] = []
        for column in MemberColumn.allCases {
            var name = column.rawValue
            switch mapping.columns[column]?.source {
            case .heading(let heading): name = heading
            case .constant: continue
            case nil: if column == .memberID, mapping.key != .memberID { continue }
            }
            guard !headings.contains(where: { $0.name == name }) else { continue }
            headings.append(
                ListHeading(
                    name: name, takesNumbers: column.takesNumbers, takesBooleans: column == .marketingConsent)
            )
        }
        return headings
    }
}

extension MemberColumn {
    fileprivate var takesNumbers: Bool {
        switch self {
        case .memberID, .phone, .cardNumber, .gender, .latitude, .longitude, .marketingConsent: true
        case .name, .wechatOpenID, .homeStore, .tier, .datum, .cell, .joinedAt, .source, .language, .note,
            .wechatUnionID, .email, .birthday, .state:
            false
        }
    }
}

/// Reads JSON lines: an object a line, whose names are the columns; the heading is made up.
struct JSONLinesReader {
    private let headings: [ListHeading]
    private let positions: [String: Int]
    private var line = 1
    private var text: [UInt8] = []
    private var hasHeading = false
    /// Names that no column has, each of which is told once.
    private var unknown: Set<String> = []

    /// As many names are told; more are no list.
    private static let mostUnknown = CSVReader.maximumColumns

    init(_ headings: [ListHeading]) {
        self.headings = headings
        positions = Dictionary(
            uniqueKeysWithValues: headings.enumerated().map { ($0.element.name, $0.offset) })
    }

    /// Reads the next piece of the file.
    ///
    /// - Parameter chunk: Any number of bytes.
    /// - Returns: The rows that end in this piece.
    /// - Throws: `CSVError.rowTooLong` with the line.
    mutating func read(_ chunk: ArraySlice<UInt8>) throws(CSVError) -> [CSVRow] {
        var rows = heading()
        var rest = chunk
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            try append(rest[..<end])
            endLine(into: &rows)
            rest = rest[(end + 1)...]
        }
        try append(rest)
        return rows
    }

    /// Ends the file, and returns the row of its last line.
    mutating func finish() throws(CSVError) -> [CSVRow] {
        var rows = heading()
        endLine(into: &rows)
        return rows
    }

    private mutating func heading() -> [CSVRow] {
        guard !hasHeading else { return [] }
        hasHeading = true
        return [.record(CSVRecord(line: 1, fields: headings.map(\.name)))]
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) throws(CSVError) {
        guard text.count + bytes.count <= CSVReader.maximumRowBytes else {
            throw .rowTooLong(line: line, limit: CSVReader.maximumRowBytes)
        }
        text += bytes
    }

    private mutating func endLine(into rows: inout [CSVRow]) {
        defer {
            text.removeAll(keepingCapacity: true)
            line += 1
        }
        if line == 1, text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
        let isBlank = text.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") || $0 == 0x09 }
        if !isBlank { rows.append(row()) }
    }

    private mutating func row() -> CSVRow {
        do throws(JSONScanner.Fault) {
            guard case .object(let members) = try JSONScanner.parse(text) else { return damaged("no object") }
            return .record(record(members))
        } catch {
            switch error {
            case .notUTF8: return .damaged(CSVFault(line: line, reason: .invalidUTF8(column: 1)))
            case .unexpected(let offset): return damaged("byte \(offset + 1)")
            case .tooDeep(let offset): return damaged("too deep at byte \(offset + 1)")
            case .duplicate(let name): return damaged("\(name) twice")
            }
        }
    }

    private func damaged(_ words: String) -> CSVRow {
        .damaged(CSVFault(line: line, reason: .malformedJSON(words)))
    }

    private mutating func record(_ members: [JSONValue.Member]) -> CSVRecord {
        var fields = [String](repeating: "", count: headings.count)
        var faults: [FieldFault] = []
        for member in members {
            guard let position = positions[member.name] else {
                if unknown.count < Self.mostUnknown, unknown.insert(member.name).inserted {
                    faults.append(FieldFault(position: nil, reason: .unknownColumn, value: member.name))
                }
                continue
            }
            fields[position] = field(member.value, at: position, &faults)
        }
        return CSVRecord(line: line, fields: fields, faults: faults)
    }

    private func field(_ value: JSONValue, at position: Int, _ faults: inout [FieldFault]) -> String {
        switch value {
        case .null: return ""
        case .string(let text): return text
        case .boolean(let truth) where headings[position].takesBooleans: return truth ? "true" : "false"
        case .number(let written) where headings[position].takesNumbers:
            if let text = ExactNumber.text(of: written) { return text }
            faults.append(FieldFault(position: position, reason: .inexactNumber, value: written))
        case .boolean, .number, .array, .object:
            faults.append(FieldFault(position: position, reason: .wrongType, value: value.kind))
        }
        return ""
    }
}
