import Membership
package import Store
package import Vocabulary

extension MemberDirectory {
    /// Returns what a member allowed and withdrew, oldest first, with what those said who became part of them.
    ///
    /// - Throws: As `show`.
    package func consents(
        of id: MemberID, for viewer: MemberViewer
    ) async throws(ServiceError) -> [ConsentDocument] {
        _ = try await read(id, for: viewer, part: "consents")
        return try await MemberConsentService(context).ledger(of: id)
    }

    /// Returns a page of what a member redeemed and gave back, newest first, with what those did who became part of them.
    ///
    /// - Parameters:
    ///   - id: The member.
    ///   - place: Where the page before ended; `nil` for the first page.
    ///   - limit: How many at most, 1 to `LedgerPage.maximumCount`.
    ///   - viewer: Who looks; entries of other stores are left out, so that a page may be short and not the last.
    /// - Returns: The entries, and where the next page begins.
    /// - Throws: As `show`.
    package func redemptions(
        of id: MemberID, after place: EntryPlace?, limit: Int, for viewer: MemberViewer
    ) async throws(ServiceError) -> MemberEntriesDocument {
        _ = try await read(id, for: viewer, part: "redemptions")
        let parts = try await stored(await context.store.members(mergedInto: id, home: context.home()))
        return try await entries(of: [id] + parts.map(\.id), after: place, limit: limit, for: viewer)
    }

    /// Returns the coupons that are made out to a member, the latest first, with those of whoever became part of them.
    ///
    /// - Throws: As `show`.
    package func coupons(
        of id: MemberID, for viewer: MemberViewer
    ) async throws(ServiceError) -> [MemberCouponDocument] {
        _ = try await read(id, for: viewer, part: "coupons")
        let parts = try await stored(await context.store.members(mergedInto: id, home: context.home()))
        return try await MemberCoupons(context).documents(of: [id] + parts.map(\.id))
    }

    /// 100 coupons on a page: more are asked for over HTTP.
    private static let couponsOnPage = 100

    /// Returns everything that is known of a member, for a page.
    ///
    /// - Parameters:
    ///   - id: The member.
    ///   - place: From where on redemptions are shown.
    ///   - limit: How many of them.
    ///   - viewer: Who looks.
    /// - Returns: Profile, consents, merges, placement, coupons, balances and redemptions.
    /// - Throws: As `show`.
    package func chain(
        of id: MemberID, after place: EntryPlace?, limit: Int, for viewer: MemberViewer
    ) async throws(ServiceError) -> MemberChain {
        let view = try await show(id, for: viewer)
        let home = context.home()
        let parts = try await stored(await context.store.members(mergedInto: id, home: home))
        let merges = try await stored(await context.store.merges(of: id, home: home))
        let consents = try await MemberConsentService(context).ledger(of: id)
        var placement: PlacementRecord?
        if let id = view.placement { placement = try await stored(await context.store.placement(id)) }
        return MemberChain(
            view: view, placement: placement, consents: consents,
            merges: merges.map { MergeView($0) },
            coupons: try await MemberCoupons(context).documents(
                of: [id] + parts.map(\.id), limit: Self.couponsOnPage),
            balances: try await BalanceService(context).holdings(of: id),
            redemptions: try await entries(
                of: [id] + parts.map(\.id), after: place, limit: limit, for: viewer))
    }

    private func entries(
        of members: [MemberID], after place: EntryPlace?, limit: Int, for viewer: MemberViewer
    ) async throws(ServiceError) -> MemberEntriesDocument {
        let read = try await stored(
            await context.store.entries(
                ofMembers: members, after: place, limit: limit, home: context.home()))
        let names = CouponNames(context)
        var documents: [LedgerDocument] = []
        for entry in read where viewer.scope.includes(entry.draft.store) {
            let code = try await names.code(of: entry.draft.coupon, home: entry.draft.home)
            documents.append(LedgerDocument(entry, coupon: code))
        }
        let end = read.count == limit ? read.last.map { EntryPlace($0).text } : nil
        return MemberEntriesDocument(entries: documents, next: end)
    }
}
