import Vocabulary
import Yams

extension DocumentValue {
    /// 200 characters: what fits a title line on a phone twice over.
    static let maximumTextLength = 200

    /// Returns a name that people give to a thing.
    func identifier<ID: Identifier>(_ kind: ID.Type) -> ID? {
        let expectation = """
            a name of 1 to \(ID.maximumLength) of the characters A-Z a-z 0-9 . _ - beginning with a letter \
            or digit
            """
        return parsed(expectation) { try? ID(parsing: $0) }
    }

    /// Returns a text of one line.
    func text(_ expectation: String = "a text of 1 to \(maximumTextLength) characters on one line") -> String?
    {
        parsed(expectation) { text in
            let isLine = !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
            return isLine && text.count <= Self.maximumTextLength ? text : nil
        }
    }

    /// Returns a text in one language, or in several by language tag; the first stands in for others.
    func localizedText() -> LocalizedText? {
        guard isMapping else { return text().map { LocalizedText($0) } }
        var translations: [String: String] = [:]
        var first: String?
        for (key, value) in node.mapping ?? [:] {
            guard let tag = language(key) else { continue }
            let line = DocumentValue(
                node: value, origin: .line(value.mark?.line), pointer: pointer(to: tag), reader: reader)
            guard let text = line.text() else { continue }
            translations[tag] = text
            first = first ?? text
        }
        guard let first else {
            fault("It must be a text, or texts by language such as en and zh-Hans.")
            return nil
        }
        return LocalizedText(first, translations: translations)
    }

    private func language(_ key: Node) -> String? {
        DocumentValue(node: key, origin: .line(key.mark?.line), pointer: pointer, reader: reader)
            .languageTag()
    }

    /// Returns a language tag such as `zh-Hans` (BCP 47): 2 to 35 letters and digits in parts of up to eight.
    func languageTag() -> String? {
        parsed("a language tag such as en or zh-Hans") { text in
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            let isTag = parts.allSatisfy { part in
                (1...8).contains(part.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            }
            return isTag && (2...35).contains(text.count) && parts[0].count >= 2 ? text : nil
        }
    }

    /// Returns a day.
    func date() -> CalendarDate? {
        parsed("a date such as 2027-12-31") { CalendarDate(parsing: $0) }
    }

    /// Returns an amount above zero, with or without the currency after it.
    func money(_ currency: Currency) -> Money? {
        let limit = Money(minorUnits: Money.maximumMinorUnits, currency: currency)
        let least = Money(minorUnits: 1, currency: currency)
        let expectation = "an amount from \(least.decimal) to \(limit)"
        guard let text = scalar(expectation).flatMap({ withoutCurrency($0, currency) }) else { return nil }
        do {
            let money = try Money(parsing: text, currency: currency)
            guard money.minorUnits > 0 else {
                mismatch(expectation, given: text)
                return nil
            }
            return money
        } catch .tooPrecise(let digits, let allowed) {
            fault("\(currency) has \(allowed) decimal digits; \"\(text.prefix(40))\" has \(digits).")
        } catch {
            mismatch(expectation, given: text)
        }
        return nil
    }

    /// Takes the currency off the end of an amount that has one; a foreign one is a fault.
    private func withoutCurrency(_ text: String, _ currency: Currency) -> String? {
        let words = text.split(separator: " ", maxSplits: 1)
        guard words.count == 2, let written = Currency(parsing: words[1]) else { return text }
        guard written == currency else {
            fault("Amounts are in \(currency), the issuer's currency, not in \(written).")
            return nil
        }
        return String(words[0])
    }

    /// Returns a whole number.
    func integer(in range: ClosedRange<Int>) -> Int? {
        parsed("a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// Returns a decimal number.
    func number(in range: ClosedRange<Double>, _ expectation: String) -> Double? {
        parsed(expectation) { text in
            // `Double` reads "nan", "0x1p3" and "inf" as well.
            let isPlain = text.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
            return isPlain ? Double(text).flatMap { range.contains($0) ? $0 : nil } : nil
        }
    }

    /// Returns the value that a word stands for.
    func choice<Value>(_ choices: KeyValuePairs<String, Value>) -> Value? {
        let words = choices.map(\.key)
        guard let text = scalar("one of \(words.joined(separator: ", "))") else { return nil }
        if let choice = choices.first(where: { $0.key == text }) { return choice.value }
        let nearest = Spelling.nearest(to: text, among: words).map { " Did you mean \($0)?" } ?? ""
        fault("It must be one of \(words.joined(separator: ", ")), not \"\(text.prefix(40))\"." + nearest)
        return nil
    }
}
