import Payload
package import Vocabulary

/// A terminal's journal on its disk: what `append` returned is there after whatever happens to the process.
///
/// One writer: the disk is locked, and this object is used from one place at a time.
package final class JournalFile {
    private let disk: any JournalDisk
    private let key: TerminalSigningKey
    /// Where each line begins; the last number is the file's length.
    private var offsets: [Int] = [0]
    /// The requests that the server has not answered, by key, and the number of their entries.
    private var unanswered: [String: Int64] = [:]
    /// Why nothing more is written: what is on the disk is not known any more.
    private var trouble: DiskError?

    /// What the next entry follows.
    package private(set) var head: JournalHead
    /// What was found behind the last whole line when it was opened, and was kept aside; `nil` for nothing.
    package private(set) var tornTail: TornTail?

    /// A line that a crash left half written; nobody was told that it was there.
    package struct TornTail: Sendable, Hashable {
        package let byteCount: Int
        /// The ending of the file beside the journal that has the bytes.
        package let ending: String
    }

    /// 256 MB: a thousand offline scans a day for a year, and a second or two to verify.
    package static let maximumByteCount = 268_435_456

    /// Opens a journal and verifies all of it.
    ///
    /// - Parameters:
    ///   - disk: The file; an empty one is a new journal.
    ///   - terminal: Whose it is.
    ///   - key: The terminal's own key.
    ///   - visit: Gets every line once, in order.
    /// - Throws: `JournalTrouble.fault` if any line but a torn last one is not to be believed; nothing is changed then.
    package init(
        _ disk: any JournalDisk, terminal: TerminalID, key: TerminalSigningKey,
        visit: (JournalEntry) -> Void = { _ in }
    ) throws(JournalTrouble) {
        self.disk = disk
        self.key = key
        head = JournalHead(genesisOf: terminal, key.publicKey)
        try load(visit)
    }

    /// Whether every use, void and doubtful refusal up to the last entry has its answer.
    package var isAnswered: Bool { unanswered.isEmpty }

    /// Up to which entry nothing waits for an answer.
    package var answeredThrough: Int64 { (unanswered.values.min() ?? head.sequence + 1) - 1 }

    /// The file's length.
    package var byteCount: Int { offsets.last ?? 0 }

    /// Writes an entry and returns once it is on the disk; only then may a cashier see green.
    ///
    /// - Parameters:
    ///   - event: What happened.
    ///   - reading: Both clocks.
    ///   - utcOffsetSeconds: The store's local time minus UTC.
    /// - Returns: The entry.
    /// - Throws: `JournalTrouble`; after `.unwritable` nothing more is written until the journal is opened again.
    package func append(
        _ event: JournalEvent, at reading: ClockReading, utcOffsetSeconds: Int
    ) throws(JournalTrouble) -> JournalEntry {
        if let trouble { throw .unwritable(trouble) }
        let entry = JournalEntry(after: head, event, at: reading, utcOffsetSeconds: utcOffsetSeconds)
        guard let line = JournalLine(signing: entry, with: key) else { throw .signing }
        let bytes = line.bytes + [UInt8(ascii: "\n")]
        guard bytes.count <= JournalLine.maximumByteCount else { throw .entryTooLong(bytes.count) }
        guard byteCount + bytes.count <= Self.maximumByteCount else { throw .fileTooLong(byteCount) }
        try write(bytes)
        take(line)
        return entry
    }

    private func write(_ bytes: [UInt8]) throws(JournalTrouble) {
        do { try disk.append(bytes) } catch {
            // What is there of the line must go, or the next one would stand behind half of it.
            do {
                try disk.cut(to: byteCount)
                try disk.sync()
            } catch { trouble = error }
            throw .disk(error)
        }
        // A failed sync may have dropped the bytes and forgotten that it did: nothing after it can be trusted.
        do { try disk.sync() } catch {
            trouble = error
            throw .unwritable(error)
        }
    }

    private func take(_ line: JournalLine) {
        head = line.head
        offsets.append(byteCount + line.bytes.count + 1)
        let event = line.entry.event
        guard let requested = event.key else { return }
        if case .answered = event {
            unanswered[requested] = nil
        } else if event.wantsAnswer {
            unanswered[requested] = line.entry.sequence
        }
    }
}

extension JournalFile {
    private func load(_ visit: (JournalEntry) -> Void) throws(JournalTrouble) {
        let bytes: [UInt8]
        do { bytes = try disk.contents() } catch { throw .disk(error) }
        guard bytes.count <= Self.maximumByteCount else { throw .fileTooLong(bytes.count) }
        let lastLine = bytes[Self.lastLine(of: bytes)...]
        let isTorn = Self.isTorn(lastLine)
        var verifier = JournalVerifier(after: head, key: key.publicKey)
        for part in Self.parts(of: isTorn ? bytes[..<lastLine.startIndex] : bytes[...]) {
            let lines: [JournalLine]
            do { lines = try verifier.verify(lines: Array(part)) } catch { throw .fault(error) }
            for line in lines {
                take(line)
                visit(line.entry)
            }
        }
        if isTorn { try setAside(lastLine) }
    }

    /// 256 kB verified at once, by one signature if all is well: the rest of a large journal need not be in memory twice.
    private static let partByteCount = 262_144

    /// Cuts a text behind line ends.
    private static func parts(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        var rest = text
        while !rest.isEmpty {
            let cut = rest.dropFirst(partByteCount - 1).firstIndex(of: UInt8(ascii: "\n"))
            let part = cut.map { rest[...$0] } ?? rest
            parts.append(part)
            rest = rest[part.endIndex...]
        }
        return parts
    }

    /// Where the last line begins, whether it has its end or not.
    private static func lastLine(of bytes: [UInt8]) -> Int {
        bytes.dropLast().lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    }

    /// Whether a crash can have left these last bytes, so that nobody was ever told of them.
    ///
    /// It leaves the beginning of a line, or, where the system had lengthened the file and not yet filled it, zeros
    /// from the old end on. Anything else was whole once, acknowledged, and changed later.
    private static func isTorn(_ rest: ArraySlice<UInt8>) -> Bool {
        if rest.isEmpty { return false }
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
            return (try? JournalLine(reading: Array(rest.dropLast()))) == nil
        }
        return rest.first == 0 && end == rest.endIndex - 1
    }

    private func setAside(_ torn: ArraySlice<UInt8>) throws(JournalTrouble) {
        let name = Digest256(hashing: Array(torn)).hex.prefix(8)
        let tail = TornTail(byteCount: torn.count, ending: ".torn-\(head.sequence + 1)-\(name)")
        do {
            try disk.keepAside(Array(torn), ending: tail.ending)
            try disk.cut(to: byteCount)
            try disk.sync()
        } catch { throw .disk(error) }
        tornTail = tail
    }
}

extension JournalFile {
    /// 256 entries in one upload: a day's at a busy till.
    package static let maximumBatchCount = 256
    /// 256 KB in one upload, less than any server's limit for a body; one entry that is longer goes alone.
    package static let maximumBatchByteCount = 262_144

    /// Reads entries to upload as they stand in the file.
    ///
    /// - Parameter first: The number of the first; anything from 1 to that of the last entry.
    /// - Returns: As many as fit; none if there is no such entry.
    /// - Throws: `JournalTrouble.disk`.
    package func batch(from first: Int64) throws(JournalTrouble) -> JournalBatch {
        guard first >= 1, first <= head.sequence else {
            return JournalBatch(first: first, count: 0, lines: [])
        }
        let start = Int(first - 1)
        var end = start + 1
        while end < offsets.count - 1, end - start < Self.maximumBatchCount,
            offsets[end + 1] - offsets[start] <= Self.maximumBatchByteCount
        { end += 1 }
        do {
            let lines = try disk.read(offsets[end] - offsets[start], at: offsets[start])
            return JournalBatch(first: first, count: end - start, lines: lines)
        } catch { throw .disk(error) }
    }
}

/// Consecutive lines of a journal, each with its line end.
package struct JournalBatch: Sendable, Hashable {
    /// The number of the first entry.
    package let first: Int64
    package let count: Int
    package let lines: [UInt8]

    /// The number of the last entry.
    package var last: Int64 { first + Int64(count) - 1 }
}

/// Why a journal cannot be opened or written.
package enum JournalTrouble: Error, Sendable, Hashable {
    /// Nothing was written.
    case disk(DiskError)
    /// It is not known what is on the disk: open the journal again.
    case unwritable(DiskError)
    case fault(JournalFault)
    /// The line has this many bytes, more than `JournalLine.maximumByteCount`.
    case entryTooLong(Int)
    /// The file has this many bytes, and would have more than `JournalFile.maximumByteCount`.
    case fileTooLong(Int)
    /// The cryptographic library failed, which it documents but has no known cause.
    case signing
}
