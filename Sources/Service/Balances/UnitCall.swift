/// What every request to the unit ledger says beside what it asks for.
package struct UnitCall: Sendable, Hashable {
    /// The request's name, 1 to 128 printable ASCII characters.
    package var key: String
    /// Who acts, for the ledger.
    package var actor: String
    /// Why, 1 to 200 characters; never personal data, since it is kept for ever.
    package var note: String?

    /// 200 characters: a line on a receipt.
    package static let maximumNoteLength = 200

    package init(key: String, actor: String, note: String? = nil) {
        self.key = key
        self.actor = actor
        self.note = note
    }

    /// Checks the key and the note.
    ///
    /// - Throws: `ServiceError.invalidInput`.
    func check() throws(ServiceError) {
        try InputChecks.key(key)
        guard let note else { return }
        let faults = InputChecks.text(note, length: 1...Self.maximumNoteLength, at: "note")
        guard faults.isEmpty else { throw .invalidInput(faults) }
    }
}
