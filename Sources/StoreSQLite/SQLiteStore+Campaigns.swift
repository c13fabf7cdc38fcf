import GRDB
package import Promotion
package import Store
package import Vocabulary

extension SQLiteStore: CampaignStore {
    package func apply(
        _ campaign: Campaign, at instant: Instant
    ) async throws(StoreError) -> CampaignChange {
        try await write { db in
            let old = try Self.record(campaign.id, db)
            guard old?.campaign != campaign else { return .unchanged }
            let taken = try campaign.offers.contains { offer in
                try String.fetchOne(
                    db, sql: "SELECT campaign FROM offer WHERE id = ? AND campaign <> ?",
                    arguments: [offer.id.text, campaign.id.text]) != nil
            }
            guard !taken else { return .offerTaken }
            try Self.write(campaign, at: instant, db)
            try Self.replaceOffers(of: campaign, formerly: old?.campaign.offers ?? [], db)
            return old == nil ? .created : .updated
        }
    }

    package func campaigns() async throws(StoreError) -> [CampaignRecord] {
        try await read { db in
            try Row.fetchAll(db, sql: Self.campaignSelection + " ORDER BY id").map(Self.campaignRecord)
        }
    }

    package func campaign(_ id: CampaignID) async throws(StoreError) -> CampaignRecord? {
        try await read { db in try Self.record(id, db) }
    }

    package func offer(_ id: OfferID) async throws(StoreError) -> OfferRecord? {
        try await inSnapshot { (reader: SQLiteReader) throws(StoreError) -> OfferRecord? in
            try reader.offer(id)
        }
    }

    package func setState(
        _ state: Campaign.State, of campaign: CampaignID, at instant: Instant
    ) async throws(StoreError) -> Bool {
        try await write { db in
            guard let record = try Self.record(campaign, db) else { return false }
            guard record.state != state else { return true }
            try db.execute(
                sql: "UPDATE campaign SET state = ?, state_at = ?, revision = revision + 1 WHERE id = ?",
                arguments: [state.rawValue, instant.millisecondsSince1970, campaign.text])
            return true
        }
    }

    private static let campaignSelection = "SELECT document, state, revision, applied_at FROM campaign"

    private static func record(_ id: CampaignID, _ db: Database) throws -> CampaignRecord? {
        try Row.fetchOne(db, sql: campaignSelection + " WHERE id = ?", arguments: [id.text])
            .map(campaignRecord)
    }

    private static func campaignRecord(_ row: Row) throws -> CampaignRecord {
        CampaignRecord(
            campaign: try Document.decode(Campaign.self, from: row[0]), state: try stored(row[1] as String),
            revision: row[2], appliedAt: Instant(millisecondsSince1970: row[3]))
    }

    private static func write(_ campaign: Campaign, at instant: Instant, _ db: Database) throws {
        let at = instant.millisecondsSince1970
        try db.execute(
            sql: """
                INSERT INTO campaign (id, state, state_at, revision, applied_at, document)
                VALUES (?, 'active', ?, 1, ?, ?)
                ON CONFLICT (id) DO UPDATE SET revision = revision + 1,
                    applied_at = excluded.applied_at, document = excluded.document
                """, arguments: [campaign.id.text, at, at, try Document.encode(campaign)])
        try db.execute(
            sql: """
                INSERT INTO campaign_revision (campaign, revision, document)
                SELECT id, revision, document FROM campaign WHERE id = ?
                """, arguments: [campaign.id.text])
    }

    /// An offer that has coupons in people's hands stays: leaving it out is refused, not obeyed.
    private static func replaceOffers(
        of campaign: Campaign, formerly old: [Offer], _ db: Database
    ) throws {
        for removed in Set(old.map(\.id)).subtracting(campaign.offers.map(\.id)) {
            let batch = try String.fetchOne(
                db, sql: "SELECT id FROM batch WHERE offer = ?", arguments: [removed.text])
            guard batch == nil else {
                throw StoreError.constraint(
                    "offer \(removed) has coupons and cannot leave campaign \(campaign.id)")
            }
            try db.execute(sql: "DELETE FROM offer WHERE id = ?", arguments: [removed.text])
        }
        for offer in campaign.offers {
            try db.execute(
                sql: "INSERT INTO offer (id, campaign) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
                arguments: [offer.id.text, campaign.id.text])
        }
    }
}
