package import Payload
package import Promotion
package import Vocabulary

/// What a till fetched while it was online, all of it values: whatever it judges by.
package struct OfflineTerms: Sendable {
    package var terminal: TerminalID
    package var store: StoreID
    package var standing: TerminalStanding
    /// The issuer's keys that are trusted.
    package var keyring: IssuerKeyring
    /// When a key is no longer believed, by its id; a key that is not here has no end.
    package var keyEnds: [UInt8: Instant]
    package var campaigns: [CampaignID: CampaignTerms]
    package var offers: [OfferID: OfferTerms]
    /// By the number that signed codes carry.
    package var batches: [UInt32: BatchTerms]
    /// Until when they may be believed without another look; what is leased has an end of its own.
    package var usableUntil: Instant

    package init(
        terminal: TerminalID, store: StoreID, standing: TerminalStanding = .trusted, keyring: IssuerKeyring,
        keyEnds: [UInt8: Instant] = [:], campaigns: [CampaignID: CampaignTerms],
        offers: [OfferID: OfferTerms], batches: [UInt32: BatchTerms], usableUntil: Instant
    ) {
        self.terminal = terminal
        self.store = store
        self.standing = standing
        self.keyring = keyring
        self.keyEnds = keyEnds
        self.campaigns = campaigns
        self.offers = offers
        self.batches = batches
        self.usableUntil = usableUntil
    }
}

/// Whether the issuer still trusts a terminal.
package enum TerminalStanding: Sendable, Hashable {
    case trusted, revoked
}

/// What a till must know of a campaign.
package struct CampaignTerms: Sendable, Hashable {
    package var state: Campaign.State
    package var validity: Validity
    /// The most that it may take off, and what it took off when the terms were fetched; `nil` is without limit.
    package var budget: Redemption.Budget?
    /// `nil`, the default, is none.
    package var allowance: OfflineAllowance?

    package init(
        state: Campaign.State, validity: Validity, budget: Redemption.Budget? = nil,
        allowance: OfflineAllowance? = nil
    ) {
        self.state = state
        self.validity = validity
        self.budget = budget
        self.allowance = allowance
    }
}

/// What a till must know of an offer; the counts are those of the moment when the terms were fetched.
package struct OfferTerms: Sendable, Hashable {
    package var campaign: CampaignID
    package var offer: Offer
    package var usesInCampaign: Int64
    /// What the till's store gave of its stock.
    package var stockGiven: Int64
    /// Uses in the till's store on `countedOn`.
    package var usesInStore: Int64
    package var countedOn: CalendarDate?

    package init(
        campaign: CampaignID, offer: Offer, usesInCampaign: Int64 = 0, stockGiven: Int64 = 0,
        usesInStore: Int64 = 0, countedOn: CalendarDate? = nil
    ) {
        self.campaign = campaign
        self.offer = offer
        self.usesInCampaign = usesInCampaign
        self.stockGiven = stockGiven
        self.usesInStore = usesInStore
        self.countedOn = countedOn
    }
}

/// What a till must know of a batch of signed codes.
package struct BatchTerms: Sendable {
    package var offer: OfferID
    /// A batch is revoked as one.
    package var state: Redemption.Coupon.State
    package var status: StatusKnowledge

    package init(offer: OfferID, state: Redemption.Coupon.State = .issued, status: StatusKnowledge = .missing)
    {
        self.offer = offer
        self.state = state
        self.status = status
    }
}

/// What a status list says of one coupon, as a till understands it.
package enum CouponStatus: Sendable, Hashable, CaseIterable {
    /// It has a use left.
    case open
    /// It is used up.
    case used
    case revoked
    /// It may be good and may be not, of which only the server knows: its uses are kept, or its campaign is paused.
    case held
}

/// A status list whose signature was verified when it came.
package protocol StatusSource: Sendable {
    var issuedAt: Instant { get }
    /// From when on nobody may go by it.
    var expiresAt: Instant { get }
    /// What it says of the coupon at a place; `nil` if it does not go so far.
    func status(of serial: UInt32) -> CouponStatus?
}

/// What a till has of a batch's status list.
package enum StatusKnowledge: Sendable {
    case list(any StatusSource)
    /// A list came, or lies on the disk, that the issuer did not sign.
    case tampered
    case missing
}
