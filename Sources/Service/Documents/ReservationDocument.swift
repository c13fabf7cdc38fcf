import Payload
package import Promotion
package import Store
package import Vocabulary

/// The answer to a reservation, and to a question about one.
package struct ReservationDocument: Sendable, Hashable, Encodable {
    package let reservation: ReservationID
    package let state: ReservationRecord.State
    /// When the hold ends by itself, RFC 3339 with the store's offset.
    package let expiresAt: String
    package let reservedAt: String
    package let store: StoreID
    /// What all coupons take off together, if the purchase stays as it was.
    package let discount: Money?
    /// One a code, in the order in which they were presented.
    package let coupons: [HeldCouponDocument]

    init(_ record: ReservationRecord, codes: [CouponCode]) {
        reservation = record.id
        state = record.state
        let offset = record.moment.utcOffsetSeconds
        expiresAt = LocalMoment(instant: record.expiresAt, utcOffsetSeconds: offset).rfc3339
        reservedAt = record.moment.rfc3339
        store = record.store
        discount = record.parts.first.map { first in
            record.parts.map(\.acceptance.discount).total(in: first.acceptance.discount.currency)
        }
        coupons = zip(record.parts, codes).map { part, code in
            HeldCouponDocument(
                coupon: code.text, offer: part.offer, use: part.acceptance.use,
                usesLeft: part.acceptance.usesLeft, discount: part.acceptance.discount)
        }
    }
}

/// One coupon of a reservation.
package struct HeldCouponDocument: Sendable, Hashable, Encodable {
    package let coupon: String
    package let offer: OfferID
    package let use: UInt32
    package let usesLeft: UInt32
    package let discount: Money
}

extension ReservationRefusal {
    /// 404 for one that nobody knows, 409 for one whose time is over.
    package var status: Int {
        switch self {
        case .unknownReservation: 404
        case .expired, .settled, .released: 409
        }
    }
}

extension Problem {
    /// Says why a reservation was neither settled nor released.
    package init(_ refusal: ReservationRefusal, language: SpokenLanguage) {
        let isEnglish = language == .english
        let (title, detail): (String, String) =
            switch refusal {
            case .unknownReservation:
                (
                    "Unknown reservation",
                    isEnglish ? "There is no such reservation in this store." : "本店没有这笔预留。"
                )
            case .expired:
                (
                    "Reservation expired",
                    isEnglish ? "The hold is over; scan the coupon again." : "预留已过期，请重新扫码。"
                )
            case .settled:
                (
                    "Reservation settled",
                    isEnglish ? "This reservation was settled already." : "这笔预留已完成核销。"
                )
            case .released:
                (
                    "Reservation released",
                    isEnglish ? "This reservation was given back; scan the coupon again." : "这笔预留已释放，请重新扫码。"
                )
            }
        self.init(status: refusal.status, reason: refusal.rawValue, title: title, detail: detail)
    }
}
