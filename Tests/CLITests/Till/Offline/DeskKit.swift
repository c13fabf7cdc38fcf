import Foundation
import OfflineTill
import Payload
import Promotion
import Synchronization
import Testing
import Vocabulary

@testable import tessera

/// The values of one till in one shop.
enum Shop {
    static let terminal = TerminalID(unchecked: "T1")
    static let campaign = CampaignID(unchecked: "packaging")
    static let offer = OfferID(unchecked: "thank-you")
    static let batch: UInt32 = 7
    /// 2027-03-10 12:00 in Shanghai.
    static let noon = Instant(millisecondsSince1970: 1_804_651_200_000)

    static func yuan(_ count: Int64) throws -> Money {
        Money(minorUnits: count * 100, currency: try #require(Currency(parsing: "CNY")))
    }

    static func key() throws -> TerminalSigningKey {
        try TerminalSigningKey(seed: [UInt8](repeating: 1, count: 32))
    }

    static func issuer() throws -> IssuerSigningKey {
        try IssuerSigningKey(keyID: 1, seed: [UInt8](repeating: 11, count: 32))
    }

    /// A signed code with one use.
    static func code(_ number: UInt64) throws -> String {
        let claims = try SignedClaims(
            keyID: 1, coupon: CouponCode(number: number), batchNumber: batch, serial: UInt32(number),
            lastValidDay: nil, usesAllowed: 1)
        return try SignedToken(signing: claims, with: issuer()).text
    }

    /// A lease of one use of each of these coupons.
    static func lease(_ numbers: [UInt64], id: String = "L1") throws -> SignedLease {
        let id = LeaseID(unchecked: id)
        let coupons = numbers.map { number in
            LeasedCoupon(
                name: LeasedCouponName(of: CouponCode(number: number), in: id), offer: offer, uses: 1)
        }
        let lease = Lease(
            id: id, terminal: terminal, issuedAt: noon, usableUntil: noon.advanced(bySeconds: 43_200),
            coupons: coupons)
        return try #require(SignedLease(signing: lease, with: issuer()))
    }

    /// Terms in which nothing may be given that is not leased.
    static func terms() throws -> HeldTerms {
        let (issuer, discount, spend) = (try issuer(), try yuan(10), try yuan(50))
        let first = try #require(CalendarDate(parsing: "2027-03-01"))
        let last = try #require(CalendarDate(parsing: "2027-03-31"))
        let validity = try #require(Validity(firstDay: first, lastDay: last))
        let offer = Offer(
            id: offer, title: LocalizedText("Thank you"), benefit: .amountOff(discount),
            conditions: Conditions(minimumSpend: spend), limits: Limits())
        let terms = OfflineTerms(
            terminal: terminal, store: StoreID(unchecked: "SH01"),
            keyring: try IssuerKeyring([issuer.publicKey]),
            campaigns: [campaign: CampaignTerms(state: .active, validity: validity)],
            offers: [Self.offer: OfferTerms(campaign: campaign, offer: offer)],
            batches: [batch: BatchTerms(offer: Self.offer)], usableUntil: noon.advanced(bySeconds: 259_200))
        return HeldTerms(
            bytes: [], terminal: terminal, store: terms.store, keyring: terms.keyring, lists: [],
            offsetSeconds: { _ in 28_800 }, terms: { _ in terms })
    }
}

/// A server of the test's: away or there, with a lease to give, and a ledger that believes a journal as the real one does.
actor ShopServer: TillServer {
    enum Mood: Sendable {
        case there, away, silent
        /// It takes the till's key and never says so.
        case deaf
    }

    private(set) var mood = Mood.there
    /// What was asked online, by key.
    private(set) var asked: [String: TillRequest] = [:]
    /// What was uploaded and is true.
    private(set) var entries: [JournalEntry] = []
    /// Answers that the test wants in place of the usual ones, by key.
    private var answers: [String: ServerAnswer] = [:]
    /// What came online under a key and was carried out though no answer came.
    private var carriedOut: Set<String> = []
    private var verifier: JournalVerifier
    private var lease: SignedLease?
    /// What the next leases say of coupons that are not in them.
    private var leftOut: [FetchedLease.LeftOut] = []

    init(lease: SignedLease? = nil) throws {
        self.lease = lease
        verifier = JournalVerifier(terminal: Shop.terminal, key: try Shop.key().publicKey)
    }

    func become(_ mood: Mood) { self.mood = mood }
    func leaveOut(_ leftOut: [FetchedLease.LeftOut]) { self.leftOut = leftOut }
    func give(_ lease: SignedLease?) { self.lease = lease }
    func answer(_ key: String, with answer: ServerAnswer) { answers[key] = answer }

    func send(_ request: TillRequest, timeoutMilliseconds: Double?) throws(TillFailure) -> TillAnswer {
        switch mood {
        case .away: throw .unconnected("refused")
        case .silent, .deaf:
            carriedOut.insert(request.key)
            throw .lost("no answer")
        case .there: break
        }
        asked[request.key] = request
        if case .void(let redemption) = request.wish { return .reversed(redemption: redemption) }
        return .redeemed(
            TillAnswer.Redeemed(
                redemption: "R-" + request.key, coupon: "C", offer: "Thank you", discount: "10.00 CNY",
                usesLeft: 0,
                isReplayed: false))
    }

    func isThere() -> Bool { mood == .there }

    func register(_ publicKey: String) async throws(ServerRefusal) {
        if mood == .deaf { try? await Task.sleep(for: .seconds(600)) }
        try reach()
    }

    func terms() throws(ServerRefusal) -> FetchedTerms {
        try reach()
        return FetchedTerms(bytes: Array("terms".utf8), time: Shop.noon)
    }

    func statusList(_ batch: String, since digest: String?) throws(ServerRefusal) -> [UInt8] {
        try reach()
        return []
    }

    func lease(_ wish: LeaseWish, key: String) throws(ServerRefusal) -> FetchedLease {
        try reach()
        guard let lease else {
            throw .refused(status: 422, reason: "nothing", detail: "Nothing.", nextEntry: nil)
        }
        return FetchedLease(line: lease.bytes, leftOut: leftOut)
    }

    func upload(_ lines: [UInt8]) throws(ServerRefusal) -> UploadReceipt {
        try reach()
        var found: [UploadReceipt.Answer] = []
        for line in lines.split(separator: UInt8(ascii: "\n")) {
            let entry: JournalEntry
            do { entry = try verifier.verify(Array(line)).entry } catch {
                throw .refused(
                    status: 409, reason: "journal_gap", detail: "", nextEntry: verifier.head.sequence + 1)
            }
            entries.append(entry)
            if entry.event.wantsAnswer, let key = entry.event.key { found.append(answer(entry, key)) }
        }
        return UploadReceipt(through: verifier.head.sequence, answers: found)
    }

    private func answer(_ entry: JournalEntry, _ key: String) -> UploadReceipt.Answer {
        let redemption = RedemptionID(unchecked: "R-" + key)
        let usual: ServerAnswer =
            switch entry.event {
            case .voided: .reversed(redemption)
            case .refused: carriedOut.contains(key) ? .redeemed(redemption) : .neverSeen
            default: .redeemed(redemption)
            }
        return UploadReceipt.Answer(key: key, answer: answers[key] ?? usual)
    }

    private func reach() throws(ServerRefusal) {
        guard mood == .there else { throw .lost("away") }
    }
}

/// A desk in a folder of its own, with a clock that the test sets.
struct DeskBench: Sendable {
    let server: ShopServer
    let folder: URL
    let clock = SharedNumber(Shop.noon.millisecondsSince1970)

    static func with(
        lease: SignedLease? = nil, _ body: (DeskBench) async throws -> Void
    ) async throws {
        try await Scratch.with { folder in
            try await body(DeskBench(server: try ShopServer(lease: lease), folder: folder))
        }
    }

    /// A desk as after a start.
    func desk(firstLookMilliseconds: Double = OfflineDesk.firstLookMilliseconds) throws -> OfflineDesk {
        let (terms, clock) = (try Shop.terms(), clock)
        return OfflineDesk(
            OfflineDesk.Tools(
                server: server, state: try TillState(opening: folder.path() + "/state"),
                clock: TillClock {
                    let now = clock.value
                    return ClockReading(
                        wall: Instant(millisecondsSince1970: now), boot: "b",
                        uptimeMilliseconds: now - Shop.noon.millisecondsSince1970 + 1_000_000)
                },
                key: try Shop.key(), cashier: "Li", currency: try #require(Currency(parsing: "CNY")),
                language: .english, readTerms: { _ in terms }, time: { "12:00" }, makeKey: { "lease-key" },
                lease: LeaseWish(choice: .store, hours: 12), firstLookMilliseconds: firstLookMilliseconds),
            place: "host")
    }
}

/// A number that the test and the desk share.
final class SharedNumber: Sendable {
    private let number: Mutex<Int64>

    init(_ value: Int64) { number = Mutex(value) }

    var value: Int64 { number.withLock { $0 } }
}
