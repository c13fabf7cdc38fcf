package import Vocabulary

/// Reads one way to earn a tier.
///
///     way = condition *("and" condition)
///     condition = ("spend" / "redemptions" / "points_earned") ">=" amount "in" window
///     window = number ("day" / "days" / "month" / "months") / "calendar" "year"
package struct TierRuleParser {
    private var words: ArraySlice<String>
    private let currency: Currency

    /// Reads a way.
    ///
    /// - Parameters:
    ///   - text: The line.
    ///   - currency: The issuer's, in which every amount is, with or without its code after it.
    /// - Returns: Its conditions, all of which have to be met.
    /// - Throws: `TierRuleFault` for the first thing that is no rule.
    package static func conditions(
        of text: String, currency: Currency
    ) throws(TierRuleFault) -> [TierCondition] {
        guard text.count <= TierLimits.characters else { throw .tooLong(count: text.count) }
        var parser = TierRuleParser(words: words(of: text)[...], currency: currency)
        guard !parser.words.isEmpty else { throw .empty }
        var conditions = [try parser.condition()]
        while let word = parser.words.popFirst() {
            guard word.lowercased() != "or" else { throw .alternative }
            guard word.lowercased() == "and" else { throw .unexpected(word) }
            guard conditions.count < TierLimits.conditions else { throw .tooManyConditions }
            conditions.append(try parser.condition())
        }
        return conditions
    }

    /// Splits at white space, and round the signs of comparisons, which people write with and without it.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var isSign: Bool?
        for character in text {
            if character.isWhitespace {
                isSign = nil
                continue
            }
            let isNowSign = "<>=!≥≤".contains(character)
            if isSign == isNowSign {
                words[words.count - 1].append(character)
            } else {
                words.append(String(character))
            }
            isSign = isNowSign
        }
        return words
    }

    private mutating func condition() throws(TierRuleFault) -> TierCondition {
        let name = words.popFirst() ?? ""
        guard let fact = TierFact(rawValue: name.lowercased()) else {
            throw name.lowercased().hasPrefix("tier") ? .refersToTier : .unknownFact(name)
        }
        let sign = words.popFirst() ?? ""
        guard sign == ">=" || sign == "≥" else { throw .notAtLeast(sign) }
        let least = try amount(of: fact)
        guard words.popFirst()?.lowercased() == "in" else { throw .endless(fact) }
        return TierCondition(fact, atLeast: least, in: try window())
    }

    private mutating func amount(of fact: TierFact) throws(TierRuleFault) -> Int64 {
        let text = words.popFirst() ?? ""
        switch fact {
        case .spend:
            guard let money = try? Money(parsing: text, currency: currency), money.minorUnits > 0 else {
                throw .badAmount(fact, text)
            }
            if let word = words.first, let written = Currency(parsing: word) {
                guard written == currency else { throw .wrongCurrency(given: word, issuers: currency.code) }
                words.removeFirst()
            }
            return money.minorUnits
        case .redemptions: return try count(text, of: fact, limit: TierLimits.redemptions)
        case .pointsEarned: return try count(text, of: fact, limit: TierLimits.points)
        }
    }

    private func count(_ text: String, of fact: TierFact, limit: Int64) throws(TierRuleFault) -> Int64 {
        guard text.utf8.first != UInt8(ascii: "+"), let count = Int64(text), (1...limit).contains(count)
        else { throw .badAmount(fact, text) }
        return count
    }

    private mutating func window() throws(TierRuleFault) -> TierWindow {
        let (first, second) = (words.popFirst() ?? "", words.popFirst() ?? "")
        let text = second.isEmpty ? first : "\(first) \(second)"
        if text.lowercased() == "calendar year" { return .calendarYear }
        guard first.utf8.first != UInt8(ascii: "+"), let count = Int(first) else { throw .badWindow(text) }
        let unit = second.lowercased()
        if ["day", "days"].contains(unit), (1...TierLimits.windowDays).contains(count) {
            return .days(count)
        }
        if ["month", "months"].contains(unit), (1...TierLimits.windowMonths).contains(count) {
            return .months(count)
        }
        throw .badWindow(text)
    }
}
