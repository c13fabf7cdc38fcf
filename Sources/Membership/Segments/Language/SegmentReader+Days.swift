import Vocabulary

extension SegmentReader {
    /// `joined_on >= 2025-01-01`, `joined_on < 30 days ago`.
    func span(
        _ sign: SegmentToken.Comparison, _ words: [SegmentWord]
    ) throws(SegmentFault) -> DaySpan {
        let day = try day(words)
        return switch sign {
        case .equal: DaySpan(first: day, last: day)
        case .less: DaySpan(last: .before(day))
        case .atMost: DaySpan(last: day)
        case .greater: DaySpan(first: .after(day))
        case .atLeast: DaySpan(first: day)
        case .notEqual:
            throw SegmentFault(.noSuchComparison(attribute: "joined_on", sign: sign.rawValue), words.range)
        }
    }

    /// `2025-01-01`, `today`, `30 days ago`.
    private func day(_ words: [SegmentWord]) throws(SegmentFault) -> DaySpan.Day {
        if words.count == 1 {
            if words[0].text.lowercased() == "today" { return .ago(0, .day) }
            if let date = CalendarDate(parsing: words[0].text) { return .date(date) }
        }
        if words.last?.text.lowercased() == "ago", let length = try length(Array(words.dropLast())) {
            return .ago(length.count, length.unit)
        }
        throw SegmentFault(
            .badValue(wanted: "a date such as 2025-12-31, today, or 30 days ago", text(of: words)),
            words.range)
    }

    /// The last so many days, today's included, as an argument: `60 days`; or `since 2025-01-01`.
    func recent(_ words: [SegmentWord], in function: SegmentFunction) throws(SegmentFault) -> DaySpan {
        if words.count > 1, words[0].text.lowercased() == "since" {
            return DaySpan(first: try day(Array(words.dropFirst())))
        }
        guard let length = try length(words) else {
            throw SegmentFault(
                .badArguments(function: function.rawValue, usage: function.usage), words.range)
        }
        return DaySpan(first: .ago(length.count, length.unit))
    }

    /// `60 days`, `60days`, `2 weeks`, or `nil` for anything else.
    private func length(_ words: [SegmentWord]) throws(SegmentFault) -> (count: Int, unit: DaySpan.Unit)? {
        let joined = words.map(\.text).joined()
        let digits = joined.prefix { $0.isASCII && $0.isNumber }
        let name = joined.dropFirst(digits.count).lowercased()
        let unit = DaySpan.Unit.allCases.first { name == $0.rawValue || name == $0.rawValue + "s" }
        guard (1...2).contains(words.count), !digits.isEmpty, let unit else { return nil }
        let limit = SegmentLimits.spanDays / unit.longestDayCount
        guard let count = Int(digits), (1...limit).contains(count) else {
            throw SegmentFault(
                .outOfRange(what: "A number of \(unit.rawValue)s", limit: "1 to \(limit)", String(digits)),
                words.range)
        }
        return (count, unit)
    }
}
