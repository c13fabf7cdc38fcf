import Membership
package import Vocabulary

extension MemberDirectory {
    /// Shows the tier of a member whom `member` returned, and keeps the look.
    ///
    /// - Throws: As `TierService.show`.
    package func tier(of id: MemberID, for viewer: MemberViewer) async throws(ServiceError) -> TierView {
        try await keepLook(at: id, "tier", by: viewer)
        return try await ProgramRules.applying { () async throws(ServiceError) in
            try await TierService(context).show(id)
        }
    }

    /// Gives a member whom `member` returned a tier by hand.
    ///
    /// - Throws: As `TierService.set`.
    package func set(
        tier name: String, of id: MemberID, until last: CalendarDate, by viewer: MemberViewer
    ) async throws(ServiceError) -> TierView {
        try await ProgramRules.applying { () async throws(ServiceError) in
            try await TierService(context).set(name, of: id, until: last, actor: viewer.actor)
        }
    }

    /// Shows who brought in a member whom `member` returned, and whom they brought in; keeps the look.
    ///
    /// - Throws: As `ReferralService.show`.
    package func referrals(
        of id: MemberID, for viewer: MemberViewer
    ) async throws(ServiceError) -> ReferralListDocument {
        try await keepLook(at: id, "referrals", by: viewer)
        return try await ReferralService(context).show(id)
    }

    /// Keeps that a member was brought in by another; `member` returned both.
    ///
    /// - Throws: As `ReferralService.add`.
    package func addReferral(
        of friend: MemberID, by referrer: MemberID, actor viewer: MemberViewer
    ) async throws(ServiceError) -> ReferralService.Outcome {
        try await ProgramRules.applying { () async throws(ServiceError) in
            try await ReferralService(context).add(friend: friend, by: referrer, actor: viewer.actor)
        }
    }
}
