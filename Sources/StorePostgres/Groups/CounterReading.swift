import Store
import Vocabulary

/// A limited counter as a decision asks for it.
struct CounterLease: Sendable, Hashable {
    let counter: Counter
    let limit: Int64
    /// The campaign's revision, 0 for counters that are not shared: what was granted under another one is void.
    let revision: Int64

    init(_ counter: Counter, limit: Int64, revision: Int64) {
        self.counter = counter
        self.limit = limit
        self.revision = revision
    }
}

/// Reads and locks limited counters.
///
/// A counter's rows are slots, and their sum is the count. Every verifier has a slot of its own, named by its number, so
/// that verifiers do not wait for each other. Of a shared counter a slot holds a lease: what it may give without
/// looking at the others. The leases together are never more than what is left of the limit.
///
/// - *Own* view: only the own slot is locked; the count is the limit less the own lease. If that refuses something, the
///   group is run again.
/// - *Whole* view: all slots are locked, behind slot 0, which exists so that two who see no slot yet still meet. The count
///   is the true sum. What is left is then divided again, and every other lease is void. Counters that are not shared
///   are always read so.
final class CounterReading {
    private let connection: Connection
    private let purpose: PostgresReader.Purpose
    private let view: View
    private let scarce: Set<Homed<Counter>>
    private var known: [Homed<Counter>: Reading] = [:]

    /// How much of a shared counter is looked at.
    enum View: Sendable {
        case own, whole
    }

    /// One slot as it was locked.
    struct Slot: Sendable, Hashable {
        let number: Int64
        var taken: Int64
        var granted: Int64
        var grantedFor: Int64
    }

    /// A limited counter with the slots that were read.
    struct Reading: Sendable, Hashable {
        let lease: CounterLease
        let isWhole: Bool
        var slots: [Slot] = []

        /// What a decision is told.
        func count(own number: Int64) -> Int64 {
            if isWhole { return slots.reduce(0) { $0 + $1.taken } }
            let own = slots.first { $0.number == number && $0.grantedFor == lease.revision }
            return lease.limit - max(0, own.map { $0.granted - $0.taken } ?? 0)
        }
    }

    /// - Parameters:
    ///   - connection: The transaction's.
    ///   - purpose: Whether rows are locked.
    ///   - view: How much of shared counters is looked at.
    ///   - scarce: Shared counters of which the whole is looked at anyway.
    init(
        _ connection: Connection, _ purpose: PostgresReader.Purpose, _ view: View = .whole,
        scarce: Set<Homed<Counter>> = []
    ) {
        self.connection = connection
        self.purpose = purpose
        self.view = view
        self.scarce = scarce
    }

    /// The slot of this verifier; 0 where nothing is changed.
    var own: Int64 {
        if case .changing(let number) = purpose { Int64(number.rawValue) } else { 0 }
    }

    /// What was read, by counter.
    var readings: [Homed<Counter>: Reading] { known }

    /// Whether a decision may have been told less than there is.
    var hasLease: Bool { known.values.contains { !$0.isWhole } }

    /// Of each counter that a group divided again, whether it is scarce after its writes.
    func scarceAfter(_ writes: GroupWrites) -> [Homed<Counter>: Bool] {
        Set(known.keys.map(\.home)).reduce(into: [:]) { scarce, home in
            scarce.merge(CounterWriting(writes, self, home).scarce) { $1 }
        }
    }

    func count(_ lease: CounterLease, home: Home) throws(StoreError) -> Int64 {
        let key = Homed(lease.counter, home)
        if known[key] == nil {
            let results = try connection.pipeline(statements([lease], home: home))
            try take(results, [lease], home: home)
        }
        return known[key]?.count(own: own) ?? 0
    }

    /// The statements that read and lock counters.
    func statements(_ leases: [CounterLease], home: Home) -> [Statement] {
        let leases = leases.sorted { $0.counter < $1.counter }
        let wanted = leases.map { (lease: $0, slot: isWhole($0, home) ? nil : own) }
        let reading = Self.reading(wanted, home, purpose)
        guard purpose != .looking else { return [reading] }
        let whole = leases.filter { isWhole($0, home) }
        let rows =
            whole.map { (lease: $0, slot: Int64(0)) }
            + leases.filter(\.counter.isShared).map { (lease: $0, slot: own) }
        return [Self.making(rows, home), Self.anchoring(whole, home), reading]
    }

    /// Takes in what `statements` returned.
    func take(_ results: [ResultRows], _ leases: [CounterLease], home: Home) throws(StoreError) {
        var names: [Name: Counter] = [:]
        for lease in leases {
            names[Name(lease.counter)] = lease.counter
            known[Homed(lease.counter, home)] = Reading(lease: lease, isWhole: isWhole(lease, home))
        }
        guard let rows = results.last?.rows else { return }
        for row in rows {
            let name = Name(owner: try row[0], scope: try row[1], subject: try row[2])
            guard let counter = names[name] else { continue }
            known[Homed(counter, home)]?.slots.append(
                Slot(
                    number: try row[3], taken: try row[4], granted: try row[5], grantedFor: try row[6]))
        }
    }

    private func isWhole(_ lease: CounterLease, _ home: Home) -> Bool {
        view == .whole || !lease.counter.isShared || scarce.contains(Homed(lease.counter, home))
    }

    /// A counter as its rows are called.
    private struct Name: Hashable {
        let owner: String
        let scope: String
        let subject: String

        init(_ counter: Counter) {
            self.init(owner: counter.owner, scope: counter.scope.rawValue, subject: counter.subject)
        }

        init(owner: String, scope: String, subject: String) {
            self.owner = owner
            self.scope = scope
            self.subject = subject
        }
    }
}

extension CounterReading {
    /// Makes rows that are missing, in order; waits for who makes the same ones.
    private static func making(_ rows: [(lease: CounterLease, slot: Int64)], _ home: Home) -> Statement {
        Statement(
            """
            INSERT INTO counter (home, owner, scope, subject, slot, taken)
            SELECT $1, owner, scope, subject, slot, 0
            FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[]) AS wanted (owner, scope, subject, slot)
            ORDER BY owner COLLATE "C", scope COLLATE "C", subject COLLATE "C", slot
            ON CONFLICT (home, owner, scope, subject, slot) DO NOTHING
            """, [.home(home)] + names(rows.map(\.lease)) + [.integers(rows.map(\.slot))])
    }

    /// Locks slot 0 of counters that are looked at as a whole.
    private static func anchoring(_ leases: [CounterLease], _ home: Home) -> Statement {
        Statement(
            """
            SELECT FROM (
                SELECT * FROM unnest($2::text[], $3::text[], $4::text[]) AS named (owner, scope, subject)
                ORDER BY owner COLLATE "C", scope COLLATE "C", subject COLLATE "C") AS wanted
            CROSS JOIN LATERAL (
                SELECT FROM counter
                WHERE home = $1 AND owner = wanted.owner AND scope = wanted.scope AND subject = wanted.subject
                    AND slot = 0 FOR UPDATE) AS anchor
            """, [.home(home)] + names(leases))
    }

    /// Reads, and locks, slots; all of a counter where no slot is named.
    private static func reading(
        _ wanted: [(lease: CounterLease, slot: Int64?)], _ home: Home, _ purpose: PostgresReader.Purpose
    ) -> Statement {
        Statement(
            """
            SELECT found.* FROM (
                SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[])
                    AS named (owner, scope, subject, slot)
                ORDER BY owner COLLATE "C", scope COLLATE "C", subject COLLATE "C") AS wanted
            CROSS JOIN LATERAL (
                SELECT owner, scope, subject, slot, taken, granted, granted_for FROM counter
                WHERE home = $1 AND owner = wanted.owner AND scope = wanted.scope AND subject = wanted.subject
                    AND (wanted.slot IS NULL OR slot = wanted.slot)
                ORDER BY slot \(purpose == .looking ? "OFFSET 0" : "FOR UPDATE")) AS found
            """, [.home(home)] + names(wanted.map(\.lease)) + [.integers(wanted.map(\.slot))])
    }

    private static func names(_ leases: [CounterLease]) -> [Parameter] {
        [
            .texts(leases.map(\.counter.owner)), .texts(leases.map(\.counter.scope.rawValue)),
            .texts(leases.map(\.counter.subject)),
        ]
    }
}
