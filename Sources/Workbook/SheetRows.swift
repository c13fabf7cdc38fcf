/// Reads the rows of a sheet as its XML comes.
final class SheetRows: XMLHandler {
    private(set) var refusal: WorkbookError?
    private(set) var wantsText = false
    /// The rows that were finished since they were last taken.
    private var rows: [WorkbookRow] = []

    private let strings: SharedStrings
    private let formats: CellFormats
    private let dates: SerialDate
    private let limits: WorkbookLimits

    private var rowNumber = 0
    private var cells: [WorkbookCell] = []
    private var column = -1
    private var kind: String?
    private var style = 0
    private var content: [UInt8] = []
    private var isInPhonetic = false

    init(strings: SharedStrings, formats: CellFormats, dates: SerialDate, limits: WorkbookLimits) {
        self.strings = strings
        self.formats = formats
        self.dates = dates
        self.limits = limits
    }

    /// Returns the rows that are finished, and forgets them.
    func takeRows() -> [WorkbookRow] {
        defer { rows.removeAll(keepingCapacity: true) }
        return rows
    }

    func begin(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "c": beginCell(attributes)
        case "v": wantsText = true
        case "t": wantsText = !isInPhonetic
        case "rPh": isInPhonetic = true
        case "row": beginRow(attributes)
        default: break
        }
    }

    func end(_ name: String) {
        switch name {
        case "v", "t": wantsText = false
        case "rPh": isInPhonetic = false
        case "c": endCell()
        case "row": endRow()
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        unsafe content.append(contentsOf: bytes)
        if content.count > limits.mostCellBytes {
            refusal = .cellTooLong(row: rowNumber, mostBytes: limits.mostCellBytes)
        }
    }

    private func beginRow(_ attributes: XMLAttributes) {
        let number = attributes["r"].flatMap { Int($0) } ?? rowNumber + 1
        if number <= rowNumber { refusal = .rowOrder(row: number) }
        if number > limits.mostRows { refusal = .tooManyRows(most: limits.mostRows) }
        rowNumber = number
        column = -1
        cells.removeAll(keepingCapacity: true)
    }

    private func beginCell(_ attributes: XMLAttributes) {
        column = attributes["r"].flatMap { ColumnName.index(of: $0) } ?? column + 1
        kind = attributes["t"]
        style = attributes["s"].flatMap { Int($0) } ?? 0
        content.removeAll(keepingCapacity: true)
    }

    private func endCell() {
        let cell = value
        guard cell != .empty else { return }
        guard column < limits.mostColumns else {
            refusal = .tooManyColumns(row: rowNumber, most: limits.mostColumns)
            return
        }
        while cells.count <= column { cells.append(.empty) }
        cells[column] = cell
    }

    private func endRow() {
        guard !cells.isEmpty else { return }
        rows.append(WorkbookRow(number: rowNumber, cells: cells))
    }

    private var value: WorkbookCell {
        guard !content.isEmpty else { return .empty }
        switch kind {
        case "s": return sharedText
        case "inlineStr", "str": return text(EscapedText.text(of: content[...]))
        case "b": return .boolean(content == [UInt8(ascii: "1")] || plain == "true")
        case "e": return .error(plain)
        case "d": return .date(plain)
        default: return number
        }
    }

    private var plain: String { String(decoding: content, as: UTF8.self) }

    private func text(_ text: String) -> WorkbookCell { text.isEmpty ? .empty : .text(text) }

    private var sharedText: WorkbookCell {
        guard let index = Int(plain), let shared = strings[index] else {
            refusal = .missingPart("of its shared texts, number \(plain.prefix(20))")
            return .empty
        }
        return text(shared)
    }

    private var number: WorkbookCell {
        let written = plain
        guard formats.showsDate(style), let serial = Double(written), let date = dates.text(serial) else {
            return .number(written)
        }
        return .date(date)
    }
}
