import Synchronization

/// A number that only grows.
package final class CounterInstrument: Sendable {
    private let count = Atomic<Int64>(0)

    /// Counts some more, one unless it is said otherwise.
    package func increment(by amount: Int64 = 1) {
        count.wrappingAdd(amount, ordering: .relaxed)
    }

    /// What was counted so far.
    package var value: Int64 { count.load(ordering: .relaxed) }
}

/// A number that goes up and down.
package final class GaugeInstrument: Sendable {
    private let level = Atomic<Int64>(0)

    /// Goes up, or down by a negative number.
    package func add(_ change: Int64) {
        level.wrappingAdd(change, ordering: .relaxed)
    }

    /// Goes where something that was counted stands.
    package func set(_ value: Int64) {
        level.store(value, ordering: .relaxed)
    }

    /// Where it stands.
    package var value: Int64 { level.load(ordering: .relaxed) }
}

/// How often a number was how large: counts between bounds, and the sum.
///
/// A record is two additions and no lock, since it is made for every request. A reading while others record may have a
/// sum that is one record ahead of the counts.
package final class HistogramInstrument: Sendable {
    let scale: HistogramScale
    /// One more than there are bounds: the last has no upper end.
    private let cells: [CounterInstrument]
    private let sum = CounterInstrument()

    init(_ scale: HistogramScale) {
        self.scale = scale
        cells = (0...scale.bounds.count).map { _ in CounterInstrument() }
    }

    /// Records one value, in the scale's whole units.
    ///
    /// - Complexity: O(*b*) in the number of bounds, of which there are about a dozen.
    package func record(_ value: Int64) {
        var place = 0
        while place < scale.bounds.count, value > scale.bounds[place] { place += 1 }
        cells[place].increment()
        sum.increment(by: value)
    }

    /// How many values were up to each bound, then all of them; and their sum, in the scale's whole units.
    var reading: (upTo: [Int64], sum: Int64) {
        var total: Int64 = 0
        let upTo = cells.map { cell in
            total += cell.value
            return total
        }
        return (upTo, sum.value)
    }
}

/// Where a histogram's buckets end, and in which unit they are written down.
package struct HistogramScale: Sendable, Hashable {
    /// Upper bounds in whole units, ascending.
    let bounds: [Int64]
    /// How many whole units the written unit has: durations are counted in nanoseconds and written in seconds.
    let unitsPerWrittenUnit: Int64

    /// Durations in nanoseconds, written in seconds: from a tenth of a millisecond, a quick sync, to ten seconds, the
    /// end of a till's patience.
    package static let seconds = HistogramScale(
        bounds: [
            100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000,
            100_000_000, 250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000, 5_000_000_000,
            10_000_000_000,
        ], unitsPerWrittenUnit: 1_000_000_000)

    /// Redemptions in a group, 1 to 256, by powers of two.
    package static let groupSizes = HistogramScale(
        bounds: [1, 2, 4, 8, 16, 32, 64, 128, 256], unitsPerWrittenUnit: 1)

    /// Redemptions that wait, none to all that may.
    package static let queueDepths = HistogramScale(
        bounds: [0, 1, 4, 16, 64, 256, 1_024, 4_096, 10_000], unitsPerWrittenUnit: 1)

    /// A number as it is written: `0.0025` of 2,500,000 nanoseconds.
    func written(_ value: Int64) -> String {
        unitsPerWrittenUnit == 1 ? "\(value)" : "\(Double(value) / Double(unitsPerWrittenUnit))"
    }
}
