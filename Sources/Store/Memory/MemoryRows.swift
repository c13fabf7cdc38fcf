package import Promotion
package import Vocabulary

/// The rows of one transaction on a `MemoryStore`, with what it takes to undo it.
package struct MemoryRows: ReversalRows {
    private(set) var state: MemoryState
    private var changes: [Change] = []
    private let events: EventKeeping

    /// One write, by what was there before.
    private enum Change {
        case usesTaken(Homed<CouponKey>, UInt32)
        case uses(Homed<UseCounter>, UInt32?)
        case entry
        case answer(Homed<IdempotencyKey>)
        case event
    }

    init(state: consuming MemoryState, events: EventKeeping) {
        self.state = state
        self.events = events
    }

    /// Undoes every write, the last one first.
    mutating func rollBack() {
        for change in changes.reversed() {
            switch change {
            case .usesTaken(let key, let uses): state.coupons[key]?.usesTaken = uses
            case .uses(let key, let uses): state.uses[key] = uses
            case .entry: state.ledger.removeLast()
            case .answer(let key): state.answers[key] = nil
            case .event: state.outbox.removeLast()
            }
        }
        changes = []
    }

    package func answer(to key: IdempotencyKey, home: Home) throws(StoreError) -> KeptAnswer? {
        state.answers[Homed(key, home)]
    }

    package func coupon(_ key: CouponKey, home: Home) throws(StoreError) -> CouponRecord? {
        guard let coupon = state.coupons[Homed(key, home)], let batch = state.batches[coupon.batch] else {
            return nil
        }
        return CouponRecord(
            identity: CouponIdentity(key: key, batch: batch.id, serial: coupon.serial),
            campaign: batch.campaign, offer: batch.offer, placement: batch.placement,
            state: batch.state == .issued ? .issued : .revoked, usesTaken: coupon.usesTaken,
            usesAllowed: coupon.usesAllowed, holder: nil, lastDay: batch.lastDay)
    }

    package func offer(_ id: OfferID) throws(StoreError) -> OfferRecord? {
        state.offer(id)
    }

    package func joiningDay(of member: MemberID, home: Home) throws(StoreError) -> CalendarDate? {
        state.members[Homed(member, home)]?.joinedOn
    }

    package func uses(_ counter: UseCounter, home: Home) throws(StoreError) -> UInt32 {
        state.uses[Homed(counter, home)] ?? 0
    }

    package func earlierUses(
        of coupon: CouponKey, home: Home, limit: Int
    ) throws(StoreError) -> [Redemption.EarlierUse] {
        state.ledger.standingUses(of: coupon, home: home).prefix(limit).map { draft in
            Redemption.EarlierUse(at: draft.moment, store: draft.store)
        }
    }

    package func combinations(
        on purchase: String, store: StoreID, home: Home
    ) throws(StoreError) -> [Offer.Combination] {
        state.ledger.standingUses(on: purchase, store: store, home: home).map(\.combination)
    }

    package func entry(of redemption: RedemptionID, home: Home) throws(StoreError) -> LedgerEntry? {
        state.ledger.entries(of: redemption, home: home).first { $0.draft.kind == .redemption }
    }

    package func reversals(of redemption: RedemptionID, home: Home) throws(StoreError) -> [LedgerEntry] {
        state.ledger.entries(of: redemption, home: home).filter { $0.draft.kind != .redemption }
    }

    package mutating func setUsesTaken(
        _ uses: UInt32, of coupon: CouponKey, home: Home
    ) throws(StoreError) {
        let key = Homed(coupon, home)
        guard let old = state.coupons[key], uses <= old.usesAllowed else {
            throw .constraint("a coupon cannot have \(uses) uses taken")
        }
        changes.append(.usesTaken(key, old.usesTaken))
        state.coupons[key]?.usesTaken = uses
    }

    package mutating func setUses(_ uses: UInt32, of counter: UseCounter, home: Home) throws(StoreError) {
        let key = Homed(counter, home)
        changes.append(.uses(key, state.uses[key]))
        state.uses[key] = uses
    }

    package mutating func append(_ draft: LedgerDraft) throws(StoreError) -> LedgerEntry {
        if draft.kind == .redemption, try entry(of: draft.redemption, home: draft.home) != nil {
            throw .constraint("redemption \(draft.redemption) is in the ledger already")
        }
        changes.append(.entry)
        let entry = state.ledger.append(draft)
        guard events == .kept else { return entry }
        try state.outbox.append(EventDraft(entry))
        changes.append(.event)
        return entry
    }

    package mutating func keep(
        _ answer: KeptAnswer, under key: IdempotencyKey, home: Home
    ) throws(StoreError) {
        let key = Homed(key, home)
        guard state.answers[key] == nil else { throw .constraint("key \(key.key.key) has an answer already") }
        changes.append(.answer(key))
        state.answers[key] = answer
    }
}

extension MemoryState {
    func offer(_ id: OfferID) -> OfferRecord? {
        guard let owner = owners[id], let record = campaigns[owner],
            let offer = record.campaign.offers.first(where: { $0.id == id })
        else { return nil }
        return OfferRecord(
            offer: offer, campaign: owner, state: record.state, validity: record.campaign.validity)
    }
}
