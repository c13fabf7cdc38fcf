package import Promotion
package import Store
package import Vocabulary

extension PostgresStore: CampaignStore {
    package func apply(
        _ campaign: Campaign, at instant: Instant
    ) async throws(StoreError) -> CampaignChange {
        try await write { connection throws(StoreError) in
            try Self.lockCatalogue(connection)
            let old = try Self.record(campaign.id, connection)
            guard old?.campaign != campaign else { return .unchanged }
            let taken = try connection.query(
                "SELECT FROM offer WHERE id = ANY($1) AND campaign <> $2 LIMIT 1",
                [.texts(campaign.offers.map(\.id.text)), .id(campaign.id)])
            guard taken.count == 0 else { return .offerTaken }
            try Self.write(campaign, formerly: old?.campaign.offers ?? [], at: instant, connection)
            return old == nil ? .created : .updated
        }
    }

    package func campaigns() async throws(StoreError) -> [CampaignRecord] {
        try await rows(Statement(Self.campaignSelection + " ORDER BY id")) { found throws(StoreError) in
            try found.map(Self.campaignRecord)
        }
    }

    package func campaign(_ id: CampaignID) async throws(StoreError) -> CampaignRecord? {
        try await pool.run { connection throws(StoreError) in try Self.record(id, connection) }
    }

    package func offer(_ id: OfferID) async throws(StoreError) -> OfferRecord? {
        try await read { [offers] connection throws(StoreError) in try offers.offer(id, connection) }
    }

    package func setState(
        _ state: Campaign.State, of campaign: CampaignID, at instant: Instant
    ) async throws(StoreError) -> Bool {
        try await write { connection throws(StoreError) in
            try Self.lockCatalogue(connection)
            guard let record = try Self.record(campaign, connection) else { return false }
            guard record.state != state else { return true }
            try connection.pipeline([
                Statement(
                    "UPDATE campaign SET state = $1, state_at = $2, revision = revision + 1 WHERE id = $3",
                    [.text(state.rawValue), .instant(instant), .id(campaign)]),
                try Self.revision(record.campaign),
            ])
            return true
        }
    }

    /// Lets one at a time change campaigns, offers and batches, until its transaction ends.
    static func lockCatalogue(_ connection: Connection) throws(StoreError) {
        // The migration's key, one further.
        try connection.query("SELECT pg_advisory_xact_lock($1)", [.integer(Schema.migrationLock + 1)])
    }

    private static let campaignSelection = """
        SELECT document, state, revision, applied_at
        FROM campaign JOIN campaign_revision USING (revision) WHERE campaign_revision.campaign = campaign.id
        """

    /// Keeps the campaign as it is in its newest revision.
    private static func revision(_ campaign: Campaign) throws(StoreError) -> Statement {
        Statement(
            """
            INSERT INTO campaign_revision (campaign, revision, document)
            SELECT id, revision, $2 FROM campaign WHERE id = $1
            """, [.id(campaign.id), .text(try Document.encode(campaign))])
    }

    private static func record(
        _ id: CampaignID, _ connection: Connection
    ) throws(StoreError) -> CampaignRecord? {
        try connection.query(campaignSelection + " AND id = $1", [.id(id)]).one(campaignRecord)
    }

    private static func campaignRecord(_ row: Row) throws(StoreError) -> CampaignRecord {
        CampaignRecord(
            campaign: try Document.decode(Campaign.self, from: try row[0]), state: try row.word(1),
            revision: try row[2], appliedAt: try row.instant(3))
    }

    /// An offer that has coupons in people's hands stays: leaving it out is refused, not obeyed.
    private static func write(
        _ campaign: Campaign, formerly old: [Offer], at instant: Instant, _ connection: Connection
    ) throws(StoreError) {
        let removed = Set(old.map(\.id)).subtracting(campaign.offers.map(\.id)).map(\.text).sorted()
        let needed = try connection.query(
            "SELECT offer FROM batch WHERE offer = ANY($1) LIMIT 1", [.texts(removed)])
        if let row = needed.first {
            throw .constraint(
                "offer \(try row[0] as String) has coupons and cannot leave campaign \(campaign.id)")
        }
        try connection.pipeline([
            Statement(
                """
                INSERT INTO campaign (id, state, state_at, revision, applied_at) VALUES ($1, 'active', $2, 1, $2)
                ON CONFLICT (id) DO UPDATE SET revision = campaign.revision + 1, applied_at = excluded.applied_at
                """, [.id(campaign.id), .instant(instant)]),
            try revision(campaign),
            Statement("DELETE FROM offer WHERE id = ANY($1)", [.texts(removed)]),
            Statement(
                "INSERT INTO offer (id, campaign) SELECT unnest($1::text[]), $2 ON CONFLICT (id) DO NOTHING",
                [.texts(campaign.offers.map(\.id.text)), .id(campaign.id)]),
        ])
    }
}
