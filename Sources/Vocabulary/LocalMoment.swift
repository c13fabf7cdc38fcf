/// What the clock and the calendar on a store's wall show at an instant.
///
/// The shell works it out from the store's time zone once per request; the rules compare only its date.
public struct LocalMoment: Sendable, Hashable, Codable {
    /// The instant itself.
    public let instant: Instant
    /// The date on the store's calendar.
    public let date: CalendarDate
    /// Seconds since the store's midnight by the clock on the wall, 0 to 86,399.
    public let secondOfDay: Int

    public init(instant: Instant, date: CalendarDate, secondOfDay: Int) {
        precondition((0..<86_400).contains(secondOfDay), "a wall clock shows 0 to 86,399 seconds")
        self.instant = instant
        self.date = date
        self.secondOfDay = secondOfDay
    }

    /// Makes the moment from the offset that the zone has at this instant.
    ///
    /// - Parameters:
    ///   - instant: The point in time.
    ///   - utcOffsetSeconds: Local time minus UTC, -50,400 to 50,400.
    public init(instant: Instant, utcOffsetSeconds: Int) {
        let localSeconds = instant.millisecondsSince1970.floorDivided(by: 1_000) + Int64(utcOffsetSeconds)
        let days = localSeconds.floorDivided(by: 86_400)
        self.init(
            instant: instant, date: CalendarDate(daysSince1970: Int32(days)),
            secondOfDay: Int(localSeconds - days * 86_400))
    }
}

extension Int64 {
    /// Division that rounds down, also before 1970.
    fileprivate func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
