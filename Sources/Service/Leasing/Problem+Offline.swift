import OfflineTill

extension Problem {
    /// A terminal without a journal has nothing to write down what it gives.
    static let journalKeyMissing = Problem(
        status: 409, reason: "journal_key_missing", title: "The terminal has no journal",
        detail: "Send the public key of the terminal's journal first.")

    /// A terminal has one journal for its life.
    static let journalKeyTaken = Problem(
        status: 409, reason: "journal_key_taken", title: "The terminal has another journal",
        detail: "This terminal's journal has another key; enrol a new terminal for a new journal.")

    /// A server that lacks earlier entries asks for them.
    static func journalGap(next: Int64) -> Problem {
        var problem = Problem(
            status: 409, reason: "journal_gap", title: "Entries are missing before these",
            detail: "Send the journal from entry \(next) on.")
        problem.nextEntry = next
        return problem
    }

    /// Lines that are not to be believed.
    static func journalFault(_ fault: JournalFault) -> Problem {
        let sentence =
            switch fault.reason {
            case .malformed: "is no line of a journal, or one more than \(JournalUpload.maximumLineCount)"
            case .wrongTerminal: "is of another terminal's journal"
            case .gap: "does not have the number that follows"
            case .badSignature: "was not signed by this terminal, or was changed since"
            case .brokenChain: "does not follow the line before it"
            }
        return journal(
            fault.reason.rawValue, title: "The journal is not to be believed", line: fault.line,
            sentence + "; nothing of the upload was taken")
    }

    /// Another line was there before.
    static func journalForked(line: Int) -> Problem {
        journal(
            "forked", title: "The journal is not the one that was sent before", line: line,
            "differs from what this terminal sent before under the same number")
    }

    /// What is wrong with a line of an upload: `journal_` and a word.
    private static func journal(
        _ word: String, title: String, line: Int, _ sentence: String
    ) -> Problem {
        var problem = Problem(
            status: 422, reason: "journal_" + word, title: title, detail: "Line \(line) \(sentence).")
        problem.line = line
        return problem
    }
}
