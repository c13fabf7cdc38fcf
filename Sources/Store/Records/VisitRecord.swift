package import Vocabulary

/// One opening of a placement's or a coupon's page, or the proof that a person's browser ran it.
package struct VisitRecord: Sendable, Hashable {
    package var kind: Kind
    package var at: Instant
    package var placement: PlacementID
    /// The scan's class, a word of `Measurement.ScanClass`; kept so that history can be classified again.
    package var scanClass: String
    /// A keyed hash that says "the same visitor" and nothing else; it changes with the day's salt.
    package var visitor: UInt64

    package init(kind: Kind, at: Instant, placement: PlacementID, scanClass: String, visitor: UInt64) {
        self.kind = kind
        self.at = at
        self.placement = placement
        self.scanClass = scanClass
        self.visitor = visitor
    }

    /// Which step of the chain it is; raw values are stored.
    package enum Kind: String, Sendable, Hashable {
        case scan, landing
    }
}

/// What was counted for one placement between two instants.
package struct PlacementCounts: Sendable, Hashable {
    package var placement: PlacementID
    package var scansGross: Int
    /// Without bots, previews and prefetches.
    package var scansNet: Int
    package var scansUnique: Int
    package var landings: Int
    package var joins: Int
    package var redemptions: Int
    package var reversals: Int
    /// Purchases at which its coupons were redeemed, less returns, by currency.
    package var spend: [Money]
    /// What was taken off, less what came back, by currency.
    package var discount: [Money]

    package init(
        placement: PlacementID, scansGross: Int = 0, scansNet: Int = 0, scansUnique: Int = 0,
        landings: Int = 0, joins: Int = 0, redemptions: Int = 0, reversals: Int = 0, spend: [Money] = [],
        discount: [Money] = []
    ) {
        self.placement = placement
        self.scansGross = scansGross
        self.scansNet = scansNet
        self.scansUnique = scansUnique
        self.landings = landings
        self.joins = joins
        self.redemptions = redemptions
        self.reversals = reversals
        self.spend = spend
        self.discount = discount
    }
}
