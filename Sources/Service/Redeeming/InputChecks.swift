import Store

/// Checks that several calls share.
enum InputChecks {
    /// A word of a till: 1 to 64 characters that can be printed.
    static func word(_ word: String?, at pointer: String) -> [InputFault] {
        guard let word else { return [] }
        return text(word, length: 1...RedemptionCall.maximumWordLength, at: pointer)
    }

    /// A line of text without control characters.
    static func text(_ text: String, length: ClosedRange<Int>, at pointer: String) -> [InputFault] {
        guard length.contains(text.count) else {
            let limits = "\(length.lowerBound) to \(length.upperBound) characters"
            return [InputFault(pointer: pointer, detail: "This has \(limits), not \(text.count).")]
        }
        guard text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
            return [InputFault(pointer: pointer, detail: "This has no control characters.")]
        }
        return []
    }

    /// An idempotency key: 1 to 128 printable ASCII characters, as a header carries them.
    static func key(_ key: String) throws(ServiceError) {
        let limit = IdempotencyKey.maximumLength
        guard (1...limit).contains(key.utf8.count), key.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw .invalidInput([
                InputFault(
                    pointer: "",
                    detail: "Idempotency-Key has 1 to \(limit) printable ASCII characters, not \(key.count).")
            ])
        }
    }
}
