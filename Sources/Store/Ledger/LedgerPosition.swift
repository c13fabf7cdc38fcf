/// How far a reader of the register has come in each chain.
///
/// With one verifier there is one chain, and the position is its sequence; several verifiers write a chain each. Entries
/// of a chain have their order for good, and a new entry is always behind the position that a reader has in its chain.
package struct LedgerPosition: Sendable, Hashable {
    /// The sequence of the last entry read, by the chain's writer; 0 or missing for none.
    package private(set) var sequences: [String: Int64]

    /// The chain that a plain number speaks of.
    package static let mainWriter = "main"

    package init(sequences: [String: Int64] = [:]) {
        self.sequences = sequences.filter { $0.value > 0 }
    }

    /// Before every entry.
    package static let start = LedgerPosition()

    /// The last entry read of one chain; 0 for none.
    package subscript(writer: String) -> Int64 { sequences[writer] ?? 0 }

    /// Goes on to an entry.
    package mutating func advance(to entry: LedgerEntry) {
        sequences[entry.writer] = max(self[entry.writer], entry.sequence)
    }

    /// Reads a number, which is a place in the chain `main`, or `writer:sequence` joined by commas; `nil` if it is neither.
    package init?(parsing text: some StringProtocol) {
        if let sequence = Int64(text) {
            guard sequence >= 0 else { return nil }
            self.init(sequences: [Self.mainWriter: sequence])
            return
        }
        var sequences: [String: Int64] = [:]
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let pair = part.split(separator: ":", omittingEmptySubsequences: false)
            guard pair.count == 2, !pair[0].isEmpty, pair[0].utf8.count <= Self.maximumWriterLength,
                sequences.count < Self.maximumWriterCount, let sequence = Int64(pair[1]), sequence >= 0
            else { return nil }
            sequences[String(pair[0])] = sequence
        }
        self.init(sequences: sequences)
    }

    /// The text that `init(parsing:)` reads, as short as can be.
    package var text: String {
        if sequences.isEmpty { return "0" }
        if sequences.count == 1, let only = sequences[Self.mainWriter] { return String(only) }
        return sequences.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }.joined(separator: ",")
    }

    /// 1,024 chains: more verifiers than one database serves, and a cursor that still fits a URL.
    static let maximumWriterCount = 1_024
    /// 16 bytes: a chain's name is a letter, a number and perhaps a bucket.
    static let maximumWriterLength = 16
}
