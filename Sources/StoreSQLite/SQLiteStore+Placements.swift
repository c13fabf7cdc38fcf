import GRDB
package import Store
package import Vocabulary

extension SQLiteStore: PlacementStore {
    package func add(_ placement: PlacementRecord) async throws(StoreError) -> Bool {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO placement (\(Self.placementColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (id) DO NOTHING
                    """,
                arguments: [
                    placement.id.text, placement.title, placement.store?.text, placement.fixture,
                    placement.creative, placement.campaign?.text, placement.target,
                    placement.createdAt.millisecondsSince1970,
                ])
            return db.changesCount > 0
        }
    }

    package func placements() async throws(StoreError) -> [PlacementRecord] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT \(Self.placementColumns) FROM placement ORDER BY id")
                .map(Self.placementRecord)
        }
    }

    package func placement(_ id: PlacementID) async throws(StoreError) -> PlacementRecord? {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT \(Self.placementColumns) FROM placement WHERE id = ?")
            return try Row.fetchOne(statement, arguments: [id.text]).map(Self.placementRecord)
        }
    }

    package func retarget(_ placement: PlacementID, to target: String?) async throws(StoreError) -> Bool {
        try await write { db in
            try db.execute(
                sql: "UPDATE placement SET target = ? WHERE id = ?", arguments: [target, placement.text])
            return db.changesCount > 0
        }
    }

    package func record(_ visits: [VisitRecord]) async throws(StoreError) {
        try await write { db in
            let statement = try db.cachedStatement(
                sql: "INSERT INTO visit (at, placement, kind, scan_class, visitor) VALUES (?, ?, ?, ?, ?)")
            for visit in visits {
                try statement.execute(arguments: [
                    visit.at.millisecondsSince1970, visit.placement.text, visit.kind.rawValue,
                    visit.scanClass, Int64(bitPattern: visit.visitor),
                ])
            }
        }
    }

    package func counts(
        in span: Range<Instant>, netClasses: Set<String>
    ) async throws(StoreError) -> [PlacementCounts] {
        try await read { db in
            var tally = try PlacementTally(db, span: span)
            try tally.addVisits(netClasses: netClasses)
            try tally.addJoins()
            try tally.addLedger()
            return tally.counts
        }
    }

    private static let placementColumns =
        "id, title, store, fixture, creative, campaign, target, created_at"

    private static func placementRecord(_ row: Row) -> PlacementRecord {
        PlacementRecord(
            id: PlacementID(unchecked: row[0]), title: row[1],
            store: (row[2] as String?).map(StoreID.init(unchecked:)), fixture: row[3], creative: row[4],
            campaign: (row[5] as String?).map(CampaignID.init(unchecked:)), target: row[6],
            createdAt: Instant(millisecondsSince1970: row[7]))
    }
}
