import OfflineTill
import Payload
import Promotion
import Testing
import Vocabulary

/// A status list in which everything is open but what is named.
struct FixedStatus: StatusSource {
    var issuedAt = Sample.noon
    var expiresAt = Sample.noon.advanced(bySeconds: 86_400)
    var named: [UInt32: CouponStatus] = [:]
    /// How many coupons it speaks of.
    var count: UInt32 = 1_000

    func status(of serial: UInt32) -> CouponStatus? { serial < count ? named[serial] ?? .open : nil }
}

/// A till without its server: it judges, writes its journal and remembers, as the shell does.
struct TestTill {
    var facts: OfflineFacts
    let journal: JournalFile
    private var keyCount = 0

    init(
        allowance: OfflineAllowance? = nil, conditions: Conditions = Conditions(), limits: Limits = Limits(),
        budget: Int64? = nil, status: StatusKnowledge = .list(FixedStatus())
    ) throws {
        let offer = Offer(
            id: Sample.offer, title: LocalizedText("Thank you"), benefit: .amountOff(try Sample.money(1_000)),
            conditions: conditions, limits: limits)
        let march = try #require(
            Validity(firstDay: Self.day("2027-03-01"), lastDay: Self.day("2027-03-31")))
        let terms = OfflineTerms(
            terminal: Sample.terminal, store: Sample.store, keyring: try Issuer.keyring(),
            campaigns: [
                Sample.campaign: CampaignTerms(
                    state: .active, validity: march,
                    budget: try budget.map {
                        Redemption.Budget(campaign: Sample.campaign, limit: try Sample.money($0))
                    },
                    allowance: allowance)
            ],
            offers: [Sample.offer: OfferTerms(campaign: Sample.campaign, offer: offer)],
            batches: [Issuer.batch: BatchTerms(offer: Sample.offer, status: status)],
            usableUntil: Sample.noon.advanced(bySeconds: 3 * 86_400))
        facts = OfflineFacts(
            terms: terms, leases: LeaseBook(terminal: Sample.terminal), uses: OfflineUses(store: Sample.store)
        )
        journal = try Sample.journal([])
    }

    /// Ten uses, two of a coupon, a hundred yuan, a list of at most an hour.
    static func allowance(_ uses: UInt32 = 10, coupon: UInt32 = 2) throws -> OfflineAllowance {
        OfflineAllowance(
            usesPerTerminal: uses, usesPerCoupon: coupon, amount: try Sample.money(10_000),
            maximumStatusAgeSeconds: 3_600)
    }

    static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(parsing: text)) }

    /// Writes an event and remembers it.
    mutating func note(_ event: JournalEvent, seconds: Int64 = 0) throws {
        let entry = try journal.append(
            event, at: Sample.reading(seconds: seconds), utcOffsetSeconds: Sample.zone)
        facts.leases.note(entry)
        facts.uses.note(entry)
    }

    mutating func take(_ lease: SignedLease) throws {
        if let event = try facts.leases.take(lease, keyring: facts.terms.keyring) { try note(event) }
    }

    /// Judges a scan and writes down what is new.
    mutating func scan(
        _ code: String, key: String? = nil, amount: Int64? = 8_000, member: String? = nil, seconds: Int64 = 0
    ) throws -> OfflineVerdict {
        keyCount += 1
        let wish = try Sample.wish(key ?? "key-\(keyCount)", code: code, amount: amount, member: member)
        let now = OfflineMoment(
            .believed(Sample.noon.advanced(bySeconds: seconds)), utcOffsetSeconds: Sample.zone)
        let verdict = OfflineJudge.judge(wish, facts, at: now)
        switch verdict {
        case .accepted(let acceptance): try note(acceptance.event(wish), seconds: seconds)
        case .refused(.keyReused), .repeated, .repeatedRefusal: break
        case .refused(let refusal): try note(.refused(wish, reason: refusal.reason), seconds: seconds)
        }
        return verdict
    }
}

extension OfflineVerdict {
    var refusal: OfflineRefusal? {
        guard case .refused(let refusal) = self else { return nil }
        return refusal
    }

    var acceptance: OfflineAcceptance? {
        guard case .accepted(let acceptance) = self else { return nil }
        return acceptance
    }
}
