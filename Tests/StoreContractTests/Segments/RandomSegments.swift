import Membership
import Promotion
import Store
import Support
import Vocabulary

/// A member as engines keep it; the core has one of the same name.
typealias StoredMember = Store.MemberRecord

/// Random members and random expressions about them, from a seed.
struct RandomSegments {
    var random: SplitMix64

    static let today = Fixture.moment(30 * 86_400).date

    static let vocabulary: SegmentVocabulary = {
        var vocabulary = SegmentVocabulary(tiers: ["base", "silver", "gold"])
        let places = [
            ("SH01", "东", 31.2274, 121.4923), ("SH02", "西", 31.2239, 121.4455),
            ("ME01", "南", -37.8109, 144.9643),
        ]
        for (id, district, north, east) in places {
            vocabulary.stores[StoreID(unchecked: id)] = SegmentVocabulary.Shop(
                region: id == "ME01" ? "Victoria" : "上海市", district: district,
                place: Coordinate(latitude: north, longitude: east))
        }
        for (offer, campaign) in Fixture.allOffers {
            vocabulary.offers[offer.id] = CampaignID(unchecked: campaign)
        }
        vocabulary.snapshots = [SnapshotID(unchecked: "some")]
        return vocabulary
    }()

    // MARK: - Members

    mutating func members(_ count: Int) -> [StoredMember] { (0..<count).map { member($0) } }

    /// Attributes are often missing, and places lie near the stores.
    private mutating func member(_ number: Int) -> StoredMember {
        let joinedOn = Self.today.advanced(byDays: -Int.random(in: 0...90, using: &random))
        var record = Fixture.member("q.\(number)", joinedOn: joinedOn)
        record.tier = pick(["base", "silver", "gold", "retired"])
        record.gender = pick(["female", "male", "undisclosed", nil])
        record.homeStore = pick(["SH01", "SH02", "ME01", "GONE", nil]).map(StoreID.init(unchecked:))
        record.language = pick(["zh-Hans", "zh", "en", "en-AU", "zhx", "und"])
        record.source = pick(["till", "packaging", "O'Neil; --", ""])
        record.placement = pick(["poster", "tent", nil]).map(PlacementID.init(unchecked:))
        record.marketingConsent = pick(["granted", "denied", "unknown"])
        record.cell = pick([cell(31.2274, 121.4923), cell(-37.8109, 144.9643), nil])
        record.state = pick([.member, .member, .member, .member, .left, .erased, .follower, .merged])
        if record.state == .merged { record.mergedInto = Fixture.member }
        record.identities = identities(number)
        return record
    }

    private mutating func cell(_ north: Double, _ east: Double) -> String? {
        let place = Coordinate(
            latitude: north + Double.random(in: -0.3...0.3, using: &random),
            longitude: east + Double.random(in: -0.3...0.3, using: &random))
        return place.map { CoarseCell(containing: $0).geohash }
    }

    private mutating func identities(_ number: Int) -> [IdentityRecord] {
        ["card", "card_number", "phone", "wechat_openid"].filter { _ in Bool.random(using: &random) }.map {
            kind in
            IdentityRecord(kind: kind, digest: Fixture.digest("\(kind) \(number)"), sealed: [1])
        }
    }

    mutating func consents(of members: [StoredMember]) -> [ConsentRecord] {
        members.flatMap { member in
            (0..<Int.random(in: 0...3, using: &random)).map { _ in
                ConsentRecord(
                    member: member.id, purpose: pick(["location", "sharing", "marketing"]),
                    state: pick(["granted", "denied", "unknown"]), source: "page", at: Fixture.now)
            }
        }
    }

    // MARK: - Expressions

    mutating func expression(depth: Int = 3) -> String {
        guard depth > 0, Int.random(in: 0..<4, using: &random) > 0 else { return test() }
        let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in expression(depth: depth - 1) }
        let sign = pick([" and ", " or "])
        return pick(["(", "not (", "("]) + parts.joined(separator: sign) + ")"
    }

    private mutating func test() -> String {
        switch Int.random(in: 0..<12, using: &random) {
        case 0: "tier \(pick(["=", "!=", "<", "<=", ">", ">="])) \(pick(["base", "silver", "gold"]))"
        case 1:
            pick([
                "gender = female", "gender != male", "gender in (female, undisclosed)", "gender is known",
                "state = follower", "state != follower", "state is known",
            ])
        case 2:
            pick([
                "store = SH01", "store != SH02", "store in (SH01, ME01)", "store is unknown", "region = 上海市",
                "region != Victoria", "district = 东",
            ])
        case 3: "language \(pick(["=", "!="])) \(pick(["zh", "zh-Hans", "en"]))"
        case 4:
            pick([
                "source = till", "source != 'O''Neil; --'", "source is known", "placement = poster",
                "placement != tent", "placement is unknown", "language is known",
            ])
        case 5:
            "joined_on \(pick(["=", "<", "<=", ">", ">="])) \(Int.random(in: 1...80, using: &random)) days ago"
        case 6:
            pick(["joined(2 weeks)", "joined(1 month)", "joined_on >= today", "member in (q.1, q.2, m-1)"])
        case 7: "consent(\(pick(["marketing", "location", "sharing"])))"
        case 8: "has(\(pick(["phone", "wechat_openid", "card_number"])))"
        case 9:
            "redeemed(\(pick(["", "offer members", "campaign autumn", "offer daily, 31 days", "29 days", "since 2026-06-17"])))"
        case 10:
            "redemptions(\(pick(["", "offer members", "offer members, 30 days"]))) \(pick(["=", "!=", "<", ">", ">=", "<="])) \(Int.random(in: 0...3, using: &random))"
        default: pick(["snapshot(some)", "everyone", "place is known", place()])
        }
    }

    private mutating func place() -> String {
        let radius = pick(["1 m", "3 km", "12 km", "40km", "900 km", "5000 m"])
        return "within(\(radius), \(pick(["store SH01", "store ME01", "point 31.3 121.4 gcj02"])))"
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }
}
