package import Vocabulary

/// Makes the fields of members' rows.
///
/// Without a language its words are those of the import, so that what was exported, treated values aside, is imported
/// unchanged.
package struct ExportFields: Sendable {
    package let columns: [ExportColumn]
    /// The language of headings and words; `nil` for those that programs read.
    package let language: ExportLanguage?
    private let helpers: Helpers

    /// What the pure rules cannot know.
    package struct Helpers: Sendable {
        /// The pseudonym of a value of a column.
        package var pseudonym: @Sendable (_ value: String, _ column: MemberColumn) -> String
        /// The name of a store.
        package var storeName: @Sendable (StoreID) -> String
        /// The name of a tier in a language.
        package var tierName: @Sendable (String, ExportLanguage) -> String
        /// Local time minus UTC, in seconds, where a member's days count; `nil` for UTC.
        package var utcOffsetSeconds: @Sendable (Instant, StoreID?) -> Int?

        package init(
            pseudonym: @escaping @Sendable (String, MemberColumn) -> String,
            storeName: @escaping @Sendable (StoreID) -> String,
            tierName: @escaping @Sendable (String, ExportLanguage) -> String,
            utcOffsetSeconds: @escaping @Sendable (Instant, StoreID?) -> Int?
        ) {
            self.pseudonym = pseudonym
            self.storeName = storeName
            self.tierName = tierName
            self.utcOffsetSeconds = utcOffsetSeconds
        }
    }

    package init(_ columns: [ExportColumn], language: ExportLanguage? = nil, helpers: Helpers) {
        self.columns = columns
        self.language = language
        self.helpers = helpers
    }

    /// The headings, one for each column.
    package var headings: [String] { columns.map { $0.heading(in: language) } }

    /// Returns a member's fields, one for each column.
    package func values(of record: MemberRecord) -> [ExportValue] {
        columns.map { value($0, of: record) }
    }

    private func value(_ column: ExportColumn, of record: MemberRecord) -> ExportValue {
        if let kind = column.source.identityKind {
            guard let identity = record.identity(kind) else { return .empty }
            return text(treated(identity, column))
        }
        if column.source == .birthday { return birthday(of: record.member, column.treatment) }
        if column.source == .joinedAt { return joining(of: record.member, column.treatment) }
        return text(plain(column, of: record.member))
    }

    private func text(_ text: String) -> ExportValue { text.isEmpty ? .empty : .text(text) }

    private func treated(_ identity: Identity, _ column: ExportColumn) -> String {
        switch column.treatment {
        case .last4: String(identity.value.suffix(4))
        case .masked: identity.masked
        case .hash: helpers.pseudonym(identity.value, column.source)
        case .day, .month, .year, .name, nil: identity.value
        }
    }

    private func plain(_ column: ExportColumn, of member: Member) -> String {
        switch column.source {
        case .memberID where column.treatment == .hash: helpers.pseudonym(member.id.text, .memberID)
        case .memberID: member.id.text
        case .name where column.treatment == .masked: Self.masked(member.name)
        case .name: member.name
        case .gender: word(of: member.gender)
        case .homeStore where column.treatment == .name: member.homeStore.map(helpers.storeName) ?? ""
        case .homeStore: member.homeStore?.text ?? ""
        case .tier: word(of: member.tier)
        case .cell: member.cell?.geohash ?? ""
        case .source: member.source
        case .marketingConsent: word(of: member.marketingConsent.state)
        case .language: member.language?.tag ?? ""
        case .note: member.note
        case .state: language?.word(for: member.state) ?? member.state.rawValue
        case .phone, .wechatOpenID, .cardNumber, .wechatUnionID, .email, .joinedAt, .birthday, .latitude,
            .longitude, .datum:
            ""
        }
    }

    private func joining(of member: Member, _ treatment: ColumnTreatment?) -> ExportValue {
        let offset = helpers.utcOffsetSeconds(member.joinedAt, member.homeStore)
        guard let treatment else { return .moment(member.joinedAt, utcOffsetSeconds: offset) }
        let date = LocalMoment(instant: member.joinedAt, utcOffsetSeconds: offset ?? 0).date
        return switch treatment {
        case .month: .text(String(date.description.prefix(7)))
        case .year: .text(String(date.description.prefix(4)))
        default: .day(date)
        }
    }

    /// A whole date is a day; without its year a birthday is a text.
    private func birthday(of member: Member, _ treatment: ColumnTreatment?) -> ExportValue {
        guard let birthday = member.birthday else { return .empty }
        return switch treatment {
        case .day: .text(birthday.withoutYear.text)
        case .month: .text(Birthday.padded(birthday.month))
        case .year: text(birthday.year.map(String.init) ?? "")
        default: birthday.date.map(ExportValue.day) ?? .text(birthday.text)
        }
    }

    /// The first letter and two stars, however long the name is: its length is a trace, too.
    private static func masked(_ name: String) -> String {
        name.isEmpty ? "" : name.prefix(1) + "**"
    }
}

extension ExportFields {
    private func word(of gender: Gender?) -> String {
        guard let gender else { return "" }
        return language?.word(for: gender) ?? gender.rawValue
    }

    private func word(of tier: Tier?) -> String {
        guard let tier else { return "" }
        return language.map { helpers.tierName(tier.name, $0) } ?? tier.name
    }

    private func word(of consent: Consent.State) -> String {
        if let language { return language.word(for: consent) }
        return switch consent {
        case .granted: "yes"
        case .denied: "no"
        case .unknown: ""
        }
    }
}
