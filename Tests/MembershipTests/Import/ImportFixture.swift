import Membership
import Synchronization
import Vocabulary

/// Counts up.
final class Numbers: Sendable {
    private let last = Atomic(0)

    func next() -> Int { last.add(1, ordering: .relaxed).newValue }
}

/// Runs whole lists through the import, against a store that is a dictionary.
struct ImportFixture {
    /// 2026-11-21T12:00:00Z.
    static let now = Instant(millisecondsSince1970: 1_795_262_400_000)

    static func context(at now: Instant = now) -> MemberImport.Context {
        let numbers = Numbers()
        var stores: [StoreID: PhoneRegion] = ["HK01": .hongKong, "SY01": .australia, "ME01": .australia]
            .mapKeys()
        for name in ["BJ01", "BJ02", "SH01", "SH02", "GZ01", "SZ01", "CD01", "XA01", "UR01"] {
            stores[StoreID(unchecked: name)] = .mainlandChina
        }
        return MemberImport.Context(
            stores: stores, defaultRegion: .mainlandChina, now: now,
            instant: { Instant(millisecondsSince1970: $0.milliseconds - 28_800_000) },
            newID: { MemberID(unchecked: "N\(numbers.next())") })
    }

    var records: [MemberID: MemberRecord] = [:]

    /// What one run said.
    struct Report {
        var outcomes: [RowOutcome] = []
        var counts = ImportCounts()
        var findings: [Finding] { outcomes.flatMap(\.findings) }

        func count(of reason: Finding.Reason) -> Int {
            findings.count { $0.reason == reason }
        }
    }

    /// Imports a list and keeps what was accepted.
    mutating func run(
        _ bytes: [UInt8], mapping: ListMapping = .ours, at now: Instant = now
    ) throws -> Report {
        let rows = try CSVReader.rows(in: bytes)
        var session = MemberImport(
            layout: try MemberLayout(heading: rows.first, mapping: mapping), context: Self.context(at: now))
        for row in rows.dropFirst() { session.survey(session.read(row)) }
        var report = Report()
        var owners: [Identity: MemberID] = [:]
        for record in records.values {
            for identity in record.identities { owners[identity] = record.member.id }
        }
        for row in rows.dropFirst() {
            let outcome = evaluate(row, in: &session, owners: owners)
            if case .accepted(let record, _, _) = outcome { records[record.member.id] = record }
            report.outcomes.append(outcome)
        }
        report.counts = session.counts
        return report
    }

    mutating func run(
        _ text: String, mapping: ListMapping = .ours, at now: Instant = now
    ) throws -> Report {
        try run(Array(text.utf8), mapping: mapping, at: now)
    }

    private func evaluate(
        _ row: CSVRow, in session: inout MemberImport, owners: [Identity: MemberID]
    ) -> RowOutcome {
        let listed = session.read(row)
        let id: MemberID? =
            switch listed.subject {
            case nil: nil
            case .member(let id): id
            case .holder(let identity): owners[identity]
            }
        let outcome = session.evaluate(listed, existing: id.flatMap { records[$0] }, owners: owners)
        return session.settle(outcome, of: listed)
    }

    subscript(id: String) -> MemberRecord? {
        records[MemberID(unchecked: id)]
    }
}

extension [String: PhoneRegion] {
    fileprivate func mapKeys() -> [StoreID: PhoneRegion] {
        Dictionary<StoreID, PhoneRegion>(uniqueKeysWithValues: map { (StoreID(unchecked: $0.key), $0.value) })
    }
}
