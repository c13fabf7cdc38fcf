import Promotion
import Store
import Vocabulary

// What the model says, in the words of the stores, and the other way round.

extension PlainSum {
    init(_ money: Money) {
        self.init(units: Int(money.minorUnits), currency: money.currency.code)
    }

    var money: Money {
        Money(minorUnits: Int64(units), currency: Currency(parsing: currency) ?? Fixture.yuan)
    }
}

extension PlainAsk {
    var attempt: Attempt {
        let head = Fixture.head(key, till, request)
        let redemption = RedemptionID(unchecked: "r-\(till)-\(key)")
        switch what {
        case .redeem(let wish): return .redeem(attempt(wish))
        case .hold(let wish, let seconds):
            return .reserve(
                ReservationAttempt(
                    wish: attempt(wish), reservation: ReservationID(unchecked: "h-\(till)-\(key)"),
                    expiresAt: Fixture.moment(Int64(second + seconds)).instant))
        case .settle(let hold, let amount, let receipt):
            return .settle(
                SettlementAttempt(
                    head: head, reservation: ReservationID(unchecked: hold), redemption: redemption,
                    request: Redemption.Request(
                        store: StoreID(unchecked: store), moment: Fixture.moment(Int64(second)),
                        amount: amount?.money),
                    cashier: "Li", purchase: receipt))
        case .release(let hold):
            return .release(
                ReleaseAttempt(
                    head: head, reservation: ReservationID(unchecked: hold),
                    store: StoreID(unchecked: store),
                    moment: Fixture.moment(Int64(second))))
        case .undo(let undone, let isVoid, let amount):
            return .reverse(
                ReversalAttempt(
                    head: head, redemption: RedemptionID(unchecked: undone),
                    reversal: ReversalID(unchecked: "v-\(till)-\(key)"),
                    request: Reversal.Request(
                        kind: isVoid ? .void : .return, amount: amount?.money,
                        moment: Fixture.moment(Int64(second))),
                    store: StoreID(unchecked: store), cashier: "Li", reason: "wrong item"))
        }
    }

    private func attempt(_ wish: PlainWish) -> RedemptionAttempt {
        RedemptionAttempt(
            head: Fixture.head(key, till, request),
            coupons: wish.coupons.map { Fixture.key($0.batch, UInt32($0.serial)) },
            redemption: RedemptionID(unchecked: "r-\(till)-\(key)"),
            request: Redemption.Request(
                store: StoreID(unchecked: store), moment: Fixture.moment(Int64(second)),
                amount: wish.amount?.money, member: wish.member.map(MemberID.init(unchecked:))),
            cashier: "Li", purchase: wish.receipt)
    }
}

extension PlainReply {
    init(_ answer: GroupAnswer) {
        switch answer {
        case .decided(let record): self.init(told: Told(record))
        case .replayed(let record): self.init(told: Told(record), isRepeat: true)
        // Nobody here was let in from memory, so that this one never comes.
        case .keyReused, .accessChanged: self.init(told: .keyReused)
        }
    }
}

extension PlainReply.Told {
    init(_ record: GroupRecord) {
        switch record {
        case .redemption(.redeemed(let parts)):
            self = .redeemed(parts.map { PlainReply.Use($0.acceptance) })
        case .redemption(.refused(let refusals)): self = .refused(refusals.map { $0?.reason })
        case .reversal(.reversed(let entry)):
            let draft = entry.draft
            self = .undone(
                amount: draft.amount.map(PlainSum.init), discount: PlainSum(draft.discount),
                isWhole: draft.restoresUse)
        case .reversal(.refused(let refusal)): self = .notUndone(refusal.reason)
        case .reservation(.held(let record)):
            self = .held(record.parts.map { PlainReply.Use($0.acceptance) })
        case .reservation(.released): self = .released
        case .reservation(.notHeld(let refusals)): self = .notHeld(refusals.map { $0?.reason })
        case .reservation(.refused(let refusal)): self = .holdRefused(refusal)
        case .lease, .offline: preconditionFailure("the model's tills are never offline")
        }
    }
}

extension PlainReply.Use {
    fileprivate init(_ acceptance: Redemption.Acceptance) {
        self.init(
            number: Int(acceptance.use), left: Int(acceptance.usesLeft),
            discount: PlainSum(acceptance.discount))
    }
}

extension PlainLine {
    init(_ entry: LedgerEntry) {
        let draft = entry.draft
        self.init(
            kind: draft.kind.rawValue, redemption: draft.redemption.text,
            coupon: PlainCoupon(batch: draft.coupon.batch.text, serial: Int(draft.coupon.serial)),
            offer: draft.offer.text, store: draft.store.text, day: Self.day(draft.moment.date),
            member: draft.member?.text, receipt: draft.purchase, use: Int(draft.use),
            amount: draft.amount.map(PlainSum.init), discount: PlainSum(draft.discount),
            restoresUse: draft.restoresUse, hold: draft.reservation?.text, stack: draft.stack?.text)
    }

    private static func day(_ date: CalendarDate) -> Int {
        Int(date.daysSince1970 - Fixture.moment().date.daysSince1970)
    }
}

extension PlainCounted {
    /// What it adds to each counter of a store.
    var counts: [(Counter, Int64)] {
        let offer = OfferID(unchecked: self.offer)
        let store = StoreID(unchecked: self.store)
        let date = Fixture.moment().date.advanced(byDays: day)
        var counters: [Counter] = [.uses(offer), .stock(offer, store), .storeDay(offer, store, date)]
        if let member = member.map(MemberID.init(unchecked:)) {
            counters += [.member(offer, member), .memberDay(offer, member, date)]
        }
        let spend = Counter.spend(CampaignID(unchecked: campaign), spent.money.currency)
        return counters.map { ($0, isUse ? 1 : 0) } + [(spend, Int64(spent.units))]
    }
}
