package import Payload
import Vocabulary

/// One line of a journal: an entry and the terminal's signature over it, in the only form they have.
package struct JournalLine: Sendable, Hashable {
    package let entry: JournalEntry
    /// 64 bytes.
    let signature: [UInt8]
    /// Without the line end.
    package let bytes: [UInt8]

    /// Keeps journal signatures apart from every other use of the key.
    private static let domain = Array("tessera journal entry 1\0".utf8)

    /// 128 KB: a basket of the most lines with a long code, twice over.
    package static let maximumByteCount = 131_072

    /// Signs an entry; `nil` if the cryptographic library fails, which it documents but has no known cause.
    init?(signing entry: JournalEntry, with key: TerminalSigningKey) {
        let body = entry.body
        guard let signature = key.signature(over: Self.domain + body) else { return nil }
        self.init(entry: entry, body: body, signature: signature)
    }

    private init(entry: JournalEntry, body: [UInt8], signature: [UInt8]) {
        self.entry = entry
        self.signature = signature
        bytes = body + Self.beforeSignature + Array(Hex.encode(signature).utf8) + Self.end
    }

    /// Reads a line, without its line end; nothing is believed yet.
    ///
    /// - Parameter bytes: One line.
    /// - Throws: `LineFault` for anything that no terminal would have written.
    init(reading bytes: [UInt8]) throws(LineFault) {
        guard bytes.count <= Self.maximumByteCount else { throw LineFault("entry") }
        var line = LineReader(bytes)
        let entry = try JournalEntry(reading: &line)
        let signature = try line.value("signature") { try? Hex.decode($0) }
        try line.close("}")
        self.init(entry: entry, body: entry.body, signature: signature)
        // Whatever was spelled another way is not what was signed.
        guard self.bytes == bytes else { throw LineFault("entry") }
    }

    /// What the next entry follows: the signature is part of it.
    package var hash: Digest256 { Digest256(hashing: bytes) }

    /// What comes after it.
    package var head: JournalHead {
        JournalHead(terminal: entry.terminal, sequence: entry.sequence, hash: hash)
    }

    func isSigned(by key: TerminalVerifyingKey) -> Bool {
        key.isValid(signature, over: Self.domain + entry.body)
    }

    private static let beforeSignature = Array(",\"signature\":\"".utf8)
    private static let end = Array("\"}".utf8)
}
