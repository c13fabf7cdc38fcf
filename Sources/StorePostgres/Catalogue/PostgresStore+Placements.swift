package import Store
package import Vocabulary

extension PostgresStore: PlacementStore {
    package func add(_ placement: PlacementRecord) async throws(StoreError) -> Bool {
        try await change(
            """
            INSERT INTO placement (\(Self.placementColumns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (id) DO NOTHING
            """,
            [
                .id(placement.id), .text(placement.title), .id(placement.store), .text(placement.fixture),
                .text(placement.creative), .id(placement.campaign), .text(placement.target),
                .instant(placement.createdAt),
            ]) > 0
    }

    package func placements() async throws(StoreError) -> [PlacementRecord] {
        try await placements(" ORDER BY id", [])
    }

    package func placement(_ id: PlacementID) async throws(StoreError) -> PlacementRecord? {
        try await placements(" WHERE id = $1", [.id(id)]).first
    }

    package func retarget(_ placement: PlacementID, to target: String?) async throws(StoreError) -> Bool {
        try await change("UPDATE placement SET target = $1 WHERE id = $2", [.text(target), .id(placement)])
            > 0
    }

    package func record(_ visits: [VisitRecord]) async throws(StoreError) {
        guard !visits.isEmpty else { return }
        try await change(
            """
            INSERT INTO visit (at, placement, kind, scan_class, visitor)
            SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[])
            """,
            [
                .integers(visits.map(\.at.millisecondsSince1970)), .texts(visits.map(\.placement.text)),
                .texts(visits.map(\.kind.rawValue)), .texts(visits.map(\.scanClass)),
                .integers(visits.map { Int64(bitPattern: $0.visitor) }),
            ])
    }

    package func counts(
        in span: Range<Instant>, netClasses: Set<String>
    ) async throws(StoreError) -> [PlacementCounts] {
        try await read { connection throws(StoreError) in
            var tally = try PlacementTally(connection, span: span)
            try tally.addVisits(netClasses: netClasses)
            try tally.addJoins()
            try tally.addLedger()
            return tally.counts
        }
    }

    private static let placementColumns =
        "id, title, store, fixture, creative, campaign, target, created_at"

    private func placements(
        _ condition: String, _ parameters: [Parameter]
    ) async throws(StoreError) -> [PlacementRecord] {
        let selection = "SELECT \(Self.placementColumns) FROM placement"
        return try await rows(Statement(selection + condition, parameters)) { found throws(StoreError) in
            try found.map { row throws(StoreError) in
                PlacementRecord(
                    id: try row.id(0), title: try row[1], store: try row.optionalID(2), fixture: try row[3],
                    creative: try row[4], campaign: try row.optionalID(5), target: try row[6],
                    createdAt: try row.instant(7))
            }
        }
    }
}
