import Payload
import Vocabulary

/// A part of a journal as it reached the server: some of it may be there already.
package struct JournalUpload: Sendable {
    /// In their order; nothing is believed yet.
    package let lines: [JournalLine]

    /// 10,000 lines: a busy till's week.
    package static let maximumLineCount = 10_000

    /// 16 MB: so many lines with long codes.
    package static let maximumByteCount = 16_777_216

    /// Reads the lines' form.
    ///
    /// - Parameter text: At most `maximumByteCount` bytes.
    /// - Throws: `JournalFault` with the first line that no terminal would have written, `malformed` too for the first
    ///   that is too many.
    package init(reading text: [UInt8]) throws(JournalFault) {
        var lines: [JournalLine] = []
        for line in JournalText.lines(of: text) {
            let number = lines.count + 1
            do throws(LineFault) {
                guard number <= Self.maximumLineCount else { throw LineFault("entry") }
                lines.append(try JournalLine(reading: line))
            } catch {
                throw JournalFault(line: number, sequence: 0, reason: .malformed)
            }
        }
        self.lines = lines
    }

    /// The numbers of the entries that it begins and ends with; `nil` if it has none.
    package var sequences: (first: Int64, last: Int64)? {
        guard let first = lines.first, let last = lines.last else { return nil }
        return (first.entry.sequence, last.entry.sequence)
    }

    /// Returns the lines that are new behind a head, verified; those before it are compared by whoever has them.
    ///
    /// - Parameters:
    ///   - head: The last line that was verified before, or the genesis.
    ///   - key: The terminal's public key.
    /// - Returns: The new lines.
    /// - Throws: `JournalFault`.
    package func newLines(
        after head: JournalHead, key: TerminalVerifyingKey
    ) throws(JournalFault) -> [JournalLine] {
        let new = Array(lines.drop { $0.entry.sequence <= head.sequence })
        var verifier = JournalVerifier(after: head, key: key)
        if verifier.verify(whole: new) { return new }
        let before = lines.count - new.count
        for line in new {
            do { _ = try verifier.verify(line.bytes) } catch {
                throw JournalFault(
                    line: before + error.line, sequence: error.sequence, reason: error.reason)
            }
        }
        return new
    }

    /// Returns the first line that is not what was kept of it, among those that are kept.
    ///
    /// - Parameter hashes: What was kept, from this upload's first entry on.
    /// - Returns: Its number in the upload, 1 for the first; `nil` if all are.
    package func firstDifference(from hashes: [[UInt8]]) -> Int? {
        zip(lines, hashes).enumerated().first { _, pair in pair.0.hash.bytes != pair.1 }.map { $0.offset + 1 }
    }
}
