import Membership
import Workbook

/// Makes rows of a list of a sheet's rows, all as wide as the first, which is the heading.
struct SheetLayout {
    private var width: Int?

    /// Returns a row of the sheet as a row of a list.
    mutating func row(_ row: WorkbookRow) -> CSVRow {
        let width = width ?? row.cells.count
        self.width = width
        guard row.cells.count <= width else {
            let reason = CSVFault.Reason.wrongColumnCount(found: row.cells.count, expected: width)
            return .damaged(CSVFault(line: row.number, reason: reason))
        }
        var fields: [String] = []
        fields.reserveCapacity(width)
        var faults: [FieldFault] = []
        for cell in row.cells { fields.append(text(of: cell, at: fields.count, &faults)) }
        while fields.count < width { fields.append("") }
        return .record(CSVRecord(line: row.number, fields: fields, faults: faults))
    }

    private func text(of cell: WorkbookCell, at position: Int, _ faults: inout [FieldFault]) -> String {
        switch cell {
        case .empty: return ""
        case .text(let text), .date(let text): return text
        case .boolean(let value): return value ? "true" : "false"
        case .error(let word):
            faults.append(FieldFault(position: position, reason: .cellError, value: word))
            return ""
        case .number(let written):
            if let text = ExactNumber.text(of: written) { return text }
            faults.append(FieldFault(position: position, reason: .inexactNumber, value: written))
            return ""
        }
    }
}
