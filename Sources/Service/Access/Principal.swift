package import Store
package import Vocabulary

/// Who a request comes from.
package enum Principal: Sendable, Hashable {
    /// Whoever holds the workspace's `keys/owner.token`.
    case owner
    case person(AccessTokenRecord)
    case terminal(TerminalRecord)

    package var role: Role {
        switch self {
        case .owner: .owner
        case .person(let token): Role(token.role)
        case .terminal: .terminal
        }
    }

    /// The stores that it sees and acts in.
    package var scope: StoreScope {
        switch self {
        case .owner: .every
        case .person(let token): token.scope
        case .terminal(let terminal): .only([terminal.store])
        }
    }

    /// How the audit log names it.
    package var actor: AuditActor {
        switch self {
        case .owner: AuditActor(.owner, "owner")
        case .person(let token): AuditActor(role.inAudit, token.id.text)
        case .terminal(let terminal): AuditActor(.terminal, terminal.id.text)
        }
    }

    /// The till that it may be: a terminal, or a cashier, whose token names the one store where they work.
    ///
    /// A cashier's redemptions are on the register under the token's id.
    package var till: TerminalRecord? {
        switch self {
        case .owner: return nil
        case .terminal(let terminal): return terminal
        case .person(let token):
            guard token.role == .cashier, let stores = token.scope.stores, stores.count == 1 else {
                return nil
            }
            return TerminalRecord(
                id: TerminalID(unchecked: token.id.text), store: stores[0], name: token.name,
                tokenDigest: token.tokenDigest, enrolledAt: token.issuedAt)
        }
    }

    /// Whom to lock out if it guesses codes; `nil` for owners, who can look all of them up.
    package var lockoutSubject: LockoutSubject? {
        switch self {
        case .owner: nil
        case .person(let token): token.role == .owner ? nil : LockoutSubject(.token, token.id.text)
        case .terminal(let terminal): LockoutSubject(.terminal, terminal.id.text)
        }
    }

    /// The one store that it stands or works in, if it is one.
    package var store: StoreID? { scope.onlyStore }
}
