extension CalendarDate {
    /// Whether the day is over wherever people are: it ends last at twelve hours west of Greenwich.
    package func hasEndedEverywhere(at instant: Instant) -> Bool {
        LocalMoment(instant: instant, utcOffsetSeconds: -12 * 3_600).date > self
    }

    /// Whether the day is there for somebody: it begins first at fourteen hours east of Greenwich.
    package func hasBegunSomewhere(at instant: Instant) -> Bool {
        LocalMoment(instant: instant, utcOffsetSeconds: 14 * 3_600).date >= self
    }
}
