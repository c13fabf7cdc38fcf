package import Vocabulary

/// What the names in an expression mean for one issuer.
package struct SegmentVocabulary: Sendable {
    /// The program's tiers from the lowest to the highest.
    package var tiers: [String]
    package var stores: [StoreID: Shop]
    package var offers: [OfferID: CampaignID]
    /// Areas that have a name.
    package var areas: [String: Area]
    /// The expressions of saved segments.
    package var segments: [SegmentID: String]
    package var snapshots: Set<SnapshotID>

    /// What an expression can ask of a store.
    package struct Shop: Sendable, Hashable {
        package var region: String
        package var district: String
        /// `nil` where the settings do not say.
        package var place: Coordinate?

        package init(region: String, district: String, place: Coordinate?) {
            self.region = region
            self.district = district
            self.place = place
        }
    }

    package init(
        tiers: [String] = [], stores: [StoreID: Shop] = [:], offers: [OfferID: CampaignID] = [:],
        areas: [String: Area] = [:], segments: [SegmentID: String] = [:], snapshots: Set<SnapshotID> = []
    ) {
        self.tiers = tiers
        self.stores = stores
        self.offers = offers
        self.areas = areas
        self.segments = segments
        self.snapshots = snapshots
    }
}

extension SegmentRule {
    /// Reads an expression, such as
    /// `tier >= gold and within(3 km, store SH01) and not redeemed(offer welcome, 60 days)`.
    ///
    /// - Parameters:
    ///   - text: The expression.
    ///   - vocabulary: What its names mean.
    /// - Throws: `SegmentFault` with the first place that cannot be meant as it stands.
    package init(parsing text: String, in vocabulary: SegmentVocabulary) throws(SegmentFault) {
        self = try SegmentReader(vocabulary: vocabulary, path: []).rule(parsing: text)
        guard valueCount <= SegmentLimits.values else {
            throw SegmentFault(.tooManyValues(count: valueCount, limit: SegmentLimits.values), 0..<text.count)
        }
    }
}
