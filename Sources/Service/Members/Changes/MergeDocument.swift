import Membership
import Store
import Vocabulary

/// What a merge changed, so that it can be undone: no personal data in the clear.
struct MergeDocument: Codable {
    /// The identities that went over, by kind, with the keyed hash under which each is found.
    var moved: [Moved]
    var former: MergedAttributes
    var merged: MergedAttributes
    /// The winner's sealed name, note and birthday before and after, in base64, if the merge changed them.
    var formerProfile: String?
    var mergedProfile: String?
    /// Members who were part of the loser before, and are the winner's since.
    var followed: [MemberID]
    /// A word of `Membership.MemberState`: what the loser was; without one, a member.
    var formerState: String?

    struct Moved: Codable {
        var kind: String
        /// Hexadecimal.
        var digest: String
    }
}

extension SealedMember {
    /// What a merge compares, as it is stored.
    var mergedAttributes: MergedAttributes {
        get {
            MergedAttributes(
                tier: tier, gender: gender, homeStore: homeStore,
                language: language == Self.undeterminedLanguage ? nil : language, cell: cell,
                joinedAt: joinedAt.millisecondsSince1970, joinedOn: joinedOn.daysSince1970,
                marketingConsent: marketingConsent)
        }
        set {
            (tier, gender, homeStore, cell) = (
                newValue.tier, newValue.gender, newValue.homeStore, newValue.cell
            )
            language = newValue.language ?? Self.undeterminedLanguage
            joinedAt = Instant(millisecondsSince1970: newValue.joinedAt)
            joinedOn = CalendarDate(daysSince1970: newValue.joinedOn)
            marketingConsent = newValue.marketingConsent
        }
    }
}
