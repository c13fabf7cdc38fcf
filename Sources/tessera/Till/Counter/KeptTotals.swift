import Foundation

/// The day's totals in the till's folder, so that a till that was started again at noon still counts the morning.
enum KeptTotals {
    private static let file = "today.json"

    /// Reads them; those of another day, or none, begin anew.
    static func read(_ state: TillState?, day: String) -> DayTotals {
        let kept = state?.read(file).flatMap { try? JSONDecoder().decode(DayTotals.self, from: Data($0)) }
        var totals = kept ?? DayTotals(day: day)
        totals.turn(to: day)
        return totals
    }

    /// Keeps them; a count that is lost is in the register all the same.
    static func write(_ totals: DayTotals, _ state: TillState?) {
        guard let state, let bytes = try? JSONEncoder().encode(totals) else { return }
        try? state.write(file, Array(bytes))
    }
}
