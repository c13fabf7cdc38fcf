/// A language in which headings and words of a list can be; raw values are BCP 47 tags.
package enum ExportLanguage: String, Sendable, Hashable, CaseIterable {
    case english = "en"
    case simplifiedChinese = "zh-Hans"

    func word(for gender: Gender) -> String {
        switch (gender, self) {
        case (.female, .english): "Female"
        case (.male, .english): "Male"
        case (.undisclosed, .english): "Undisclosed"
        case (.female, .simplifiedChinese): "女"
        case (.male, .simplifiedChinese): "男"
        case (.undisclosed, .simplifiedChinese): "保密"
        }
    }

    func word(for consent: Consent.State) -> String {
        switch (consent, self) {
        case (.granted, .english): "Yes"
        case (.denied, .english): "No"
        case (.granted, .simplifiedChinese): "是"
        case (.denied, .simplifiedChinese): "否"
        case (.unknown, _): ""
        }
    }

    /// The word for the state of somebody who can be on a list.
    func word(for state: MemberState) -> String {
        switch (state, self) {
        case (.member, .english): "Member"
        case (.follower, .english): "Follower"
        case (.member, .simplifiedChinese): "会员"
        case (.follower, .simplifiedChinese): "关注者"
        case (.left, _), (.merged, _), (.erased, _): ""
        }
    }

    fileprivate func heading(of column: MemberColumn) -> String {
        let words = Self.headings[column] ?? (column.rawValue, column.rawValue)
        return self == .english ? words.english : words.chinese
    }

    private static let headings: [MemberColumn: (english: String, chinese: String)] = [
        .memberID: ("Member ID", "会员编号"), .name: ("Name", "姓名"), .phone: ("Phone", "手机号"),
        .wechatOpenID: ("WeChat OpenID", "微信 OpenID"), .cardNumber: ("Card number", "卡号"),
        .gender: ("Gender", "性别"), .homeStore: ("Home store", "所属门店"), .tier: ("Tier", "会员等级"),
        .cell: ("Area", "所在区域"), .joinedAt: ("Joined", "入会时间"), .source: ("Source", "来源"),
        .marketingConsent: ("Marketing consent", "营销同意"), .language: ("Language", "语言"),
        .note: ("Note", "备注"), .wechatUnionID: ("WeChat UnionID", "微信 UnionID"),
        .email: ("E-mail", "电子邮箱"), .birthday: ("Birthday", "生日"), .state: ("State", "状态"),
    ]

    fileprivate func heading(of treatment: ColumnTreatment) -> String {
        switch (treatment, self) {
        case (.last4, .english): " (last 4)"
        case (.masked, .english): " (masked)"
        case (.hash, .english): " (pseudonym)"
        case (.day, .english): " (day)"
        case (.month, .english): " (month)"
        case (.year, .english): " (year)"
        case (.name, .english): " (name)"
        case (.last4, .simplifiedChinese): "（后四位）"
        case (.masked, .simplifiedChinese): "（部分隐藏）"
        case (.hash, .simplifiedChinese): "（化名）"
        case (.day, .simplifiedChinese): "（日）"
        case (.month, .simplifiedChinese): "（月）"
        case (.year, .simplifiedChinese): "（年）"
        case (.name, .simplifiedChinese): "（名称）"
        }
    }
}

extension ExportColumn {
    /// Returns the heading in a language, or the one that programs read; an own heading stands in every one.
    package func heading(in language: ExportLanguage?) -> String {
        if let ownHeading { return ownHeading }
        guard let language else { return machineHeading }
        return language.heading(of: source) + (treatment.map(language.heading(of:)) ?? "")
    }
}
