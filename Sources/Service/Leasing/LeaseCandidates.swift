import Membership
import Payload
import Promotion
import Store
import Vocabulary

/// Finds the coupons that a terminal's wish means.
struct LeaseCandidates {
    private let context: ServiceContext
    private let names: CouponNames
    private let keys: CouponKeys
    private let reader: CodeReader

    init(_ context: ServiceContext, names: CouponNames, reader: CodeReader) {
        self.context = context
        self.names = names
        self.reader = reader
        keys = CouponKeys(lookup: context.keys.couponLookup)
    }

    /// A wish, with the code if the terminal named it.
    struct Candidate {
        let wish: LeaseWish
        let code: String?
    }

    /// 200 members at once: their coupons are one look-up.
    private static let memberCount = 200

    /// Returns the coupons, no more than can be leased.
    ///
    /// - Throws: `ServiceError`, for a segment that cannot be read for one.
    func find(
        _ call: LeaseCall, _ terms: LeaseCall.Terms, for terminal: TerminalRecord
    ) async throws(ServiceError) -> [Candidate] {
        switch call.wanted {
        case .codes(let codes): return coded(codes, terms, in: terminal.store)
        case .member(let presented):
            guard let member = try await context.member(presented) else { return [] }
            return try await coupons(of: [member], call, terms)
        case .segment(let expression):
            let selection = try await SegmentService(context).selection(
                of: expression, pointer: "/segment")
            return try await coupons(of: selection, call, terms)
        case .store:
            let expression = "store = \(terminal.store)"
            let selection = try await SegmentService(context).selection(of: expression, pointer: "/store")
            return try await coupons(of: selection, call, terms)
        }
    }

    /// One of each code; another spelling of the same coupon is the same.
    private func coded(_ codes: [String], _ terms: LeaseCall.Terms, in store: StoreID) -> [Candidate] {
        let now = context.surroundings.now()
        var seen: Set<CouponKey> = []
        return codes.compactMap { code in
            let reading = reader.read(code)
            guard reading.bucket == context.home().bucket, seen.insert(reading.key).inserted else {
                return nil
            }
            let wish = LeaseWish(
                coupon: reading.key, holder: nil, uses: terms.usesPerCoupon,
                objection: context.clock.objection(to: reading, in: store, at: now))
            return Candidate(wish: wish, code: code)
        }
    }

    private func coupons(
        of selection: MemberSelection, _ call: LeaseCall, _ terms: LeaseCall.Terms
    ) async throws(ServiceError) -> [Candidate] {
        var found: [Candidate] = []
        var last: MemberID?
        while found.count < terms.uses {
            let page = try await stored(
                await context.store.members(of: selection, after: last, limit: Self.memberCount))
            guard let end = page.last else { break }
            found += try await coupons(of: page.map(\.id), call, terms)
            last = end.id
        }
        return Array(found.prefix(terms.uses))
    }

    private func coupons(
        of members: [MemberID], _ call: LeaseCall, _ terms: LeaseCall.Terms
    ) async throws(ServiceError) -> [Candidate] {
        let home = context.home()
        let coupons = try await stored(
            await context.store.coupons(
                madeOutTo: members, limit: members.count * MemberCoupon.maximumCount, home: home))
        let batches = try await openBatches(call.offers)
        var found: [Candidate] = []
        for coupon in coupons where coupon.usesTaken < coupon.usesAllowed {
            guard batches.contains(coupon.batch), found.count < terms.uses else { continue }
            let code = try await names.code(serial: coupon.serial, of: coupon.batch, home: home)
            let uses = min(terms.usesPerCoupon, coupon.usesAllowed - coupon.usesTaken)
            found.append(
                Candidate(
                    wish: LeaseWish(coupon: keys.key(of: code), holder: coupon.holder, uses: uses),
                    code: nil))
        }
        return found
    }

    /// The batches whose coupons may still be used.
    private func openBatches(_ offers: [OfferID]?) async throws(ServiceError) -> Set<BatchID> {
        let wanted = offers.map { Set($0) }
        let batches = try await stored(await context.store.batches())
        return Set(
            batches.filter { $0.state == .issued && wanted?.contains($0.offer) ?? true }.map(\.id))
    }
}
