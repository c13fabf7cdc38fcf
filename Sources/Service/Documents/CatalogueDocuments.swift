package import Payload
package import Promotion
package import Store
package import Vocabulary

/// A store as answers list it.
package struct StoreDocument: Sendable, Hashable, Encodable {
    package let id: StoreID
    package let name: String
    package let region: String
    package let district: String
    /// WGS-84 degrees.
    package let latitude: Double
    package let longitude: Double
    package let timeZone: String
    package let hours: String

    package init(_ store: StoreSettings, language: SpokenLanguage) {
        id = store.id
        name = store.name.text(in: language.rawValue)
        (region, district, hours) = (store.region, store.district, store.hours)
        (latitude, longitude, timeZone) = (store.latitude, store.longitude, store.timeZone)
    }
}

/// A batch as answers list it, without its secret.
package struct BatchDocument: Sendable, Hashable, Encodable {
    package let id: BatchID
    package let number: UInt32
    package let campaign: CampaignID
    package let offer: OfferID
    package let placement: PlacementID?
    package let profile: BatchRecord.Profile
    package let count: UInt32
    package let issued: UInt32
    package let usesPerCoupon: UInt32
    package let validUntil: CalendarDate?
    package let state: BatchRecord.State
    /// RFC 3339, UTC.
    package let createdAt: String

    package init(_ record: BatchRecord) {
        (id, number, campaign, offer) = (record.id, record.number, record.campaign, record.offer)
        (placement, profile, count) = (record.placement, record.profile, record.count)
        (issued, usesPerCoupon, state) = (record.issued, record.usesPerCoupon, record.state)
        validUntil = record.lastDay
        createdAt = record.createdAt.rfc3339
    }
}

/// How a coupon stands, for tills.
package struct CouponDocument: Sendable, Hashable, Encodable {
    package let coupon: String
    package let batch: BatchID
    package let serial: UInt32
    package let campaign: CampaignID
    package let offer: OfferDocument
    package let limits: LimitsDocument?
    package let state: CouponPage.State
    package let usesTaken: UInt32
    package let usesLeft: UInt32
    package let validFrom: CalendarDate
    package let validUntil: CalendarDate
    /// Newest first.
    package let uses: [EarlierUseDocument]

    package init(_ page: CouponPage, language: SpokenLanguage) {
        let record = page.status.coupon
        coupon = page.code.text
        (batch, serial) = (record.identity.batch, record.identity.serial)
        campaign = record.campaign
        offer = OfferDocument(page.status.offer.offer, language: language)
        limits = LimitsDocument(page.status.offer.offer.limits)
        (state, usesTaken, usesLeft) = (page.state, record.usesTaken, page.usesLeft)
        validFrom = page.status.offer.validity.firstDay
        validUntil = page.lastDay
        uses = page.status.earlierUses.map { EarlierUseDocument(at: $0.at.rfc3339, store: $0.store) }
    }
}

/// A public key as tills fetch it, which is also a JSON Web Key (RFC 8037, section 2).
package struct KeyDocument: Sendable, Hashable, Encodable {
    package let id: UInt8
    package let algorithm: String
    /// 32 bytes in base 64 for URLs (RFC 8032, section 5.1.2).
    package let publicKey: String
    /// Whether new codes, receipts and status lists are signed with it.
    package let isCurrent: Bool
    /// From when on codes signed by it are believed no more, RFC 3339; missing without an end.
    package let endsAt: String?
    /// An octet key pair.
    package let kty = "OKP"
    package let crv = "Ed25519"
    /// The same as `publicKey`.
    package let x: String
    /// The same as `id`, as status lists name it.
    package let kid: String
    package let use = "sig"
    package let alg = "EdDSA"

    package init(_ key: IssuerVerifyingKey, of keys: WorkspaceKeys) {
        id = key.keyID
        kid = String(key.keyID)
        algorithm = "Ed25519"
        publicKey = Base64URL.encode(key.rawRepresentation)
        x = publicKey
        isCurrent = key.keyID == keys.signing.keyID
        endsAt = keys.keyEnds[key.keyID]?.rfc3339
    }
}

/// A page of a list: `{"stores":[…],"next":"…"}`.
package struct ListDocument<Item: Encodable & Sendable>: Sendable, Encodable {
    /// What the list is called in the document.
    package let name: String
    package let items: [Item]
    /// What to give as `after` for the page that follows; missing on the last one.
    package let next: String?

    /// Cuts a page out of a whole list.
    ///
    /// - Parameters:
    ///   - name: What the list is called.
    ///   - all: The list in the order of its ids.
    ///   - id: The id of an item.
    ///   - after: The id that comes before the page; `nil` for the first page.
    ///   - limit: How many items at most.
    package init(name: String, all: [Item], id: (Item) -> String, after: String?, limit: Int) {
        self.name = name
        let rest = after.map { after in all.filter { id($0) > after } } ?? all
        items = Array(rest.prefix(limit))
        next = rest.count > limit ? items.last.map(id) : nil
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(items, forKey: Key(stringValue: name))
        try container.encodeIfPresent(next, forKey: Key(stringValue: "next"))
    }

    private struct Key: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(stringValue: String) {
            self.stringValue = stringValue
        }

        init?(intValue: Int) {
            nil
        }
    }
}
