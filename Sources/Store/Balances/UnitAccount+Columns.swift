package import Promotion
package import Vocabulary

/// The columns of the unit ledger, in the order in which both engines read them.
package enum UnitTables {
    package static let lot =
        "source, unit, member, amount, remaining, expired, created_on, first_day, last_day"
    package static let entry = "number, id, kind, member, at, day, amount, reverses, reward, note, actor"
    package static let posting = "unit, account, lot, member, amount"
}

extension UnitAccount {
    /// The account as engines keep it: a word, and for a member's account whose lot or debt it is.
    package var columns: (account: String, lot: UnitEntryID?, member: MemberID?) {
        switch self {
        case .lot(let source, let member): ("lot", source, member)
        case .debt(let member): ("debt", nil, member)
        case .issuer(let account): (account.rawValue, nil, nil)
        }
    }

    /// Reads the account's columns.
    ///
    /// - Throws: `StoreError.corrupt` for an account that there is not.
    package init(column account: String, lot: UnitEntryID?, member: MemberID?) throws(StoreError) {
        switch (account, lot, member) {
        case ("lot", let lot?, let member?): self = .lot(lot, of: member)
        case ("debt", nil, let member?): self = .debt(of: member)
        default:
            guard let known = IssuerAccount(rawValue: account) else {
                throw .corrupt("there is no account \(account)")
            }
            self = .issuer(known)
        }
    }
}

extension BalanceUnit {
    /// Reads a stored unit.
    ///
    /// - Throws: `StoreError.corrupt` for a text that names none.
    package init(column text: String) throws(StoreError) {
        guard let unit = BalanceUnit(parsing: text) else { throw .corrupt("there is no unit \(text)") }
        self = unit
    }
}
