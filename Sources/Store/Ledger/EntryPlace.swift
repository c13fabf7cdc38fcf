package import Vocabulary

/// Where a reader of somebody's entries, who goes from the newest to the oldest, has come to.
///
/// Entries are in the order of their time; those of one moment in that of their chain and their number in it, so that
/// no page repeats one or leaves one out, whatever is written meanwhile.
package struct EntryPlace: Sendable, Hashable {
    package let at: Instant
    package let writer: String
    package let sequence: Int64

    /// The place of an entry.
    package init(_ entry: LedgerEntry) {
        (at, writer, sequence) = (entry.draft.moment.instant, entry.writer, entry.sequence)
    }

    /// Reads what `text` wrote; `nil` for anything else.
    package init?(parsing text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let milliseconds = Int64(parts[0]), let sequence = Int64(parts[2]),
            (1...LedgerPosition.maximumWriterLength).contains(parts[1].utf8.count), sequence > 0
        else { return nil }
        at = Instant(millisecondsSince1970: milliseconds)
        writer = String(parts[1])
        self.sequence = sequence
    }

    /// `milliseconds:writer:sequence`.
    package var text: String { "\(at.millisecondsSince1970):\(writer):\(sequence)" }

    /// Whether an entry is read after this one, which is the newer.
    func precedes(_ entry: LedgerEntry) -> Bool {
        let other = EntryPlace(entry)
        return (other.at, other.writer, other.sequence) < (at, writer, sequence)
    }
}
