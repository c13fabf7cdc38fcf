import Store
import Vocabulary

/// The statements that write what a group counted, and the leases that follow from it.
struct CounterWriting {
    private let home: Home
    private let own: Int64
    private let changes: [(counter: Counter, slot: Int64, by: Int64)]
    private let readings: [CounterReading.Reading]

    init(_ writes: GroupWrites, _ reading: CounterReading, _ home: Home) {
        self.home = home
        own = reading.own
        let known = reading.readings
        changes = writes.counters.filter { $0.key.home == home }.map { key, change in
            // What is always looked at as a whole is counted where its lock is; all else in the verifier's own slot.
            let isAnchored = known[key] != nil && !key.key.isShared
            return (counter: key.key, slot: isAnchored ? 0 : reading.own, by: change)
        }.sorted { $0.counter < $1.counter }
        readings = known.filter { $0.key.home == home && $0.key.key.isShared && $0.value.isWhole }
            .map(\.value).sorted { $0.lease.counter < $1.lease.counter }
    }

    var statements: [Statement] {
        let shares = readings.flatMap { self.shares(of: $0) }
        return (changes.isEmpty ? [] : [counting]) + (shares.isEmpty ? [] : [leasing(shares)])
    }

    private var counting: Statement {
        Statement(
            """
            INSERT INTO counter (home, owner, scope, subject, slot, taken)
            SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[])
            ON CONFLICT (home, owner, scope, subject, slot) DO UPDATE SET taken = counter.taken + excluded.taken
            """,
            [.home(home)] + Self.names(changes.map(\.counter)) + [
                .integers(changes.map(\.slot)), .integers(changes.map(\.by)),
            ])
    }

    private func leasing(_ shares: [Share]) -> Statement {
        Statement(
            """
            INSERT INTO counter (home, owner, scope, subject, slot, granted, granted_for, taken)
            SELECT $1, *, 0 FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[])
            ON CONFLICT (home, owner, scope, subject, slot)
                DO UPDATE SET granted = excluded.granted, granted_for = excluded.granted_for
            """,
            [.home(home)] + Self.names(shares.map(\.counter)) + [
                .integers(shares.map(\.slot)), .integers(shares.map(\.granted)),
                .integers(shares.map(\.revision)),
            ])
    }

    /// Of each counter that is divided again, whether the own share is too little for a group like this one.
    var scarce: [Homed<Counter>: Bool] {
        var scarce: [Homed<Counter>: Bool] = [:]
        for reading in readings {
            let change = self.change(of: reading.lease.counter)
            let left = max(0, reading.lease.limit - reading.slots.reduce(change) { $0 + $1.taken })
            let part = left / Int64(max(1, reading.slots.count { $0.number != 0 }))
            scarce[Homed(reading.lease.counter, home)] = part <= max(0, change)
        }
        return scarce
    }

    private func change(of counter: Counter) -> Int64 { changes.first { $0.counter == counter }?.by ?? 0 }

    private typealias Share = (counter: Counter, slot: Int64, granted: Int64, revision: Int64)

    /// Divides what is left of a limit among the verifiers' slots alike; what cannot be divided goes to this one.
    ///
    /// - Returns: The slots whose lease changes: refusals of what is used up so write nothing here.
    private func shares(of reading: CounterReading.Reading) -> [Share] {
        let lease = reading.lease
        let change = change(of: lease.counter)
        let left = max(0, lease.limit - reading.slots.reduce(change) { $0 + $1.taken })
        let slots = reading.slots.filter { $0.number != 0 }
        let part = left / Int64(max(1, slots.count))
        return slots.compactMap { slot in
            let isOwn = slot.number == own
            let share = isOwn ? left - part * Int64(slots.count - 1) : part
            let taken = slot.taken + (isOwn ? change : 0)
            let isAsBefore = slot.granted == taken + share && slot.grantedFor == lease.revision
            return isAsBefore ? nil : (lease.counter, slot.number, taken + share, lease.revision)
        }
    }

    private static func names(_ counters: [Counter]) -> [Parameter] {
        [
            .texts(counters.map(\.owner)), .texts(counters.map(\.scope.rawValue)),
            .texts(counters.map(\.subject)),
        ]
    }
}
