import Store
package import Vocabulary

/// Gives members coupons for reasons, each reason once.
package struct RewardService: Sendable {
    let context: ServiceContext

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// What became of a reward.
    enum Outcome: Sendable, Hashable {
        /// It is theirs; whether by this call, or by an earlier one.
        case given(GrantRecord, isNew: Bool)
        case withheld(RewardWithheld)
    }

    /// Four times: as many may come first in the moment between reading and writing.
    private static let maximumTryCount = 4

    /// Gives a coupon of an offer to a member, unless they were given one for the same reason.
    ///
    /// - Parameters:
    ///   - offer: What the coupon is of.
    ///   - member: Who; for one who became part of another, the other.
    ///   - reason: Why.
    ///   - actor: By whom, for the audit; `nil` for whoever runs this process.
    /// - Returns: What became of it.
    /// - Throws: `ServiceError`; then the same call again tells.
    func give(
        _ offer: OfferID, to member: MemberID, for reason: GrantReason, by actor: AuditActor? = nil
    ) async throws(ServiceError) -> Outcome {
        // Most of what is asked for again was given long ago, perhaps of an offer that has ended since.
        if let earlier = try await granted(reason, to: member) { return .given(earlier, isNew: false) }
        for _ in 0..<Self.maximumTryCount {
            let now = context.surroundings.now()
            guard let claimable = try await ClaimableOffer.find(offer, at: now, context),
                let claim = try await claimable.claim(for: member, at: now)
            else { return .withheld(.offerNotGiven) }
            let order = GrantOrder(member: member, reason: reason, offer: offer, claim: claim, at: now)
            let audit = try context.auditRecord(
                .rewardGrant, member.text,
                detail: ["reason": .text(reason.description), "offer": .text(offer.text)], by: actor)
            switch try await stored(await context.store.grant(order, audit: audit, home: context.home())) {
            case .granted(let grant): return .given(grant, isNew: true)
            case .grantedBefore(let grant): return .given(grant, isNew: false)
            case .refused(let refusal): return .withheld(RewardWithheld(refusal))
            case .overtaken: continue
            }
        }
        throw .storage(.busy("the next coupons of \(offer) were taken by others meanwhile"))
    }

    /// What a member was given for a reason.
    func granted(_ reason: GrantReason, to member: MemberID) async throws(ServiceError) -> GrantRecord? {
        try await stored(await context.store.grant(reason, of: member, home: context.home()))
    }

    /// Returns the coupons of grants, in their order.
    ///
    /// - Throws: `ServiceError`; `storage` if a batch is missing.
    func documents(_ grants: [GrantRecord]) async throws(ServiceError) -> [RewardDocument] {
        var makers: [BatchID: CouponMaker] = [:]
        var documents: [RewardDocument] = []
        for grant in grants {
            let id = grant.coupon.batch
            if makers[id] == nil {
                guard let batch = try await stored(await context.store.batch(id)) else {
                    throw .storage(.corrupt("there is no batch \(id) of a coupon that was granted"))
                }
                makers[id] = try CouponMaker(batch: batch, context: context)
            }
            guard let coupon = try makers[id]?.coupon(serial: grant.coupon.serial) else { continue }
            documents.append(RewardDocument(grant, coupon))
        }
        return documents
    }

    /// Lists what was given, newest first.
    ///
    /// - Parameters:
    ///   - member: To whom; `nil` for everybody.
    ///   - number: `next` of the page before; `nil` for the newest.
    ///   - limit: 1 to `GrantPage.maximumCount`.
    /// - Returns: A page.
    /// - Throws: `ServiceError`; `notFound` for a member that there is not.
    package func list(
        of member: MemberID?, before number: Int64? = nil, limit: Int = GrantPage.maximumCount
    ) async throws(ServiceError) -> RewardListDocument {
        guard (1...GrantPage.maximumCount).contains(limit) else {
            let detail = "This is a whole number from 1 to \(GrantPage.maximumCount), not \(limit)."
            throw .invalidInput([InputFault(pointer: "limit", detail: detail)])
        }
        if let member { _ = try await MemberService(context).record(member) }
        let page = try await stored(
            await context.store.grants(of: member, before: number, limit: limit, home: context.home()))
        return RewardListDocument(
            rewards: try await documents(page.map(\.grant)),
            next: page.count == limit ? page.last?.number : nil)
    }
}
