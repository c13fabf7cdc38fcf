import OfflineTill
import Payload
import Promotion
import Testing
import Vocabulary

/// The values of one till in one shop; each test changes what it is about.
enum Sample {
    static let terminal = TerminalID(unchecked: "T1")
    static let store = StoreID(unchecked: "SH01")
    static let campaign = CampaignID(unchecked: "packaging")
    static let offer = OfferID(unchecked: "thank-you")
    /// 2027-03-10 12:00 in Shanghai.
    static let noon = Instant(millisecondsSince1970: 1_804_651_200_000)
    /// Shanghai's.
    static let zone = 28_800

    /// A seed from which every key of a test follows.
    static func seed(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 32) }

    static func key(_ byte: UInt8 = 1) throws -> TerminalSigningKey {
        try TerminalSigningKey(seed: seed(byte))
    }

    static func money(_ minorUnits: Int64, _ code: String = "CNY") throws -> Money {
        Money(minorUnits: minorUnits, currency: try #require(Currency(parsing: code)))
    }

    /// Both clocks so long after noon.
    static func reading(
        seconds: Int64 = 0, boot: String = "boot-1", wallError: Int64 = 0
    ) -> ClockReading {
        ClockReading(
            wall: noon.advanced(bySeconds: seconds + wallError), boot: boot,
            uptimeMilliseconds: 1_000_000 + seconds * 1_000)
    }

    static func wish(
        _ key: String = "K1", code: String = "7QZD-8D8N-4P3G-VT2K", amount: Int64? = 8_000,
        member: String? = nil, attempt: OfflineWish.OnlineAttempt = .none
    ) throws -> OfflineWish {
        try OfflineWish(
            key: key, code: code, amount: try amount.map { try money($0) }, member: member, cashier: "Li",
            attempt: attempt)
    }

    static func use(
        _ key: String = "K1", code: String = CouponCode(number: 1).text, ground: OfflineGround = .allowance,
        discount: Int64 = 1_000
    ) throws -> OfflineUse {
        OfflineUse(
            wish: try wish(key, code: code), campaign: campaign, offer: offer, ground: ground, use: 1,
            usesLeft: 0, discount: try money(discount))
    }

    /// One event of each kind, with all that each can hold.
    static func events() throws -> [JournalEvent] {
        let line = Basket.Line(article: "茶\"杯\\\u{7}", quantity: 2, unitPrice: try money(1_250))
        let plain = Basket.Line(article: nil, quantity: 1, unitPrice: try money(99))
        let basket = try #require(Basket(lines: [line, plain]))
        let full = try OfflineWish(
            key: "K-full", code: "https://qr.example.com/c/7QZD", basket: basket, member: "M1", cashier: "李",
            attempt: .unanswered)
        let lease = LeaseID(unchecked: "L1")
        return [
            .accepted(try use("K1", ground: .lease(lease))), .accepted(try use("K2", code: "x")),
            .refused(full, reason: "needs_network"), .refused(try wish("K3", amount: nil), reason: "expired"),
            .voided(OfflineVoid(key: "V1", redemption: "K1", cashier: "Li")),
            .voided(OfflineVoid(key: "V2", redemption: "K2")),
            .answered(key: "K1", .redeemed(RedemptionID(unchecked: "R1"))),
            .answered(key: "V1", .reversed(RedemptionID(unchecked: "R1"))),
            .answered(key: "K2", .conflict(terminal: TerminalID(unchecked: "T2"), at: noon)),
            .answered(key: "V2", .refused(reason: "void_too_late")), .answered(key: "K-full", .neverSeen),
            .clockJumped(byMilliseconds: -86_400_000), .serverTime(noon),
            .leaseTaken(lease, digest: Digest256(hashing: [1]), usableUntil: noon), .leaseReturned(lease),
        ]
    }

    /// Three short ones, for tests that try every byte.
    static func fewEvents() throws -> [JournalEvent] {
        [.serverTime(noon), .accepted(try use("K1")), .answered(key: "K1", .neverSeen)]
    }

    /// A journal with these events, one a second.
    static func journal(
        _ events: [JournalEvent], on disk: MemoryDisk = MemoryDisk()
    ) throws -> JournalFile {
        let journal = try JournalFile(disk, terminal: terminal, key: key())
        for (place, event) in events.enumerated() {
            _ = try journal.append(event, at: reading(seconds: Int64(place)), utcOffsetSeconds: zone)
        }
        return journal
    }
}
