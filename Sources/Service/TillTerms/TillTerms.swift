package import Payload
package import Promotion
package import Vocabulary

/// What a till fetches while it has a network, to judge coupons without one: `GET /v1/terms`.
///
/// The lists of used coupons are not in it; each batch says where its list is.
package struct TillTerms: Sendable, Hashable {
    /// The form of the document; one that an older till would read wrongly has another number.
    package static let version = 1

    package var terminal: TerminalID
    package var store: StoreID
    package var standing: Standing
    /// The store's zone by its IANA name, such as `Asia/Shanghai`.
    package var timeZone: String
    /// The store's local time minus UTC when the terms were made, for a till that does not know the zone.
    package var utcOffsetSeconds: Int
    /// The issuer's currency, in which amounts are typed.
    package var currency: Currency
    package var issuedAt: Instant
    /// Until when they may be believed without another look.
    package var usableUntil: Instant
    package var keys: [Key]
    package var campaigns: [CampaignItem]
    package var offers: [OfferItem]
    /// Batches with signed codes; short codes are names that only the server knows.
    package var batches: [BatchItem]

    /// Puts terms together.
    ///
    /// - Parameters:
    ///   - terminal: Whose they are.
    ///   - store: Where it stands.
    ///   - standing: Whether it is trusted.
    ///   - timeZone: The store's zone.
    ///   - utcOffsetSeconds: Local time minus UTC at `issuedAt`.
    ///   - currency: The issuer's.
    ///   - issuedAt: When all of it was read.
    ///   - usableUntil: Until when it may be believed.
    ///   - keys: The issuer's.
    ///   - campaigns: Each once.
    ///   - offers: Of those campaigns.
    ///   - batches: Of those offers.
    package init(
        terminal: TerminalID, store: StoreID, standing: Standing = .trusted, timeZone: String,
        utcOffsetSeconds: Int, currency: Currency, issuedAt: Instant, usableUntil: Instant, keys: [Key],
        campaigns: [CampaignItem], offers: [OfferItem], batches: [BatchItem]
    ) {
        (self.terminal, self.store, self.standing) = (terminal, store, standing)
        (self.timeZone, self.utcOffsetSeconds) = (timeZone, utcOffsetSeconds)
        self.currency = currency
        (self.issuedAt, self.usableUntil) = (issuedAt, usableUntil)
        (self.keys, self.campaigns, self.offers, self.batches) = (keys, campaigns, offers, batches)
    }

    /// Whether the issuer still trusts the terminal; raw values are wire format.
    ///
    /// Whoever is revoked gets no terms any more: a till that is told so writes it into those that it has.
    package enum Standing: String, Sendable, Hashable, Codable, CaseIterable {
        case trusted, revoked
    }
}

extension TillTerms {
    /// A public key of the issuer.
    package struct Key: Sendable, Hashable {
        package var key: IssuerVerifyingKey
        /// When it is no longer believed; `nil` sets no end.
        package var endsAt: Instant?

        package init(_ key: IssuerVerifyingKey, endsAt: Instant? = nil) {
            self.key = key
            self.endsAt = endsAt
        }
    }

    /// A campaign without its offers.
    package struct CampaignItem: Sendable, Hashable, Codable {
        package var id: CampaignID
        package var title: LocalizedText
        package var state: Campaign.State
        package var validity: Validity
        /// `nil` is without limit.
        package var budget: BudgetItem?
        /// `nil` gives nothing that is not leased.
        package var allowance: OfflineAllowance?

        package init(
            id: CampaignID, title: LocalizedText, state: Campaign.State, validity: Validity,
            budget: BudgetItem? = nil, allowance: OfflineAllowance? = nil
        ) {
            (self.id, self.title, self.state, self.validity) = (id, title, state, validity)
            (self.budget, self.allowance) = (budget, allowance)
        }
    }

    /// The most that a campaign may take off, with what it took off when the terms were made.
    package struct BudgetItem: Sendable, Hashable, Codable {
        package var limit: Money
        package var given: Money

        package init(limit: Money, given: Money) {
            self.limit = limit
            self.given = given
        }
    }

    /// An offer in full, as the store keeps it, with what was counted when the terms were made.
    package struct OfferItem: Sendable, Hashable, Codable {
        package var campaign: CampaignID
        package var offer: Offer
        package var usesInCampaign: Int64
        /// What the terminal's store gave of its stock.
        package var stockGiven: Int64
        /// Uses in the terminal's store on `countedOn`.
        package var usesInStore: Int64
        package var countedOn: CalendarDate

        package init(
            campaign: CampaignID, offer: Offer, usesInCampaign: Int64, stockGiven: Int64, usesInStore: Int64,
            countedOn: CalendarDate
        ) {
            (self.campaign, self.offer) = (campaign, offer)
            (self.usesInCampaign, self.stockGiven) = (usesInCampaign, stockGiven)
            (self.usesInStore, self.countedOn) = (usesInStore, countedOn)
        }
    }

    /// A batch of signed codes.
    package struct BatchItem: Sendable, Hashable, Codable {
        /// What the codes carry of it.
        package var number: UInt32
        package var id: BatchID
        package var offer: OfferID
        package var state: State
        /// What names its status list; the till fetches it from its server under `/v1/status-lists/{id}`.
        package var statusList: String

        package init(number: UInt32, id: BatchID, offer: OfferID, state: State, statusList: String) {
            (self.number, self.id, self.offer) = (number, id, offer)
            (self.state, self.statusList) = (state, statusList)
        }

        /// Whether its coupons are alive; raw values are wire format.
        package enum State: String, Sendable, Hashable, Codable, CaseIterable {
            case issued, revoked
        }
    }
}
