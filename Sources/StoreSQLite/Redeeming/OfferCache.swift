import Foundation
import GRDB
import Promotion
import Store
import Synchronization
import Vocabulary

/// Campaigns as they were decoded last; reading JSON for each redemption would cost more than the redemption.
///
/// An entry is good for one revision, which is read in the transaction that uses it. Only what reads redeem
/// from fills the cache, never `apply`: a revision that is rolled back is never kept.
final class OfferCache: Sendable {
    private struct Decoded: Sendable {
        let revision: Int64
        let campaign: Campaign
    }

    private let decoded = Mutex<[CampaignID: Decoded]>([:])

    /// Returns an offer as committed, or `nil` if there is none.
    func offer(_ id: OfferID, _ db: Database) throws -> OfferRecord? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT campaign.id, campaign.revision, campaign.state
                FROM offer JOIN campaign ON campaign.id = offer.campaign WHERE offer.id = ?
                """)
        guard let row = try Row.fetchOne(statement, arguments: [id.text]) else { return nil }
        let campaignID = CampaignID(unchecked: row[0])
        let campaign = try campaign(campaignID, revision: row[1], db)
        let offer = OfferRecord(id, in: campaign, state: try stored(row[2] as String), revision: row[1])
        guard let offer else { throw StoreError.corrupt("campaign \(campaignID) has lost its offer \(id)") }
        return offer
    }

    /// Returns an offer as it was in a revision, or `nil` if there was none.
    func offer(_ id: OfferID, of campaign: CampaignID, revision: Int64, _ db: Database) throws -> Offer? {
        if let known = decoded.withLock({ $0[campaign] }), known.revision == revision {
            return known.campaign.offers.first { $0.id == id }
        }
        let statement = try db.cachedStatement(
            sql: """
                SELECT document FROM campaign_revision WHERE campaign = ? AND revision <= ?
                ORDER BY revision DESC LIMIT 1
                """)
        guard let text = try String.fetchOne(statement, arguments: [campaign.text, revision]) else {
            return nil
        }
        return try Document.decode(Campaign.self, from: text).offers.first { $0.id == id }
    }

    private func campaign(_ id: CampaignID, revision: Int64, _ db: Database) throws -> Campaign {
        if let known = decoded.withLock({ $0[id] }), known.revision == revision { return known.campaign }
        let text = try String.fetchOne(
            db, sql: "SELECT document FROM campaign WHERE id = ?", arguments: [id.text])
        let campaign = try Document.decode(Campaign.self, from: text ?? "")
        decoded.withLock { $0[id] = Decoded(revision: revision, campaign: campaign) }
        return campaign
    }
}

/// Values that are stored as JSON, keys sorted, so that equal values have equal texts.
enum Document {
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw StoreError.corrupt("a stored \(type) cannot be read: \(error)")
        }
    }
}

/// Reads a stored word of an enumeration; the schema's checks leave it no other values.
func stored<Word: RawRepresentable<String>>(_ text: String) throws(StoreError) -> Word {
    guard let word = Word(rawValue: text) else { throw .corrupt("no \(Word.self): \(text)") }
    return word
}
