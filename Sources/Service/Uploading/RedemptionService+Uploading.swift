import OfflineTill
import Payload
package import Store
import Vocabulary

/// Takes the journals of tills that were offline.
extension RedemptionService {
    /// How long an upload may be.
    package static let maximumUploadByteCount = JournalUpload.maximumByteCount

    /// Keeps the key by which a terminal's journal is verified.
    ///
    /// - Parameters:
    ///   - key: 64 hexadecimal digits (RFC 8032, section 5.1.2).
    ///   - terminal: Whose.
    /// - Returns: A problem if the terminal has another one; `nil` if it has this one now.
    /// - Throws: `ServiceError.invalidInput`.
    package func keep(
        journalKey key: String, terminal: TerminalRecord
    ) async throws(ServiceError) -> Problem? {
        guard let bytes = try? Hex.decode(key), (try? TerminalVerifyingKey(rawRepresentation: bytes)) != nil
        else {
            let detail = "The 64 hexadecimal digits of an Ed25519 public key were expected."
            throw .invalidInput([InputFault(pointer: "/public_key", detail: detail)])
        }
        let kept = try await stored(
            await context.store.keep(
                journalKey: bytes, of: terminal.id, at: context.surroundings.now()))
        return kept == bytes ? nil : .journalKeyTaken
    }

    /// Takes a part of a terminal's journal, and returns once all that it asks for is on disk.
    ///
    /// Nothing hangs on the order in which parts come, nor on how often: an entry is told what it was told before.
    ///
    /// - Parameters:
    ///   - text: Its lines, at most `JournalUpload.maximumByteCount` bytes.
    ///   - terminal: Whose journal it is.
    /// - Returns: An answer for each entry that asks, or why nothing was taken.
    /// - Throws: `ServiceError.storage`; the same upload again tells what was done.
    package func upload(
        _ text: [UInt8], terminal: TerminalRecord
    ) async throws(ServiceError) -> UploadReply {
        let stored = try await stored(await context.store.journalKey(of: terminal.id))
        guard let stored, let key = try? TerminalVerifyingKey(rawRepresentation: stored) else {
            return .refused(.journalKeyMissing)
        }
        do throws(UploadStop) {
            let upload = try UploadStop.reading { () throws(JournalFault) in try JournalUpload(reading: text)
            }
            return .taken(try await take(upload, key, terminal))
        } catch {
            switch error {
            case .refused(let problem): return .refused(problem)
            case .trouble(let trouble): throw trouble
            }
        }
    }

    private func take(
        _ upload: JournalUpload, _ key: TerminalVerifyingKey, _ terminal: TerminalRecord
    ) async throws(UploadStop) -> UploadDocument {
        let last = try await UploadStop.storing(await context.store.lastJournalLine(of: terminal.id))
        guard let sequences = upload.sequences else {
            return UploadDocument(terminal: terminal.id, through: last?.sequence ?? 0, answers: [])
        }
        let head = try Self.head(last, key, terminal)
        guard sequences.first <= head.sequence + 1 else {
            throw .refused(.journalGap(next: head.sequence + 1))
        }
        try await compare(upload, from: sequences.first, with: head, terminal)
        let new = try UploadStop.reading { () throws(JournalFault) in
            try upload.newLines(after: head, key: key)
        }
        let answers = try await answers(to: upload.lines.map(\.entry), terminal)
        try await add(new, terminal)
        return UploadDocument(
            terminal: terminal.id, through: max(head.sequence, sequences.last), answers: answers)
    }

    private static func head(
        _ last: JournalPlace?, _ key: TerminalVerifyingKey, _ terminal: TerminalRecord
    ) throws(UploadStop) -> JournalHead {
        guard let last else { return JournalHead(genesisOf: terminal.id, key) }
        guard let hash = try? Digest256(bytes: last.hash) else {
            throw .trouble(.storage(.corrupt("the journal of \(terminal.id) has a hash of another length")))
        }
        return JournalHead(terminal: terminal.id, sequence: last.sequence, hash: hash)
    }

    /// Compares what came again with what is kept; the same lines need no second look.
    private func compare(
        _ upload: JournalUpload, from first: Int64, with head: JournalHead, _ terminal: TerminalRecord
    ) async throws(UploadStop) {
        guard first <= head.sequence else { return }
        // An entry below the first is no terminal's.
        guard first >= 1 else { throw .refused(.journalForked(line: 1)) }
        let end = min(head.sequence, first + Int64(JournalUpload.maximumLineCount))
        let kept = try await UploadStop.storing(
            await context.store.journalHashes(of: terminal.id, in: first...end))
        if let line = upload.firstDifference(from: kept) { throw .refused(.journalForked(line: line)) }
    }

    private func add(_ new: [JournalLine], _ terminal: TerminalRecord) async throws(UploadStop) {
        guard !new.isEmpty else { return }
        let lines = new.map { line in
            StoredJournalLine(
                place: JournalPlace(sequence: line.entry.sequence, hash: line.hash.bytes),
                text: String(decoding: line.bytes, as: UTF8.self))
        }
        let isAdded = try await UploadStop.storing(
            await context.store.add(journalLines: lines, of: terminal.id))
        // Another upload of the same terminal was first: it is asked to come again, and is told the same.
        guard isAdded else {
            throw .trouble(.storage(.busy("another upload of \(terminal.id) is being taken")))
        }
    }
}

/// Answers.
extension RedemptionService {
    private func answers(
        to entries: [JournalEntry], _ terminal: TerminalRecord
    ) async throws(UploadStop) -> [UploadDocument.Answer] {
        var reading = JournalReading(context, terminal)
        var answers: [UploadDocument.Answer] = []
        var waiting: [(entry: JournalEntry, attempt: Attempt)] = []
        for entry in entries {
            let attempt: Attempt?
            do throws(ServiceError) { attempt = try await reading.attempt(entry) } catch {
                throw .trouble(error)
            }
            guard let attempt else { continue }
            waiting.append((entry, attempt))
            if waiting.count == CommitQueue.maximumGroupCount {
                answers += try await carryOut(waiting)
                waiting = []
            }
        }
        if !waiting.isEmpty { answers += try await carryOut(waiting) }
        return answers
    }

    /// Carries out a group of its own: so other tills' requests come in between, and the order is the journal's.
    private func carryOut(
        _ group: [(entry: JournalEntry, attempt: Attempt)]
    ) async throws(UploadStop) -> [UploadDocument.Answer] {
        let found = try await UploadStop.storing(
            await context.store.carryOut(group.map(\.attempt), by: rules))
        context.eventBell.ring()
        return zip(group, found).compactMap { asked, answer in
            guard let key = asked.entry.event.key else { return nil }
            let record: OfflineRecord =
                switch answer {
                case .decided(.offline(let record)), .replayed(.offline(let record)): record
                default: .refused(reason: "key_reused")
                }
            return UploadDocument.Answer(entry: asked.entry.sequence, key: key, record)
        }
    }
}

/// Why an upload is not taken.
private enum UploadStop: Error {
    case refused(Problem)
    case trouble(ServiceError)

    static func storing<Value>(
        _ work: @autoclosure () async throws(StoreError) -> Value
    ) async throws(UploadStop) -> Value {
        do { return try await work() } catch { throw .trouble(.storage(error)) }
    }

    static func reading<Value>(_ work: () throws(JournalFault) -> Value) throws(UploadStop) -> Value {
        do { return try work() } catch { throw .refused(.journalFault(error)) }
    }
}
