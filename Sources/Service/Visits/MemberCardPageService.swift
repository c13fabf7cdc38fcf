import Membership
import Payload
import Store
package import Vocabulary

/// Finds what the page of a membership card shows: nothing that names the person, since whoever holds the code sees it.
package struct MemberCardPageService: Sendable {
    private let context: ServiceContext
    private let members: MemberService

    package init(_ context: ServiceContext) {
        self.context = context
        members = MemberService(context)
    }

    /// Returns the page of a card, or `nil` for every text that is no card of ours.
    ///
    /// - Parameter text: The code as the symbol holds it, in any case and with separators.
    /// - Returns: The page.
    /// - Throws: `ServiceError.storage`.
    package func page(of text: String) async throws(ServiceError) -> MemberCardPage? {
        // A text that is no code is looked up like one, so that both take the same time.
        let code = try? CouponCode(parsing: text)
        let holder = try await members.holder(ofCard: code ?? CouponCode(number: 0))
        guard let code, let holder else { return nil }
        let member = try await members.record(holder)
        // Who has not joined has no card.
        guard member.state != .follower else { return nil }
        return MemberCardPage(
            code: MemberCardCode(code: code), isActive: member.state.isActive,
            words: TierWords(tier: member.tier),
            joinedOn: member.joinedOn, store: member.homeStore.flatMap(context.configuration.store),
            url: MemberCardCode(code: code).url(on: context.configuration.server.publicHost))
    }
}

/// What the page of a membership card shows.
package struct MemberCardPage: Sendable, Hashable {
    package let code: MemberCardCode
    /// Whether the member is in the program.
    package let isActive: Bool
    package let words: TierWords
    package let joinedOn: CalendarDate
    package let store: StoreSettings?
    /// What the symbol holds.
    package let url: String
}
