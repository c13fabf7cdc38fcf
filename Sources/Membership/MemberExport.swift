import Vocabulary

/// Decides who is in an exported list, and writes a member's row.
package enum MemberExport {
    /// The columns of an export that names none: everything but what reaches the person directly.
    ///
    /// Identities are in a list only if asked for by name. A place is only ever its coarse cell.
    package static let defaultColumns: [MemberColumn] = [
        .memberID, .name, .gender, .homeStore, .tier, .cell, .joinedAt, .source, .marketingConsent, .language,
        .note,
    ]

    /// The columns that may be asked for; what is imported as coordinates is kept, and exported, as a cell.
    package static let columns = MemberColumn.allCases.filter {
        ![.latitude, .longitude, .datum].contains($0)
    }

    /// Why a list of columns cannot be exported.
    package enum ColumnError: Error, Sendable, Hashable {
        case unknown(String)
        case repeated(MemberColumn)
        case none
    }

    /// Reads the names of columns, separated by commas.
    ///
    /// - Parameter text: Such as `member_id,name,phone`.
    /// - Returns: The columns in this order.
    /// - Throws: `ColumnError` with the name that is wrong.
    package static func columns(parsing text: String) throws(ColumnError) -> [MemberColumn] {
        var chosen: [MemberColumn] = []
        for part in text.split(separator: ",") {
            let name = FieldText.trimmed(part).lowercased()
            guard let column = MemberColumn(rawValue: name), columns.contains(column) else {
                throw .unknown(name)
            }
            guard !chosen.contains(column) else { throw .repeated(column) }
            chosen.append(column)
        }
        guard !chosen.isEmpty else { throw .none }
        return chosen
    }

    /// Says whether a member may be in a list made for this purpose.
    package static func includes(_ member: Member, purpose: ExportPurpose) -> Bool {
        !purpose.needsMarketingConsent || member.marketingConsent.state == .granted
    }

    /// Returns a member's fields as text, one for each column; empty where nothing is known.
    ///
    /// Read again with `MemberImport`, they change nothing.
    package static func fields(of record: MemberRecord, columns: [MemberColumn]) -> [String] {
        columns.map { field($0, of: record) }
    }

    private static func field(_ column: MemberColumn, of record: MemberRecord) -> String {
        let member = record.member
        return switch column {
        case .memberID: member.id.text
        case .name: member.name
        case .phone: record.identity(.phone)?.value ?? ""
        case .wechatOpenID: record.identity(.wechatOpenID)?.value ?? ""
        case .cardNumber: record.identity(.cardNumber)?.value ?? ""
        case .gender: member.gender?.rawValue ?? ""
        case .homeStore: member.homeStore?.text ?? ""
        case .tier: member.tier?.name ?? ""
        case .latitude, .longitude, .datum: ""
        case .cell: member.cell?.geohash ?? ""
        case .joinedAt: DateTimeText.text(of: member.joinedAt)
        case .source: member.source
        case .marketingConsent: consent(member.marketingConsent.state)
        case .language: member.language?.tag ?? ""
        case .note: member.note
        }
    }

    private static func consent(_ state: Consent.State) -> String {
        switch state {
        case .granted: "yes"
        case .denied: "no"
        case .unknown: ""
        }
    }
}

/// What a list is made for, as stated by the person who exports it and kept in the access log.
package struct ExportPurpose: Sendable, Hashable {
    /// 200 characters: a sentence.
    package static let maximumLength = 200
    package let text: String

    /// Purposes that need no consent to marketing, because they serve the membership itself or the law.
    ///
    /// Everything else counts as marketing: a purpose we do not know must not be the way round a refusal.
    package static let withoutMarketing: Set<String> = ["service", "accounting", "audit", "transfer"]

    /// Marketing, the purpose of a list for which none was stated.
    package static let marketing = ExportPurpose(unchecked: "marketing")

    /// Takes a purpose, or returns `nil` if it says nothing or says it at length.
    package init?(parsing text: some StringProtocol) {
        let clean = FieldText.singleSpaced(FieldText.withoutControls(String(text)))
        guard (1...Self.maximumLength).contains(clean.count) else { return nil }
        self.init(unchecked: clean)
    }

    private init(unchecked text: String) {
        self.text = text
    }

    /// Whether members who did not agree to marketing are left out.
    package var needsMarketingConsent: Bool {
        !Self.withoutMarketing.contains(text.lowercased())
    }
}
