import Membership
import Store
package import Vocabulary

/// Makes membership cards as pictures.
package struct CardService: Sendable {
    private let context: ServiceContext

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// ISO/IEC 7810 ID-1, the size of a bank card.
    private static let widthMillimetres = 85.6

    /// Draws a member's card and reads its symbol back.
    ///
    /// - Parameters:
    ///   - member: Whose card.
    ///   - format: How it is drawn.
    /// - Returns: The bytes of the file.
    /// - Throws: `ServiceError`; `notFound` if there is no such member, or a follower, who has no card.
    package func picture(
        of member: MemberID, as format: PictureFormat
    ) async throws(ServiceError) -> [UInt8] {
        let sealed = try await MemberService(context).record(member)
        guard sealed.state != .follower else {
            throw .notFound(kind: "card of follower", name: member.text)
        }
        let open = try MemberSealer(context).open(sealed)
        let code = MemberCardCode(of: member, keys: context.keys)
        let card = BrandPicture(
            template: "cards/member.svg", values: values(open, tier: sealed.tier),
            symbolText: code.url(on: context.configuration.server.publicHost),
            widthMillimetres: Self.widthMillimetres, title: "card of member \(member)")
        let drawn = try card.draw(as: format, in: context)
        try await context.audit(.cardIssue, member.text)
        return drawn
    }

    private func values(_ open: OpenMember, tier: String) -> [String: String] {
        let names = BrandNames(context.configuration.issuer.name)
        let words = TierWords(tier: tier)
        let store = open.member.homeStore.flatMap(context.configuration.store)
        return [
            "brand": names.first, "brand_en": names.second, "tier": words.chinese, "tier_en": words.english,
            // A member who never said a name has a card too.
            "member": open.member.name.isEmpty ? "会员 Member" : open.member.name,
            "number": open.identity(.cardNumber)?.value ?? open.member.id.text,
            "store": store.map { $0.name.text(in: context.configuration.issuer.language) } ?? "",
        ]
    }
}

/// A brand's name in Chinese and English, or once if both are one.
struct BrandNames: Sendable, Hashable {
    let first: String
    let second: String

    init(_ name: LocalizedText) {
        first = name.text(in: "zh-Hans")
        let english = name.text(in: "en")
        second = english == first ? "" : english
    }
}
