package import Promotion
package import Vocabulary

/// What is about to be written to the ledger; the engine gives it its place in the chain.
package struct LedgerDraft: Sendable, Hashable {
    package var kind: Kind
    package var home: Home
    package var redemption: RedemptionID
    /// `nil` for a redemption.
    package var reversal: ReversalID?
    package var coupon: CouponIdentity
    package var campaign: CampaignID
    package var offer: OfferID
    package var combination: Offer.Combination
    package var placement: PlacementID?
    package var store: StoreID
    package var terminal: TerminalID
    package var cashier: String?
    package var member: MemberID?
    /// The idempotency key.
    package var key: String
    /// Which use of the coupon it is, 1 for the first; of a reversal, the use that it undoes.
    package var use: UInt32
    /// The till's receipt number.
    package var purchase: String?
    /// The purchase before the discount; of a reversal, what came back, not negative.
    package var amount: Money?
    /// What came off; of a reversal, what was taken back, not negative.
    package var discount: Money
    package var moment: LocalMoment
    /// Why it was reversed, in the cashier's words.
    package var reason: String?
    /// Whether a reversal gave the use back.
    package var restoresUse: Bool
    /// The first redemption of the request, where several coupons were redeemed together.
    package var stack: RedemptionID?
    /// The reservation that was settled.
    package var reservation: ReservationID?

    package init(
        kind: Kind, home: Home, redemption: RedemptionID, reversal: ReversalID?, coupon: CouponIdentity,
        campaign: CampaignID, offer: OfferID, combination: Offer.Combination, placement: PlacementID?,
        store: StoreID, terminal: TerminalID, cashier: String?, member: MemberID?, key: String, use: UInt32,
        purchase: String?, amount: Money?, discount: Money, moment: LocalMoment, reason: String?,
        restoresUse: Bool, stack: RedemptionID? = nil, reservation: ReservationID? = nil
    ) {
        self.kind = kind
        self.home = home
        self.redemption = redemption
        self.reversal = reversal
        self.coupon = coupon
        self.campaign = campaign
        self.offer = offer
        self.combination = combination
        self.placement = placement
        self.store = store
        self.terminal = terminal
        self.cashier = cashier
        self.member = member
        self.key = key
        self.use = use
        self.purchase = purchase
        self.amount = amount
        self.discount = discount
        self.moment = moment
        self.reason = reason
        self.restoresUse = restoresUse
        self.stack = stack
        self.reservation = reservation
    }

    /// What an entry records; raw values are wire format.
    package enum Kind: String, Sendable, Hashable, Codable {
        case redemption, void, `return`
    }
}

/// One row of the ledger: never changed, never removed.
///
/// An object, since a group's entries go from the writer to the answers, the receipts and the events, and each copy of
/// two dozen fields would cost more than the decision.
package final class LedgerEntry: Sendable, Hashable {
    /// 1 for the first of its writer's chain, without gaps.
    package let sequence: Int64
    /// Which chain: one verifier process, one chain.
    package let writer: String
    /// The hash of the entry before, 32 bytes; of the first, 32 zero bytes.
    package let previousHash: [UInt8]
    /// SHA-256 of the previous hash and this entry's canonical form, 32 bytes.
    package let hash: [UInt8]
    package let draft: LedgerDraft
    /// Which canonical form was hashed.
    package let form: LedgerForm

    /// Takes an entry as it was read back; `LedgerChain` finds out whether it is true.
    package init(
        sequence: Int64, writer: String, previousHash: [UInt8], hash: [UInt8], draft: LedgerDraft,
        form: LedgerForm = .current
    ) {
        self.form = form
        self.sequence = sequence
        self.writer = writer
        self.previousHash = previousHash
        self.hash = hash
        self.draft = draft
    }

    /// Chains a draft to the entry before it.
    package convenience init(
        chaining draft: LedgerDraft, writer: String, sequence: Int64, after previousHash: [UInt8]
    ) {
        self.init(
            sequence: sequence, writer: writer, previousHash: previousHash,
            hash: LedgerChain.hash(draft, writer: writer, sequence: sequence, after: previousHash),
            draft: draft)
    }

    package static func == (one: LedgerEntry, other: LedgerEntry) -> Bool {
        one.sequence == other.sequence && one.writer == other.writer && one.hash == other.hash
            && one.previousHash == other.previousHash && one.form == other.form && one.draft == other.draft
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(hash)
    }
}

/// The canonical forms of an entry, by the version of Tessera that wrote it; raw values are stored.
package enum LedgerForm: Int, Sendable, Hashable {
    case first = 1
    /// With the stack and the reservation.
    case second = 2

    package static let current = LedgerForm.second
}
