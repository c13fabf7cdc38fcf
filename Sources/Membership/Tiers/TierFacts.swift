package import Vocabulary

/// What a member did on one day of the stores' calendars.
package struct DayActivity: Sendable, Hashable {
    package var day: CalendarDate
    /// Redemptions of that day that still stand.
    package var redemptions: Int64
    /// Minor units of purchases of that day, less what came back of them on whatever day.
    package var spent: Int64

    package init(day: CalendarDate, redemptions: Int64, spent: Int64) {
        self.day = day
        self.redemptions = redemptions
        self.spent = spent
    }
}

/// What rules of tiers know of a member.
package struct TierFacts: Sendable, Hashable {
    private var amounts: [TierMeasure: Int64]

    /// Takes amounts as they are; what is not among them is not known.
    package init(_ amounts: [TierMeasure: Int64] = [:]) {
        self.amounts = amounts
    }

    /// Counts what a member did.
    ///
    /// - Parameters:
    ///   - measures: What has to be known.
    ///   - activity: What they did, by day; days outside a window do not count for it.
    ///   - points: Points earned by day, or `nil` where nobody counts points.
    ///   - today: The last day of every window.
    /// - Complexity: O(*m* *d*) in measures and days.
    package init(
        _ measures: Set<TierMeasure>, of activity: [DayActivity], points: [CalendarDate: Int64]? = nil,
        today: CalendarDate
    ) {
        amounts = [:]
        for measure in measures {
            let days = measure.window.days(today: today)
            switch measure.fact {
            case .spend: amounts[measure] = Self.sum(activity, on: days, \.spent)
            case .redemptions: amounts[measure] = Self.sum(activity, on: days, \.redemptions)
            case .pointsEarned:
                amounts[measure] = points?.reduce(Int64(0)) { sum, earned in
                    days.contains(earned.key) ? Self.add(sum, earned.value) : sum
                }
            }
        }
    }

    /// The amount, or `nil` where it is not known.
    package subscript(measure: TierMeasure) -> Int64? { amounts[measure] }

    private static func sum(
        _ activity: [DayActivity], on days: ClosedRange<CalendarDate>, _ path: KeyPath<DayActivity, Int64>
    ) -> Int64 {
        activity.reduce(0) { days.contains($1.day) ? add($0, $1[keyPath: path]) : $0 }
    }

    /// A sum that stays at its limit: it is only compared.
    private static func add(_ one: Int64, _ other: Int64) -> Int64 {
        let (sum, isOver) = one.addingReportingOverflow(other)
        return isOver ? (other < 0 ? .min : .max) : sum
    }
}
