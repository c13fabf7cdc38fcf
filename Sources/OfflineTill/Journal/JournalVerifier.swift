package import Vocabulary

/// Why a journal is not to be believed, and from which line on.
package struct JournalFault: Error, Sendable, Hashable {
    /// Which of the lines that were read, 1 for the first.
    package let line: Int
    /// The number that the entry should have had.
    package let sequence: Int64
    package let reason: Reason

    package init(line: Int, sequence: Int64, reason: Reason) {
        self.line = line
        self.sequence = sequence
        self.reason = reason
    }

    /// Raw values are wire format, so never rename one.
    package enum Reason: String, Sendable, Hashable, CaseIterable {
        /// No terminal would have written the line.
        case malformed
        /// It is the line of another terminal.
        case wrongTerminal = "wrong_terminal"
        /// Its number does not follow: an entry is missing or doubled.
        case gap
        /// The terminal's key did not sign it, or it was changed since.
        case badSignature = "bad_signature"
        /// The terminal signed it, but not behind the line before it.
        case brokenChain = "broken_chain"
    }
}

/// Reads lines of a journal in order and believes none that does not follow from those before.
///
/// A server verifies any contiguous part with the head before it; a terminal its whole file from the genesis.
package struct JournalVerifier: Sendable {
    private let key: TerminalVerifyingKey
    private var linesRead = 0

    /// What the next line must follow.
    package private(set) var head: JournalHead

    /// Begins at the genesis of a terminal's journal.
    package init(terminal: TerminalID, key: TerminalVerifyingKey) {
        self.init(after: JournalHead(genesisOf: terminal, key), key: key)
    }

    /// Begins behind an entry that was verified before.
    ///
    /// - Parameters:
    ///   - head: The terminal, and the number and hash of its last verified line.
    ///   - key: The terminal's public key.
    package init(after head: JournalHead, key: TerminalVerifyingKey) {
        self.head = head
        self.key = key
    }

    /// Verifies the next line, without its line end.
    ///
    /// - Parameter bytes: One line.
    /// - Returns: The line, which is true and follows.
    /// - Throws: `JournalFault`; nothing behind it is worth reading.
    package mutating func verify(_ bytes: [UInt8]) throws(JournalFault) -> JournalLine {
        linesRead += 1
        let line: JournalLine
        do { line = try JournalLine(reading: bytes) } catch { throw fault(.malformed) }
        let entry = line.entry
        guard entry.terminal == head.terminal else { throw fault(.wrongTerminal) }
        guard entry.sequence == head.sequence + 1 else { throw fault(.gap) }
        guard line.isSigned(by: key) else { throw fault(.badSignature) }
        guard entry.previousHash == head.hash else { throw fault(.brokenChain) }
        head = line.head
        return line
    }

    /// Verifies all lines of a text; the last may or may not end in a line end.
    ///
    /// - Parameter text: Lines, as they are uploaded.
    /// - Returns: The lines, in order.
    /// - Throws: `JournalFault` of the first line that is not to be believed.
    /// - Complexity: O(*n*), and one signature if all is well.
    package mutating func verify(lines text: [UInt8]) throws(JournalFault) -> [JournalLine] {
        var verified: [JournalLine] = []
        let lines = JournalText.lines(of: text)
        for line in lines {
            do { verified.append(try JournalLine(reading: line)) } catch { break }
        }
        if verified.count == lines.count, verify(whole: verified) { return verified }
        verified = []
        for line in lines { verified.append(try verify(line)) }
        return verified
    }

    /// Verifies lines that were read, by the signature of the last: each line holds the hash of the one before it, its
    /// signature included, so whoever signed the last has signed them all.
    ///
    /// - Parameter lines: All that follow, in order.
    /// - Returns: `false` if something is wrong, and then nothing was taken; `verify` says what and where.
    package mutating func verify(whole lines: [JournalLine]) -> Bool {
        guard let last = lines.last else { return true }
        var end = head
        for line in lines {
            guard line.entry.follows(end) else { return false }
            end = line.head
        }
        guard last.isSigned(by: key) else { return false }
        head = end
        linesRead += lines.count
        return true
    }

    private func fault(_ reason: JournalFault.Reason) -> JournalFault {
        JournalFault(line: linesRead, sequence: head.sequence + 1, reason: reason)
    }
}

extension JournalEntry {
    fileprivate func follows(_ head: JournalHead) -> Bool {
        terminal == head.terminal && sequence == head.sequence + 1 && previousHash == head.hash
    }
}

/// A journal's text.
enum JournalText {
    /// The lines without their ends; the last may or may not have one.
    static func lines(of text: [UInt8]) -> [[UInt8]] {
        var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { Array($0) }
    }
}
