import Payload

/// The issuer's signature over the entries that one group appended to a chain.
///
/// It signs the root of a Merkle tree over their receipts, once a group: each receipt then proves that it is in the
/// tree, and costs no signature of its own. Entry after entry of a chain belongs to one checkpoint, so a chain cannot
/// be rewritten without the issuer's key.
package struct Checkpoint: Sendable, Hashable {
    package let home: Home
    package let writer: String
    /// The sequences of the entries, both included.
    package let first: Int64
    package let last: Int64
    /// The Merkle tree's root over the receipts' leaves in the order of the entries, 32 bytes.
    package let root: [UInt8]
    package let seal: Seal

    package init(home: Home, writer: String, first: Int64, last: Int64, root: [UInt8], seal: Seal) {
        self.home = home
        self.writer = writer
        self.first = first
        self.last = last
        self.root = root
        self.seal = seal
    }

    /// What is signed.
    package var statement: [UInt8] {
        Self.statement(writer: writer, first: first, last: last, root: root)
    }

    package static func statement(writer: String, first: Int64, last: Int64, root: [UInt8]) -> [UInt8] {
        var form = CanonicalForm("tessera checkpoint 1")
        form.append(text: writer)
        form.append(integer: first)
        form.append(integer: last)
        form.append(bytes: root)
        return form.bytes
    }

    /// Whether these are the entries that it was made over, in their order.
    package func fits(_ entries: [LedgerEntry]) -> Bool {
        entries.count == Int(last - first) + 1
            && MerkleTree(leaves: entries.map(ReceiptPayload.leaf)).root == root
    }
}

/// A signature with the key that made it.
package struct Seal: Sendable, Hashable {
    package let keyID: UInt8
    /// Ed25519, 64 bytes.
    package let signature: [UInt8]

    package init(keyID: UInt8, signature: [UInt8]) {
        self.keyID = keyID
        self.signature = signature
    }
}

/// What makes a receipt's payload provable: its place in the tree of a signed checkpoint.
package struct ReceiptProof: Sendable, Hashable {
    package let writer: String
    package let first: Int64
    package let last: Int64
    /// The entry's own sequence, `first` to `last`.
    package let sequence: Int64
    /// The hashes beside the way from the leaf to the root (RFC 9162, section 2.1.3), 32 bytes each.
    package let path: [[UInt8]]
    package let seal: Seal

    package init(
        writer: String, first: Int64, last: Int64, sequence: Int64, path: [[UInt8]], seal: Seal
    ) {
        self.writer = writer
        self.first = first
        self.last = last
        self.sequence = sequence
        self.path = path
        self.seal = seal
    }

    /// What the key must have signed for the payload to be true; `nil` if the proof has no possible shape.
    package func statement(of payload: [UInt8]) -> [UInt8]? {
        guard first >= 1, (first...max(first, last)).contains(sequence), last >= first else { return nil }
        let root = MerkleTree.root(
            leaf: MerkleTree.leafHash(payload), at: Int(sequence - first), count: Int(last - first) + 1,
            path: path)
        return root.map { Checkpoint.statement(writer: writer, first: first, last: last, root: $0) }
    }
}
