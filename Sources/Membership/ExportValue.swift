package import Vocabulary

/// What a field of an exported list holds, before it is written as one format or another.
package enum ExportValue: Sendable, Hashable {
    /// Nothing is known.
    case empty
    case text(String)
    case day(CalendarDate)
    /// A point in time; by the clock of a zone that is so many seconds ahead of UTC, or by UTC itself.
    case moment(Instant, utcOffsetSeconds: Int?)

    /// The value as text: days as `2026-11-21`, points in time by RFC 3339.
    package var text: String {
        switch self {
        case .empty: ""
        case .text(let text): text
        case .day(let date): date.description
        case .moment(let instant, let offset): DateTimeText.text(of: instant, utcOffsetSeconds: offset)
        }
    }
}
