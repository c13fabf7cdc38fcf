/// Whether one creative beats another, or the numbers cannot tell.
package struct Comparison: Sendable, Hashable {
    /// One of the two: how many of the visitors did it.
    package struct Arm: Sendable, Hashable {
        package let successes: Int
        package let trials: Int

        /// Makes an arm, or `nil` unless there is a visitor and no more successes than visitors.
        package init?(successes: Int, trials: Int) {
            guard trials > 0, (0...trials).contains(successes) else { return nil }
            self.successes = successes
            self.trials = trials
        }

        package var share: Double { Double(successes) / Double(trials) }
    }

    /// What may be said; raw values are wire format, so never rename one.
    package enum Verdict: String, Sendable, Hashable, CaseIterable {
        case firstIsBetter = "first_is_better"
        case secondIsBetter = "second_is_better"
        case notDistinguishable = "not_distinguishable"
    }

    /// The first share minus the second.
    package let difference: Double
    /// The 95 % interval of the difference: Newcombe 1998, method 10, from the two Wilson intervals.
    package let interval: Interval

    /// Compares two arms whose visitors are independent of each other.
    ///
    /// Scans in one shop are not: a difference between two shops' posters says little, whatever the interval.
    package init?(_ first: Arm, _ second: Arm) {
        guard let one = Wilson.interval(successes: first.successes, trials: first.trials),
            let two = Wilson.interval(successes: second.successes, trials: second.trials)
        else { return nil }
        func distance(_ left: Double, _ right: Double) -> Double {
            (left * left + right * right).squareRoot()
        }
        difference = first.share - second.share
        interval = Interval(
            lower: difference - distance(first.share - one.lower, two.upper - second.share),
            upper: difference + distance(one.upper - first.share, second.share - two.lower))
    }

    /// A winner only if the interval leaves out zero.
    package var verdict: Verdict {
        if interval.lower > 0 { return .firstIsBetter }
        return interval.upper < 0 ? .secondIsBetter : .notDistinguishable
    }
}
