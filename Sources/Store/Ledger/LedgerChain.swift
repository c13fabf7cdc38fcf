import Payload
import Promotion
import Vocabulary

/// The hash chain that makes a changed or missing ledger row show.
package enum LedgerChain {
    /// What the first entry of a chain follows.
    package static let origin = [UInt8](repeating: 0, count: 32)

    /// Returns the hash of an entry: SHA-256 over a label, the previous hash and the canonical fields.
    ///
    /// The canonical form is every field in a fixed order, each with its length in front, so that no two
    /// different entries share one form.
    package static func hash(
        _ draft: LedgerDraft, writer: String, sequence: Int64, after previousHash: [UInt8],
        form version: LedgerForm = .current
    ) -> [UInt8] {
        var form = CanonicalForm("tessera ledger \(version.rawValue)")
        form.append(bytes: previousHash)
        form.append(text: writer)
        form.append(integer: sequence)
        form.append(draft, version)
        return Digest256(hashing: form.bytes).bytes
    }

    /// What is wrong with a chain, in the order of its entries.
    package enum Fault: Error, Sendable, Hashable {
        /// An entry is missing or doubled: `found` follows `expected - 1`.
        case gap(writer: String, expected: Int64, found: Int64)
        /// The entry does not follow the one before it.
        case broken(writer: String, sequence: Int64)
        /// The entry's own fields were changed.
        case altered(writer: String, sequence: Int64)
    }

    /// Checks entries of one writer as they are read, in order of their sequence.
    package struct Verifier: Sendable {
        private let writer: String
        private var nextSequence: Int64 = 1
        private var lastHash = LedgerChain.origin

        package init(writer: String) {
            self.writer = writer
        }

        /// Checks that `entry` is the next one of the chain.
        ///
        /// - Throws: The first `Fault` met; the chain is not worth reading on after it.
        package mutating func verify(_ entry: LedgerEntry) throws(Fault) {
            guard entry.sequence == nextSequence else {
                throw .gap(writer: writer, expected: nextSequence, found: entry.sequence)
            }
            guard entry.previousHash == lastHash else {
                throw .broken(writer: writer, sequence: entry.sequence)
            }
            let hash = LedgerChain.hash(
                entry.draft, writer: entry.writer, sequence: entry.sequence, after: entry.previousHash,
                form: entry.form)
            guard hash == entry.hash else { throw .altered(writer: writer, sequence: entry.sequence) }
            nextSequence += 1
            lastHash = entry.hash
        }
    }
}
