import OfflineTill
package import Vocabulary

/// A terminal's wish for uses that it may give on its own, as it came from outside.
package struct LeaseCall: Sendable, Hashable {
    package var wanted: Wanted
    /// Coupons of other offers are left out; `nil` for all offers.
    package var offers: [OfferID]?
    /// How many uses at most; `nil` for `defaultUses`.
    package var uses: Int?
    /// How many of one coupon; `nil` for one.
    package var usesPerCoupon: Int?
    /// For how long; `nil` for `defaultSeconds`.
    package var usableForSeconds: Int?
    /// Whether the answer has a sheet, for a till that cannot judge; what is leased stays the same.
    package var wantsSheet: Bool

    package init(
        _ wanted: Wanted, offers: [OfferID]? = nil, uses: Int? = nil, usesPerCoupon: Int? = nil,
        usableForSeconds: Int? = nil, wantsSheet: Bool = false
    ) {
        self.wanted = wanted
        self.offers = offers
        self.uses = uses
        self.usesPerCoupon = usesPerCoupon
        self.usableForSeconds = usableForSeconds
        self.wantsSheet = wantsSheet
    }

    /// Which coupons.
    package enum Wanted: Sendable, Hashable {
        /// These, as they were scanned or typed.
        case codes([String])
        /// Those that are made out to a member.
        case member(PresentedMember)
        /// Those of the members whom an expression selects.
        case segment(String)
        /// Those of the members whose home store is the terminal's.
        case store
    }

    /// 1,000 uses: more than a shop sees of its members in a day.
    package static let defaultUses = 1_000
    /// Twelve hours: a day behind the counter.
    package static let defaultSeconds = 43_200
    /// One minute: less is over before the till has it.
    package static let minimumSeconds = 60
    /// Three days, a long weekend without a network: longer, and a member could not use their coupon elsewhere.
    package static let maximumSeconds = 259_200
    /// 1,000 uses of one coupon: a lease is no way to take a whole punch card from all other tills.
    package static let maximumUsesPerCoupon = 1_000
    /// A day beyond the end: a till that closes without a network tells tomorrow what it gave.
    package static let settlingSeconds: Int64 = 86_400

    /// The numbers, checked.
    struct Terms: Hashable {
        let uses: Int
        let usesPerCoupon: UInt32
        let seconds: Int
    }

    /// Checks the numbers.
    ///
    /// - Throws: `ServiceError.invalidInput` with each that is out of its bounds.
    func terms() throws(ServiceError) -> Terms {
        let uses = uses ?? Self.defaultUses
        let each = usesPerCoupon ?? 1
        let seconds = usableForSeconds ?? Self.defaultSeconds
        var faults: [InputFault] = []
        func check(_ value: Int, _ bounds: ClosedRange<Int>, _ pointer: String) {
            guard !bounds.contains(value) else { return }
            faults.append(
                InputFault(
                    pointer: pointer,
                    detail: "\(bounds.lowerBound) to \(bounds.upperBound) were expected, not \(value)."))
        }
        check(uses, 1...Lease.maximumCouponCount, "/uses")
        check(each, 1...Self.maximumUsesPerCoupon, "/uses_per_coupon")
        check(seconds, Self.minimumSeconds...Self.maximumSeconds, "/usable_for_seconds")
        if case .codes(let codes) = wanted {
            check(codes.count, 1...Lease.maximumCouponCount, "/codes")
        }
        guard faults.isEmpty else { throw .invalidInput(faults) }
        return Terms(uses: uses, usesPerCoupon: UInt32(each), seconds: seconds)
    }
}

extension LeaseCall {
    /// The digest of this request.
    func digest(_ terms: Terms) -> [UInt8] {
        var form = RequestForm("lease 1")
        switch wanted {
        case .codes(let codes):
            form.append("codes")
            form.append(codes.count)
            for code in codes { form.append(code) }
        case .member(let member):
            form.append("member")
            form.append(member.text)
        case .segment(let expression):
            form.append("segment")
            form.append(expression)
        case .store: form.append("store")
        }
        form.append(offers.map { $0.count + 1 } ?? 0)
        for offer in offers ?? [] { form.append(offer.text) }
        form.append(terms.uses)
        form.append(Int(terms.usesPerCoupon))
        form.append(terms.seconds)
        return form.digest
    }
}
