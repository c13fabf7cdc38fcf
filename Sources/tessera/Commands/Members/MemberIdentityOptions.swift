import ArgumentParser
import Service

/// The ways to recognise a member, as they are typed.
struct MemberIdentityOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A phone number, in the spelling of their home store's country or with +.", valueName: "number"))
    var phone: String?

    @Option(help: ArgumentHelp("A WeChat OpenID, 28 characters.", valueName: "id"))
    var wechatOpenid: String?

    @Option(
        help: ArgumentHelp(
            "The number of a card from elsewhere, 4 to 32 letters and digits.", valueName: "number"))
    var cardNumber: String?

    @Option(help: ArgumentHelp("A WeChat UnionID, 20 to 40 characters.", valueName: "id"))
    var wechatUnionid: String?

    @Option(help: ArgumentHelp("An e-mail address.", valueName: "address"))
    var email: String?

    /// A draft that says nothing else.
    var draft: MemberDraft {
        var draft = MemberDraft()
        (draft.phone, draft.wechatOpenid, draft.cardNumber) = (phone, wechatOpenid, cardNumber)
        (draft.wechatUnionid, draft.email) = (wechatUnionid, email)
        return draft
    }
}
