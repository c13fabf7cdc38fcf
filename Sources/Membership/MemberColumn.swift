/// A column of a membership list; raw values are the headings, in import and export alike, so never rename one.
package enum MemberColumn: String, Sendable, Hashable, CaseIterable {
    case memberID = "member_id"
    case name
    case phone
    case wechatOpenID = "wechat_openid"
    case cardNumber = "card_number"
    case gender
    case homeStore = "home_store"
    case tier
    case latitude
    case longitude
    case datum
    case cell
    case joinedAt = "joined_at"
    case source
    case marketingConsent = "marketing_consent"
    case language
    case note
    case wechatUnionID = "wechat_unionid"
    case email
    case birthday
    /// `member` or `follower`; nobody else is on a list.
    case state
}
