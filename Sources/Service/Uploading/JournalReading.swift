import OfflineTill
import Payload
import Promotion
import Store
import Vocabulary

/// Makes attempts of a journal's entries.
struct JournalReading {
    let context: ServiceContext
    let terminal: TerminalRecord
    let keys: CouponKeys
    let arrivedAt: Instant
    private var members: [String: MemberID?] = [:]

    init(_ context: ServiceContext, _ terminal: TerminalRecord) {
        self.context = context
        self.terminal = terminal
        keys = CouponKeys(lookup: context.keys.couponLookup)
        arrivedAt = context.surroundings.now()
    }

    /// Returns what an entry asks for; `nil` for one that asks for nothing.
    ///
    /// - Throws: `ServiceError.storage` if a member's card cannot be looked up.
    mutating func attempt(_ entry: JournalEntry) async throws(ServiceError) -> Attempt? {
        let moment = try moment(of: entry)
        switch entry.event {
        case .accepted(let use): return .offline(.use(try await attempt(use, moment)))
        case .refused(let wish, _):
            guard wish.attempt == .unanswered else { return nil }
            let reading = reading(wish.code)
            let head = head(wish.key, try asked(wish).digest(of: [reading.code]), reading.home)
            return .offline(.refusal(OfflineRefusalAttempt(head: head, moment: moment)))
        case .voided(let void):
            var form = RequestForm("offline void 1")
            form.append(void.redemption)
            return .offline(
                .void(
                    OfflineVoidAttempt(
                        head: head(void.key, form.digest, context.home()), key: void.redemption,
                        reversal: ReversalID(unchecked: TimeOrderedName.make("v", context.surroundings)),
                        store: terminal.store, moment: moment, cashier: void.cashier)))
        case .leaseReturned(let lease):
            var form = RequestForm("lease return 1")
            form.append(lease.text)
            return .returnLease(
                LeaseReturnAttempt(
                    head: head("lease return \(lease)", form.digest, context.home()), lease: lease,
                    moment: moment))
        case .answered, .clockJumped, .serverTime, .leaseTaken: return nil
        }
    }

    private mutating func attempt(
        _ use: OfflineUse, _ moment: LocalMoment
    ) async throws(ServiceError) -> OfflineUseAttempt {
        let wish = use.wish
        let reading = reading(wish.code)
        let call = try asked(wish)
        // What no till would have taken counts as no purchase.
        let purchase = try? call.checkedPurchase()
        let claim = OfflineUseAttempt.Claim(campaign: use.campaign, offer: use.offer, lease: use.ground.lease)
        return OfflineUseAttempt(
            head: head(wish.key, call.digest(of: [reading.code]), reading.home), coupon: reading.key,
            redemption: RedemptionID(unchecked: TimeOrderedName.make("r", context.surroundings)),
            request: Redemption.Request(
                store: terminal.store, moment: moment, amount: purchase?.amount, basket: purchase?.basket,
                member: try await member(wish.member)),
            cashier: wish.cashier, claim: claim,
            given: Money(minorUnits: max(0, use.discount.minorUnits), currency: use.discount.currency),
            arrivedAt: arrivedAt)
    }

    /// The request as it was, or would have been, sent online: its digest tells whether it came before.
    private func asked(_ wish: OfflineWish) throws(ServiceError) -> RedemptionCall {
        let items = (wish.basket?.lines ?? []).map { line in
            RedemptionCall.Item(
                sku: line.article ?? "", quantity: Int(clamping: line.quantity), unitPrice: line.unitPrice)
        }
        return RedemptionCall(
            code: wish.code, amount: items.isEmpty ? wish.amount : nil, items: items,
            member: wish.member.flatMap { try? PresentedMember(parsing: $0) }, cashier: wish.cashier)
    }

    /// A signed code's signature was the till's to check: what is looked up is the coupon's number, which nobody guesses.
    private func reading(_ text: String) -> (code: CouponCode?, key: CouponKey?, home: Home) {
        let code: CouponCode? =
            switch try? PresentedCode(parsing: text) {
            case .short(let code): code
            case .signed(let token): token.unverifiedClaims.coupon
            case nil: nil
            }
        return (code, code.map(keys.key), context.home(bucket: code?.bucket ?? 0))
    }

    private mutating func member(_ text: String?) async throws(ServiceError) -> MemberID? {
        guard let text else { return nil }
        if let known = members[text] { return known }
        let presented = try? PresentedMember(parsing: text)
        let found = try await context.member(presented)
        members[text] = .some(found)
        return found
    }

    private func head(_ key: String, _ digest: [UInt8], _ home: Home) -> AttemptHead {
        AttemptHead(
            home: home, idempotency: IdempotencyKey(terminal: terminal.id, key: key), requestDigest: digest)
    }

    /// The entry's moment by the store's own calendar.
    private func moment(of entry: JournalEntry) throws(ServiceError) -> LocalMoment {
        guard let moment = context.clock.moment(in: terminal.store, at: entry.reading.wall) else {
            throw .notFound(kind: "store", name: terminal.store.text)
        }
        return moment
    }
}

extension OfflineGround {
    fileprivate var lease: LeaseID? {
        switch self {
        case .lease(let lease): lease
        case .allowance: nil
        }
    }
}
