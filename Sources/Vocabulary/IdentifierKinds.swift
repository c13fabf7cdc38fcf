/// Names a time-boxed promotion.
public struct CampaignID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}

/// Names what a campaign promises; unique in the issuer.
public struct OfferID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}

/// Names codes that were made together.
public struct BatchID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}

/// Names a selling place.
public struct StoreID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}

/// Names an enrolled device.
public struct TerminalID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}

/// Names a person in the program; never a phone number or an OpenID.
public struct MemberID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}

/// Names one spot that carries one code.
public struct PlacementID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}

/// Names one committed use of a coupon.
public struct RedemptionID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}

/// Names the undoing of a redemption.
public struct ReversalID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}

/// Names the brand that gives the value.
public struct IssuerID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}

/// Names a short hold on uses of coupons.
public struct ReservationID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}

/// Names what a server gave to one terminal for a while.
public struct LeaseID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}

/// Names a person's access token; not the token itself.
public struct TokenID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}

/// Names one lock-out of somebody who guessed codes.
public struct LockoutID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}

/// Names a saved rule that selects members.
public struct SegmentID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}

/// Names the members that a segment selected at one moment.
public struct SnapshotID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}

/// Names a part of the earth's surface in the workspace, such as the inside of a ring road.
public struct AreaID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}

/// Names a proof that was asked for: a one-time code that was sent to an address.
public struct ChallengeID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}
