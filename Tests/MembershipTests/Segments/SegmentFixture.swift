import Membership
import Vocabulary

/// A small brand's names, and a member of it.
enum SegmentFixture {
    static let vocabulary: SegmentVocabulary = {
        var vocabulary = SegmentVocabulary(tiers: ["member", "silver", "gold"])
        vocabulary.stores = [
            StoreID(unchecked: "SH01"): .init(
                region: "上海市", district: "黄浦区", place: Coordinate(latitude: 31.2274, longitude: 121.4923)),
            StoreID(unchecked: "SH02"): .init(
                region: "上海市", district: "静安区", place: Coordinate(latitude: 31.2239, longitude: 121.4455)),
            StoreID(unchecked: "ME01"): .init(region: "Victoria", district: "Melbourne", place: nil),
        ]
        vocabulary.offers = [
            OfferID(unchecked: "welcome"): CampaignID(unchecked: "spring"),
            OfferID(unchecked: "thank-you"): CampaignID(unchecked: "packaging"),
            OfferID(unchecked: "tea-cup"): CampaignID(unchecked: "spring"),
        ]
        vocabulary.segments = [
            SegmentID(unchecked: "vip"): "tier >= silver",
            SegmentID(unchecked: "lapsed"): "segment(vip) and not redeemed(60 days)",
            SegmentID(unchecked: "hen"): "segment(egg)", SegmentID(unchecked: "egg"): "segment(hen)",
            SegmentID(unchecked: "broken"): "tier >= platinum",
        ]
        vocabulary.snapshots = [SnapshotID(unchecked: "june")]
        return vocabulary
    }()

    /// 2026-11-28.
    static let today = CalendarDate(daysSince1970: 20_785)

    static var member: MemberFacts {
        var facts = MemberFacts(
            id: MemberID(unchecked: "Q1"), tier: "gold", joinedOn: today.advanced(byDays: -10))
        facts.gender = "female"
        facts.homeStore = StoreID(unchecked: "SH01")
        facts.language = "zh-Hans"
        facts.source = "till"
        facts.cell = Coordinate(latitude: 31.2274, longitude: 121.4923).map(CoarseCell.init(containing:))
        facts.consents = [.marketing: .granted, .sharing: .denied]
        facts.identityKinds = [.phone]
        facts.uses = [OfferID(unchecked: "welcome"): [today.advanced(byDays: -60): 1, today: 2]]
        facts.snapshots = [SnapshotID(unchecked: "june")]
        return facts
    }

    static func rule(_ text: String) throws(SegmentFault) -> SegmentRule {
        try SegmentRule(parsing: text, in: vocabulary)
    }

    static func selects(_ text: String, _ facts: MemberFacts = member) throws -> Bool {
        try rule(text).selects(facts, today: today)
    }
}
