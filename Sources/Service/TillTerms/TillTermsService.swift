package import Payload
import Promotion
package import Store
import Vocabulary

/// Puts together what a till must fetch to judge coupons without a network.
package struct TillTermsService: Sendable {
    private let context: ServiceContext

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// 72 hours, as long as a status list: a store without a network over a long weekend goes on, and no longer by
    /// terms than by the lists that belong to them.
    package static let usableSeconds = StatusListDesk.lifetimeSeconds

    /// An hour: whoever asks again and again is told once an hour that nothing changed but the time, so that terms
    /// never end at a till that has a network.
    package static let renewalSeconds: Int64 = 3_600

    /// 31 days: a coupon that has just ended is told so, since no network would help it.
    static let endedDayCount = 31

    /// Terms as they are answered.
    package struct Answer: Sendable, Hashable {
        package let body: [UInt8]
        /// What names all that they say but the time; another one each hour.
        package let digest: Digest256
    }

    /// Returns the terms of a terminal as they are sent.
    ///
    /// - Parameter terminal: Whose.
    /// - Returns: The bytes with what names them.
    /// - Throws: As `terms(for:)`.
    package func answer(to terminal: TerminalRecord) async throws(ServiceError) -> Answer {
        let terms = try await terms(for: terminal)
        let hour = Self.renewalSeconds * 1_000
        var named = terms
        named.issuedAt = Instant(
            millisecondsSince1970: terms.issuedAt.millisecondsSince1970 / hour * hour)
        named.usableUntil = named.issuedAt
        return Answer(body: try terms.encoded(), digest: Digest256(hashing: try named.encoded()))
    }

    /// Returns the terms of a terminal.
    ///
    /// - Parameter terminal: Whose.
    /// - Returns: What it judges by, counts as they stand now.
    /// - Throws: `ServiceError.notFound` if the settings have lost its store; `.storage`.
    package func terms(for terminal: TerminalRecord) async throws(ServiceError) -> TillTerms {
        let now = context.surroundings.now()
        let usableUntil = now.advanced(bySeconds: Self.usableSeconds)
        guard let settings = context.configuration.store(terminal.store),
            let moment = context.clock.moment(in: terminal.store, at: now),
            let end = context.clock.moment(in: terminal.store, at: usableUntil)
        else { throw .notFound(kind: "store", name: terminal.store.text) }
        // Batches and counts after the campaigns that they belong to: what is new in between is left out, not lacking.
        let records = try await stored(await context.store.campaigns()).filter {
            $0.campaign.validity.lastDay.advanced(byDays: Self.endedDayCount) >= moment.date
                && $0.campaign.validity.firstDay <= end.date
        }
        let tally = try await tally(of: records, in: terminal.store, on: moment.date)
        return TillTerms(
            terminal: terminal.id, store: terminal.store,
            standing: terminal.revokedAt == nil ? .trusted : .revoked, timeZone: settings.timeZone,
            utcOffsetSeconds: moment.utcOffsetSeconds, currency: context.configuration.issuer.currency,
            issuedAt: now, usableUntil: usableUntil,
            keys: context.keys.keyring.keys.map {
                TillTerms.Key($0, endsAt: context.keys.keyEnds[$0.keyID])
            },
            campaigns: records.map(tally.campaign), offers: records.flatMap(tally.offers),
            batches: try await batches(of: records))
    }

    private func tally(
        of records: [CampaignRecord], in store: StoreID, on day: CalendarDate
    ) async throws(ServiceError) -> TermsTally {
        var tally = TermsTally(store: store, day: day)
        let counters = records.flatMap(tally.counters)
        tally.counts = try await stored(
            await context.store.counts(of: counters, home: context.home()))
        return tally
    }

    private func batches(
        of records: [CampaignRecord]
    ) async throws(ServiceError) -> [TillTerms.BatchItem] {
        let offers = Set(records.flatMap { $0.campaign.offers.map(\.id) })
        let lists = StatusListService(context)
        return try await stored(await context.store.batches())
            .filter { $0.profile == .signed && offers.contains($0.offer) }
            .map { batch in
                TillTerms.BatchItem(
                    number: batch.number, id: batch.id, offer: batch.offer,
                    state: batch.state == .issued ? .issued : .revoked, statusList: lists.uri(of: batch.id))
            }
    }
}

/// What was counted of campaigns in a store on a day.
struct TermsTally {
    let store: StoreID
    let day: CalendarDate
    var counts: [Counter: Int64] = [:]

    init(store: StoreID, day: CalendarDate) {
        self.store = store
        self.day = day
    }

    /// Everything that an offer or a budget may be held to; a till counts what members used for nobody.
    func counters(of record: CampaignRecord) -> [Counter] {
        let spent = record.campaign.budget.map { [Counter.spend(record.campaign.id, $0.currency)] } ?? []
        return record.campaign.offers.flatMap {
            [.uses($0.id), .stock($0.id, store), .storeDay($0.id, store, day)]
        } + spent
    }

    func campaign(_ record: CampaignRecord) -> TillTerms.CampaignItem {
        let campaign = record.campaign
        return TillTerms.CampaignItem(
            id: campaign.id, title: campaign.title, state: record.state, validity: campaign.validity,
            budget: campaign.budget.map { limit in
                let given = counts[.spend(campaign.id, limit.currency)] ?? 0
                return TillTerms.BudgetItem(
                    limit: limit, given: Money(minorUnits: given, currency: limit.currency))
            },
            allowance: campaign.allowance)
    }

    func offers(_ record: CampaignRecord) -> [TillTerms.OfferItem] {
        record.campaign.offers.map { offer in
            TillTerms.OfferItem(
                campaign: record.campaign.id, offer: offer, usesInCampaign: counts[.uses(offer.id)] ?? 0,
                stockGiven: counts[.stock(offer.id, store)] ?? 0,
                usesInStore: counts[.storeDay(offer.id, store, day)] ?? 0, countedOn: day)
        }
    }
}
