package import Foundation
import Membership
import Vocabulary

/// Writes what became of every row of a list, as CSV: line, member, fate, change, reasons.
///
/// A row's fate is one of added, updated, unchanged, refused and question; the change says what was done with a row that
/// was taken apart from a field. Reasons are fields with the words of the report, such as `phone:shared_phone`.
package final class RowFates {
    private let file: OutputFile
    private let writer = CSVWriter()
    private var waiting: [UInt8]

    /// 256 KiB: some ten thousand rows between two writes.
    private static let bufferByteCount = 262_144

    /// Begins the file, which its owner alone can read; it appears when it is finished.
    ///
    /// - Parameters:
    ///   - url: Where it will be.
    ///   - existing: What to do about one that is there already.
    /// - Throws: `ServiceError.exists` or `.file`.
    package init(_ url: URL, existing: OutputFile.Existing) throws(ServiceError) {
        file = try OutputFile(url, existing: existing, audience: .owner)
        waiting = writer.row(["line", "member", "fate", "change", "reasons"])
    }

    /// Appends a row.
    func write(_ row: ListedRow, _ outcome: RowOutcome) throws(ServiceError) {
        let change = outcome.disposition == .refused ? "" : outcome.disposition.rawValue
        let fate =
            outcome.disposition != .refused && outcome.hasQuestion ? "question" : outcome.disposition.rawValue
        let reasons = outcome.findings.map { "\($0.field):\($0.reason.rawValue)" }.joined(separator: " ")
        waiting += writer.row([String(row.line), member(row, outcome), fate, change, reasons])
        guard waiting.count >= Self.bufferByteCount else { return }
        try flush()
    }

    private func member(_ row: ListedRow, _ outcome: RowOutcome) -> String {
        if case .accepted(let record, _, _) = outcome { return record.member.id.text }
        if case .member(let id)? = row.subject { return id.text }
        return ""
    }

    private func flush() throws(ServiceError) {
        try file.write(waiting)
        waiting.removeAll(keepingCapacity: true)
    }

    /// Makes what was written the file.
    ///
    /// - Throws: `ServiceError.file`.
    package func finish() throws(ServiceError) {
        try flush()
        try file.finish()
    }
}
