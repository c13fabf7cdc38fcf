import Vocabulary

/// How a list writes dates: `dd/MM/yyyy HH:mm`, `yyyy年M月d日`, `yyyyMMdd`.
///
/// The letters are those of Unicode's date patterns (UTS 35): `yyyy`, `M` or `MM`, `d` or `dd`, `H` or `HH`, `mm`, `ss`;
/// every other character stands for itself. One letter takes one or two digits, two letters two.
package struct DatePattern: Sendable, Hashable {
    /// 40 characters hold every spelling of a date with its time.
    package static let maximumLength = 40

    private enum Unit: Character, Sendable {
        case year = "y"
        case month = "M"
        case day = "d"
        case hour = "H"
        case minute = "m"
        case second = "s"
    }

    private enum Part: Sendable, Hashable {
        case digits(Unit, ClosedRange<Int>)
        case literal(Character)
    }

    /// As it was written.
    package let text: String
    private let parts: [Part]

    /// Reads a pattern, or returns `nil` unless it has year, month and day once each and no unit twice.
    package init?(parsing text: String) {
        guard text.count <= Self.maximumLength else { return nil }
        var parts: [Part] = []
        var units: Set<Unit> = []
        var rest = text[...]
        while let first = rest.first {
            guard let unit = Unit(rawValue: first) else {
                // Another letter would be a unit that is not known, not a text.
                guard !first.isASCIILetter else { return nil }
                parts.append(.literal(first))
                rest = rest.dropFirst()
                continue
            }
            let run = rest.prefix { $0 == first }
            guard let range = Self.digits(unit, run.count), units.insert(unit).inserted else { return nil }
            parts.append(.digits(unit, range))
            rest = rest.dropFirst(run.count)
        }
        guard units.isSuperset(of: [.year, .month, .day]) else { return nil }
        self.text = text
        self.parts = parts
    }

    private static func digits(_ unit: Unit, _ count: Int) -> ClosedRange<Int>? {
        switch (unit, count) {
        case (.year, 4): 4...4
        case (.year, _): nil
        case (_, 1): 1...2
        case (_, 2): 2...2
        default: nil
        }
    }

    /// Reads a text of this form.
    ///
    /// - Parameter text: The whole text.
    /// - Returns: The local time.
    /// - Throws: `DateTimeText.ParseError`.
    package func time(parsing text: String) throws(DateTimeText.ParseError) -> LocalTime {
        var values: [Unit: Int] = [:]
        var rest = text[...]
        for part in parts {
            switch part {
            case .literal(let character):
                guard rest.first == character else { throw .malformed }
                rest = rest.dropFirst()
            case .digits(let unit, let range):
                let run = rest.prefix(range.upperBound).prefix { ("0"..."9").contains($0) }
                guard range.contains(run.count), let value = Int(run) else { throw .malformed }
                values[unit] = value
                rest = rest.dropFirst(run.count)
            }
        }
        guard rest.isEmpty, let year = values[.year], let month = values[.month], let day = values[.day]
        else {
            throw .malformed
        }
        let clock = [values[.hour], values[.minute], values[.second]].map { $0 ?? 0 }
        guard let date = CalendarDate(year: year, month: month, day: day), clock[0] < 24, clock[1] < 60,
            clock[2] < 60
        else { throw .impossible }
        let seconds = (clock[0] * 60 + clock[1]) * 60 + clock[2]
        return LocalTime(milliseconds: Int64(date.daysSince1970) * 86_400_000 + Int64(seconds) * 1_000)
    }
}

/// A date and time of day by a clock whose zone is not said.
package struct LocalTime: Sendable, Hashable {
    /// Since the midnight before 1 January 1970 by the same clock.
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The day that the clock shows; `nil` outside of what days can count.
    var date: CalendarDate? {
        let day = milliseconds.quotientRoundedDown(by: 86_400_000)
        return Int32(exactly: day).map(CalendarDate.init(daysSince1970:))
    }

    /// The instant at which clocks that are so far from UTC show this.
    func instant(utcOffsetSeconds: Int) -> Instant {
        Instant(millisecondsSince1970: milliseconds - Int64(utcOffsetSeconds) * 1_000)
    }
}

extension Int64 {
    fileprivate func quotientRoundedDown(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
