import Store
import Synchronization
import Vocabulary

/// Shared counters whose lease will not serve another group: the next one looks at the whole of them at once.
///
/// So a refusal because a budget is used up costs no second transaction. Only this process's memory; a wrong entry costs
/// a wider lock and no truth.
final class ScarceCounters: Sendable {
    private let counters = Mutex<Set<Homed<Counter>>>([])

    /// 10,000 used up limits: past that they are forgotten, and found again.
    private static let maximumCount = 10_000

    var all: Set<Homed<Counter>> { counters.withLock { $0 } }

    /// Takes in which of the counters that were just divided are scarce now.
    func note(_ divided: [Homed<Counter>: Bool]) {
        guard !divided.isEmpty else { return }
        counters.withLock { counters in
            if counters.count > Self.maximumCount { counters = [] }
            for (counter, isScarce) in divided {
                if isScarce { counters.insert(counter) } else { counters.remove(counter) }
            }
        }
    }
}
