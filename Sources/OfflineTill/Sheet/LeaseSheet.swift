import Payload
package import Promotion
package import Vocabulary

/// What is said to every coupon of a lease on every day of it, worked out when the lease is given.
///
/// A till that cannot run the judge, such as a page in a browser, looks the answer up and decides nothing. What it cannot
/// hold is what only the till knows: how much it has given of each coupon, and what time it is.
package struct LeaseSheet: Sendable, Hashable {
    /// One day of the store's calendar, from midnight to midnight.
    package struct Day: Sendable, Hashable {
        package let from: LocalMoment
        package let until: Instant

        package init(from: LocalMoment, until: Instant) {
            self.from = from
            self.until = until
        }
    }

    /// What is said on one day.
    package enum Decision: Sendable, Hashable {
        case refused(OfflineRefusal)
        /// This much, whatever is bought.
        case fixed(Money)
        /// By the purchase, which is asked for with this refusal's sentence.
        case byPurchase(DiscountTable, asking: Refusal)
    }

    /// Coupons to which the same is said.
    package struct Case: Sendable, Hashable {
        package let offer: OfferID
        /// `nil` where the till's terms do not know the offer; then every decision is a refusal.
        package let campaign: CampaignID?
        package let title: LocalizedText?
        /// One for each day, in their order.
        package let decisions: [Decision]
    }

    package let days: [Day]
    package let cases: [Case]
    /// For each coupon of the lease, in its order, the place of its case.
    package let places: [Int]

    /// Works out what is said.
    ///
    /// - Parameters:
    ///   - lease: The lease.
    ///   - terms: What the terminal judges by.
    ///   - days: The days on which the lease is usable, in their order.
    ///   - currency: What amounts are typed in.
    /// - Complexity: O(*c* + *k* · *d*) in the coupons, the different cases and the days.
    package init(of lease: Lease, terms: OfflineTerms, days: [Day], currency: Currency) {
        var cases: [Case] = []
        var known: [Likeness: Int] = [:]
        var places: [Int] = []
        let counter = SheetCounter(lease: lease, terms: terms, currency: currency)
        for coupon in lease.coupons {
            let likeness = Likeness(coupon)
            let place = known[likeness] ?? cases.count
            if place == cases.count {
                cases.append(counter.say(coupon, on: days))
                known[likeness] = place
            }
            places.append(place)
        }
        (self.days, self.cases, self.places) = (days, cases, places)
    }

    /// All of a coupon on which a decision hangs, but for who its member is and how often it is used.
    private struct Likeness: Hashable {
        let offer: OfferID
        let lastDay: CalendarDate?
        let joinedOn: CalendarDate?
        let budget: Money?

        init(_ coupon: LeasedCoupon) {
            (offer, lastDay, budget) = (coupon.offer, coupon.lastDay, coupon.budget)
            joinedOn = coupon.holder?.joinedOn
        }
    }
}

/// A counter at which each kind of coupon is presented once a day, with its member, to hear what the judge says.
private struct SheetCounter {
    let lease: Lease
    let terms: OfflineTerms
    let currency: Currency

    func say(_ coupon: LeasedCoupon, on days: [LeaseSheet.Day]) -> LeaseSheet.Case {
        let offer = terms.offers[coupon.offer]
        return LeaseSheet.Case(
            offer: coupon.offer, campaign: offer?.campaign, title: offer?.offer.title,
            decisions: days.map { decision(coupon, at: $0.from) })
    }

    private func decision(_ coupon: LeasedCoupon, at moment: LocalMoment) -> LeaseSheet.Decision {
        do throws(OfflineRefusal) {
            return .fixed(try accept(coupon, nil, at: moment).acceptance.discount)
        } catch {
            guard case .rule(let asking) = error, let least = asking.leastPurchase(in: currency) else {
                return .refused(error)
            }
            guard least.currency == currency else {
                return .refused(.rule(.wrongCurrency(expected: least.currency)))
            }
            do throws(OfflineRefusal) {
                let accepted = try accept(coupon, least, at: moment)
                return .byPurchase(DiscountTable(of: accepted.offer.benefit, from: least), asking: asking)
            } catch {
                return .refused(error)
            }
        }
    }

    /// The judge's own answer to a use of the lease of which nothing was given yet.
    private func accept(
        _ coupon: LeasedCoupon, _ amount: Money?, at moment: LocalMoment
    ) throws(OfflineRefusal) -> OfflineAcceptance {
        let wish: OfflineWish
        do {
            wish = try OfflineWish(key: "sheet", code: "", amount: amount, member: coupon.holder?.id.text)
        } catch {
            throw .needsNetwork(.unknownMember)
        }
        let facts = OfflineFacts(
            terms: terms, leases: LeaseBook(terminal: lease.terminal), uses: OfflineUses(store: terms.store))
        let holding = LeaseHolding(
            lease: lease.id, usableUntil: lease.usableUntil, takenIn: 0, coupon: coupon)
        // Which coupon it is matters for its earlier uses only, of which there are none.
        let presented = PresentedCoupon.short(CouponCode(number: 0))
        return try Scan(wish: wish, facts: facts, moment: moment, presented: presented).accept(holding)
    }
}

extension Refusal {
    /// The least purchase that might be accepted, if a purchase is all that is missing.
    fileprivate func leastPurchase(in currency: Currency) -> Money? {
        switch self {
        case .belowMinimumSpend(let minimum, given: nil): minimum
        case .amountRequired: Money(minorUnits: 0, currency: currency)
        default: nil
        }
    }
}
