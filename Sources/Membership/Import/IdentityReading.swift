/// Reads the identities of one row.
struct IdentityReading {
    enum Result {
        case absent
        case valid(Identity)
        case invalid(text: String)
    }

    let record: CSVRecord
    let layout: MemberLayout
    let region: PhoneRegion

    func read(_ kind: Identity.Kind) -> Result {
        let text = FieldText.trimmed(layout.field(kind.column, of: record))
        guard !text.isEmpty else { return .absent }
        let identity: Identity? =
            switch kind {
            case .phone: (try? PhoneNumber(parsing: text, region: region)).map(Identity.init)
            case .wechatOpenID: (try? WeChatOpenID(parsing: text)).map(Identity.init)
            case .cardNumber: (try? CardNumber(parsing: text)).map(Identity.init)
            case .wechatUnionID: (try? WeChatUnionID(parsing: text)).map(Identity.init)
            case .email: (try? EmailAddress(parsing: text)).map(Identity.init)
            }
        return identity.map(Result.valid) ?? .invalid(text: text)
    }
}

extension Identity.Kind {
    /// The column of a list that holds it.
    var column: MemberColumn {
        switch self {
        case .phone: .phone
        case .wechatOpenID: .wechatOpenID
        case .cardNumber: .cardNumber
        case .wechatUnionID: .wechatUnionID
        case .email: .email
        }
    }

    /// The finding when it is none.
    var invalid: Finding.Reason {
        switch self {
        case .phone: .invalidPhone
        case .wechatOpenID: .invalidOpenID
        case .cardNumber: .invalidCardNumber
        case .wechatUnionID: .invalidUnionID
        case .email: .invalidEmail
        }
    }

    /// The finding when another member has it.
    var shared: Finding.Reason {
        switch self {
        case .phone: .sharedPhone
        case .wechatOpenID: .sharedOpenID
        case .cardNumber: .sharedCardNumber
        case .wechatUnionID: .sharedUnionID
        case .email: .sharedEmail
        }
    }
}
