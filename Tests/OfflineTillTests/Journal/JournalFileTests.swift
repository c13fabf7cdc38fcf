import OfflineTill
import Payload
import Support
import Testing
import Vocabulary

@Suite struct JournalFileTests {
    private func reopen(_ bytes: [UInt8]) throws -> (
        journal: JournalFile, entries: [JournalEntry], disk: MemoryDisk
    ) {
        let disk = MemoryDisk(bytes)
        var entries: [JournalEntry] = []
        let journal = try JournalFile(
            disk, terminal: Sample.terminal, key: Sample.key(), visit: { entries.append($0) })
        return (journal, entries, disk)
    }

    @Test("An entry is written in one piece and synced before it is acknowledged") func syncedFirst() throws {
        let disk = MemoryDisk()
        let journal = try Sample.journal([], on: disk)
        let entry = try journal.append(
            .serverTime(Sample.noon), at: Sample.reading(), utcOffsetSeconds: Sample.zone)
        #expect(entry.sequence == 1)
        #expect(disk.calls == [.append(disk.bytes.count), .sync])
        #expect(disk.syncedCount == disk.bytes.count)
    }

    @Test("Cut at any byte, a journal opens with every whole line and goes on from there") func everyCut()
        throws
    {
        let disk = MemoryDisk()
        let journal = try Sample.journal(try Sample.fewEvents(), on: disk)
        let whole = disk.bytes
        let ends = whole.indices.filter { whole[$0] == UInt8(ascii: "\n") }
        #expect(journal.head.sequence == 3)
        for length in 0...whole.count {
            let (opened, entries, cut) = try reopen(Array(whole.prefix(length)))
            let expected = ends.count { $0 < length }
            #expect(entries.count == expected, "cut at \(length)")
            let kept = expected == 0 ? 0 : ends[expected - 1] + 1
            #expect(cut.bytes.count == kept)
            #expect(opened.tornTail?.byteCount ?? 0 == length - kept)
            #expect(cut.aside.values.first ?? [] == Array(whole[kept..<length]))
            _ = try opened.append(.serverTime(Sample.noon), at: Sample.reading(), utcOffsetSeconds: 0)
            let again = try reopen(cut.bytes)
            #expect(again.entries.count == expected + 1)
            #expect(again.journal.tornTail == nil)
        }
    }

    @Test("Zeros where a crash left a line unfilled are a torn tail, anywhere else a fault") func zeros()
        throws
    {
        let disk = MemoryDisk()
        _ = try Sample.journal(try Sample.fewEvents(), on: disk)
        let start = try #require(disk.bytes.dropLast().lastIndex(of: UInt8(ascii: "\n"))) + 1
        for count in 1...(disk.bytes.count - start) {
            var bytes = disk.bytes
            for place in start..<start + count { bytes[place] = 0 }
            let opened = try reopen(bytes)
            #expect(opened.entries.count == 2)
            #expect(opened.journal.tornTail?.byteCount == disk.bytes.count - start)
            var first = disk.bytes
            for place in 0..<min(count, start - 1) { first[place] = 0 }
            #expect(throws: JournalTrouble.self) { try reopen(first) }
        }
    }

    @Test("A journal changed in any byte is not opened, and nothing is changed") func everyByte() throws {
        let disk = MemoryDisk()
        _ = try Sample.journal(try Sample.fewEvents(), on: disk)
        var random = SplitMix64.forTests()
        for place in disk.bytes.indices {
            var bytes = disk.bytes
            bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            let changed = MemoryDisk(bytes)
            #expect(throws: JournalTrouble.self, "byte \(place), seed \(random.seed)") {
                try JournalFile(changed, terminal: Sample.terminal, key: Sample.key())
            }
            #expect(changed.bytes == bytes)
            #expect(changed.calls.isEmpty)
        }
    }

    @Test("A long journal is read in parts, and a line in any of them that was changed is told by its number")
    func parts() throws {
        let disk = MemoryDisk()
        let long = try OfflineWish(key: "K", code: String(repeating: "C", count: 2_048))
        // A kilobyte or two each: more than two parts of 256 kB.
        let events = Array(repeating: JournalEvent.refused(long, reason: "unknown_code"), count: 300)
        _ = try Sample.journal(events, on: disk)
        #expect(disk.bytes.count > 2 * 262_144)
        let (journal, entries, _) = try reopen(disk.bytes)
        #expect(entries.map(\.sequence) == Array(1...300) && journal.head.sequence == 300)
        let ends = disk.bytes.indices.filter { disk.bytes[$0] == UInt8(ascii: "\n") }
        for line in [1, 90, 150, 299, 300] {
            var bytes = disk.bytes
            // The last digit of the line's signature, before the quotation mark and the brace.
            let place = ends[line - 1] - 3
            bytes[place] = bytes[place] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
            let fault = JournalFault(line: line, sequence: Int64(line), reason: .badSignature)
            #expect(throws: JournalTrouble.fault(fault)) { try reopen(bytes) }
        }
    }

    @Test("A journal of another terminal or key is not opened") func foreign() throws {
        let disk = MemoryDisk()
        _ = try Sample.journal(try Sample.events(), on: disk)
        #expect(throws: JournalTrouble.self) {
            try JournalFile(disk, terminal: TerminalID(unchecked: "T2"), key: Sample.key())
        }
        #expect(throws: JournalTrouble.self) {
            try JournalFile(disk, terminal: Sample.terminal, key: Sample.key(2))
        }
    }

    @Test("A full disk takes back what it took of a line, and the next one follows") func full() throws {
        let disk = MemoryDisk()
        let journal = try Sample.journal(Array(try Sample.events().prefix(2)), on: disk)
        let before = disk.bytes
        disk.failsAt = 1
        #expect(throws: JournalTrouble.disk(.full(path: "memory"))) {
            try journal.append(.serverTime(Sample.noon), at: Sample.reading(), utcOffsetSeconds: 0)
        }
        #expect(disk.bytes == before)
        _ = try journal.append(.serverTime(Sample.noon), at: Sample.reading(), utcOffsetSeconds: 0)
        #expect(try reopen(disk.bytes).entries.count == 3)
    }

    @Test("After a failed sync nothing is written until the journal is opened again") func failedSync() throws
    {
        let disk = MemoryDisk()
        let journal = try Sample.journal([], on: disk)
        disk.failsAt = 2
        for _ in 0..<2 {
            #expect(throws: JournalTrouble.unwritable(.full(path: "memory"))) {
                try journal.append(.serverTime(Sample.noon), at: Sample.reading(), utcOffsetSeconds: 0)
            }
        }
        #expect(disk.calls.count == 2)
        #expect(try reopen(Array(disk.bytes.prefix(disk.syncedCount))).entries.isEmpty)
    }

    @Test("It knows how far the server has answered, also after a restart") func answers() throws {
        let disk = MemoryDisk()
        let journal = try Sample.journal([], on: disk)
        func write(_ event: JournalEvent) throws {
            _ = try journal.append(event, at: Sample.reading(), utcOffsetSeconds: 0)
        }
        #expect(journal.isAnswered)
        try write(.accepted(Sample.use("K1")))
        try write(.refused(Sample.wish("K2"), reason: "expired"))
        try write(.refused(Sample.wish("K3", attempt: .unanswered), reason: "needs_network"))
        try write(.voided(OfflineVoid(key: "V1", redemption: "K1")))
        #expect(journal.answeredThrough == 0)
        try write(.answered(key: "K1", .redeemed(RedemptionID(unchecked: "R1"))))
        #expect(journal.answeredThrough == 2)
        try write(.answered(key: "V1", .reversed(RedemptionID(unchecked: "R1"))))
        #expect(try reopen(disk.bytes).journal.answeredThrough == 2)
        try write(.answered(key: "K3", .neverSeen))
        #expect(journal.isAnswered)
        #expect(try reopen(disk.bytes).journal.answeredThrough == 7)
    }

    @Test("Batches cover the journal, within their bounds") func batches() throws {
        let disk = MemoryDisk()
        let events = (0..<600).map { JournalEvent.clockJumped(byMilliseconds: $0) }
        let long = try OfflineWish(key: "K", code: String(repeating: "C", count: 2_048))
        let journal = try Sample.journal(
            events + (0..<200).map { _ in .refused(long, reason: "unknown_code") }, on: disk)
        var text: [UInt8] = []
        var next: Int64 = 1
        while next <= journal.head.sequence {
            let batch = try journal.batch(from: next)
            #expect(batch.first == next)
            #expect((1...JournalFile.maximumBatchCount).contains(batch.count))
            #expect(batch.lines.count <= JournalFile.maximumBatchByteCount)
            text += batch.lines
            next = batch.last + 1
        }
        #expect(text == disk.bytes)
        #expect(try journal.batch(from: next).count == 0)
        #expect(try journal.batch(from: 0).count == 0)
    }
}
