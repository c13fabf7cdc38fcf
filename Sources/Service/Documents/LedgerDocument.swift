package import Payload
package import Store
package import Vocabulary

/// One line of the register.
package struct LedgerDocument: Sendable, Hashable, Encodable {
    /// The redemption's id, or of a reversal its own: no two lines share one.
    package let id: String
    package let sequence: Int64
    package let writer: String
    package let kind: LedgerDraft.Kind
    package let redemption: RedemptionID
    package let reversal: ReversalID?
    /// The short code, made again from the batch's secret: the ledger itself does not hold it.
    package let coupon: String
    package let batch: BatchID
    package let serial: UInt32
    package let campaign: CampaignID
    package let offer: OfferID
    package let placement: PlacementID?
    package let store: StoreID
    package let terminal: TerminalID
    package let cashier: String?
    package let member: MemberID?
    package let key: String
    /// Which use of the coupon it is, 1 for the first.
    package let seq: UInt32
    package let purchase: String?
    package let amount: Money?
    package let discount: Money
    package let at: String
    package let reason: String?
    package let useRestored: Bool?
    /// The first redemption of those that were redeemed together.
    package let stack: RedemptionID?
    /// The reservation that was settled.
    package let reservation: ReservationID?
    package let hash: String
    package let previousHash: String

    package init(_ entry: LedgerEntry, coupon: CouponCode) {
        let draft = entry.draft
        id = draft.reversal?.text ?? draft.redemption.text
        (sequence, writer, kind) = (entry.sequence, entry.writer, draft.kind)
        (redemption, reversal) = (draft.redemption, draft.reversal)
        self.coupon = coupon.text
        (batch, serial) = (draft.coupon.batch, draft.coupon.serial)
        (campaign, offer, placement) = (draft.campaign, draft.offer, draft.placement)
        (store, terminal, cashier) = (draft.store, draft.terminal, draft.cashier)
        (member, key, seq) = (draft.member, draft.key, draft.use)
        (purchase, amount, discount) = (draft.purchase, draft.amount, draft.discount)
        (at, reason) = (draft.moment.rfc3339, draft.reason)
        useRestored = draft.kind == .redemption ? nil : draft.restoresUse
        (stack, reservation) = (draft.stack, draft.reservation)
        hash = Hex.encode(entry.hash)
        previousHash = Hex.encode(entry.previousHash)
    }
}

/// A page of the register.
package struct LedgerPageDocument: Sendable, Hashable, Encodable {
    package let entries: [LedgerDocument]
    /// What to give as `after` for the page that follows; missing on the last one.
    package let next: LedgerPosition?
}

extension LedgerPosition: Encodable {
    /// As `?after=` takes it: a number while there is one chain, else a text.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let sequence = Int64(text) { try container.encode(sequence) } else { try container.encode(text) }
    }
}
