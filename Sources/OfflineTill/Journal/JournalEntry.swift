package import Payload
package import Vocabulary

/// One line of a terminal's journal, before it is signed.
package struct JournalEntry: Sendable, Hashable {
    /// 1 for the first, without gaps.
    package let sequence: Int64
    package let terminal: TerminalID
    /// The hash of the line before, or of the genesis.
    package let previousHash: Digest256
    /// Both clocks when it was written.
    package let reading: ClockReading
    /// The store's local time minus UTC then.
    package let utcOffsetSeconds: Int
    package let event: JournalEvent

    /// Fourteen hours: no zone is further from Greenwich.
    package static let maximumOffsetSeconds = 50_400

    /// Puts an event in its place.
    ///
    /// - Parameters:
    ///   - head: What was written before.
    ///   - event: What happened.
    ///   - reading: Both clocks.
    ///   - utcOffsetSeconds: The store's local time minus UTC, within `maximumOffsetSeconds`; others are cut.
    init(after head: JournalHead, _ event: JournalEvent, at reading: ClockReading, utcOffsetSeconds: Int) {
        self.init(
            sequence: head.sequence + 1, terminal: head.terminal, previousHash: head.hash, reading: reading,
            utcOffsetSeconds: min(
                max(utcOffsetSeconds, -Self.maximumOffsetSeconds), Self.maximumOffsetSeconds),
            event: event)
    }

    private init(
        sequence: Int64, terminal: TerminalID, previousHash: Digest256, reading: ClockReading,
        utcOffsetSeconds: Int, event: JournalEvent
    ) {
        self.sequence = sequence
        self.terminal = terminal
        self.previousHash = previousHash
        self.reading = reading
        self.utcOffsetSeconds = utcOffsetSeconds
        self.event = event
    }

    /// When it was by the wall, on the store's calendar.
    package var moment: LocalMoment {
        LocalMoment(instant: reading.wall, utcOffsetSeconds: utcOffsetSeconds)
    }
}

extension JournalEntry {
    /// The line up to its signature: what is signed.
    var body: [UInt8] {
        var line = LineWriter()
        line.open("{")
        line.add("entry", sequence)
        line.add("terminal", terminal.text)
        line.add("after", previousHash.hex)
        line.add("at", reading.wall)
        line.add("zone", Int64(utcOffsetSeconds))
        line.add("boot", reading.boot)
        line.add("up", reading.uptimeMilliseconds)
        event.write(to: &line)
        return line.bytes
    }

    /// Reads the fields of `body` from the beginning of a line.
    init(reading line: inout LineReader) throws(LineFault) {
        try line.open("{")
        let sequence = try line.number("entry")
        let terminal = try line.identifier("terminal", as: TerminalID.self)
        let previousHash = try line.digest("after")
        let wall = try line.instant("at")
        let offset: Int = try line.count("zone")
        guard abs(offset) <= Self.maximumOffsetSeconds else { throw LineFault("zone") }
        let reading = ClockReading(
            wall: wall, boot: try line.text("boot"), uptimeMilliseconds: try line.number("up"))
        self.init(
            sequence: sequence, terminal: terminal, previousHash: previousHash, reading: reading,
            utcOffsetSeconds: offset, event: try JournalEvent(reading: &line))
    }
}

/// How far a journal goes: what the next entry follows.
package struct JournalHead: Sendable, Hashable {
    package let terminal: TerminalID
    /// The last entry's number; 0 before the first.
    package let sequence: Int64
    /// The last line's hash; before the first, the genesis.
    package let hash: Digest256

    /// Goes on behind an entry that was verified before, as a server does for the next batch.
    package init(terminal: TerminalID, sequence: Int64, hash: Digest256) {
        self.terminal = terminal
        self.sequence = sequence
        self.hash = hash
    }

    /// The beginning of the journal of one terminal with one key.
    package init(genesisOf terminal: TerminalID, _ key: TerminalVerifyingKey) {
        let name = Array(terminal.text.utf8)
        self.init(
            terminal: terminal, sequence: 0,
            hash: Digest256(
                hashing: Array("tessera journal genesis 1\0".utf8) + [UInt8(name.count)] + name
                    + key.rawRepresentation))
    }
}
