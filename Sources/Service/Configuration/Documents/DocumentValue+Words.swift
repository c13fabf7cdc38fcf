import Vocabulary

extension DocumentValue {
    /// Returns the value of an enumeration whose raw values are the words.
    func word<Value: RawRepresentable & CaseIterable>() -> Value? where Value.RawValue == String {
        let words = Value.allCases.map(\.rawValue)
        guard let text = scalar("one of \(words.joined(separator: ", "))") else { return nil }
        if let value = Value(rawValue: text) { return value }
        fault(
            "It must be one of \(words.joined(separator: ", ")), not \"\(text.prefix(40))\"; "
                + Spelling.advice(for: text, among: words))
        return nil
    }
}
