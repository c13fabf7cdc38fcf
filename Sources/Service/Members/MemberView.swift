import Membership
import Payload
import Store
package import Vocabulary

/// A member as staff may see one: what they said of themselves, and numbers with their middle hidden.
package struct MemberView: Sendable, Hashable, Encodable {
    package let member: MemberID
    /// A word of `Membership.MemberState`.
    package let state: String
    /// Whose record this one is part of.
    package let mergedInto: MemberID?
    package let name: String
    /// By kind, masked.
    package let identities: [String: String]
    package let gender: String?
    /// `1990-05-17`, or `--02-29` without the year.
    package let birthday: String?
    package let homeStore: StoreID?
    package let tier: String
    package let language: String?
    package let marketingConsent: String
    /// By the home store's calendar.
    package let joinedOn: CalendarDate
    package let source: String
    package let placement: PlacementID?
    package let note: String
    /// What the member's card holds, for people.
    package let cardCode: String

    init(_ open: OpenMember, sealed: SealedMember, cardCode: MemberCardCode) {
        let pairs = open.identities.map { ($0.kind.rawValue, $0.masked) }
        identities = Dictionary(pairs) { first, _ in first }
        member = sealed.id
        state = sealed.stateWord
        mergedInto = sealed.mergedInto
        name = open.member.name
        gender = sealed.gender
        birthday = open.member.birthday?.text
        homeStore = sealed.homeStore
        tier = sealed.tier
        language = open.member.language?.tag
        marketingConsent = sealed.marketingConsent
        joinedOn = sealed.joinedOn
        source = sealed.source
        placement = sealed.placement
        note = open.member.note
        self.cardCode = cardCode.code.grouped
    }

    /// A line for each thing that is known.
    package var text: String {
        var rows = [
            ["member", member.text], ["state", state], ["part of", mergedInto?.text ?? ""], ["name", name],
        ]
        rows += identities.sorted { $0.key < $1.key }.map { [$0.key, $0.value] }
        rows += [
            ["gender", gender ?? ""], ["birthday", birthday ?? ""], ["home store", homeStore?.text ?? ""],
            ["tier", tier],
            ["language", language ?? ""], ["marketing", marketingConsent],
            ["joined on", joinedOn.description], ["source", source], ["placement", placement?.text ?? ""],
            ["note", note], ["card", cardCode],
        ]
        return TextTable(rows: rows.filter { !$0[1].isEmpty }).text
    }
}
