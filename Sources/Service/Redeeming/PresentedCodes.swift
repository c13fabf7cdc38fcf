import Payload
import Promotion

/// What a till presented, as an answer says it again.
struct PresentedCodes: Sendable {
    /// In their order; `nil` where the text was no code of ours.
    let codes: [CouponCode?]
    let basket: Basket?

    init(codes: [CouponCode?], basket: Basket?) {
        self.codes = codes
        self.basket = basket
    }

    /// Takes what was read.
    ///
    /// - Throws: `ServiceError.invalidInput` if a coupon comes twice, or the coupons live in different shards.
    init(_ readings: [CodeReader.Reading], basket: Basket?) throws(ServiceError) {
        codes = readings.map(\.code)
        self.basket = basket
        guard readings.count > 1 else { return }
        for (index, reading) in readings.enumerated() {
            guard !readings[..<index].contains(where: { $0.key == reading.key }) else {
                throw .invalidInput([
                    InputFault(
                        pointer: "/codes/\(index)",
                        detail: "This code was presented before in the same request.")
                ])
            }
            guard reading.bucket == readings[0].bucket else {
                // One redemption is one shard: coupons of two shards are redeemed in two requests.
                throw .invalidInput([
                    InputFault(pointer: "/codes/\(index)", detail: "This code needs a request of its own.")
                ])
            }
        }
    }
}
