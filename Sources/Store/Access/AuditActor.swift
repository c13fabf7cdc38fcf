/// Who did something, as the audit log names them; never by a token.
package struct AuditActor: Sendable, Hashable {
    package var role: Role
    /// The token's or terminal's id, or the name of the account.
    package var id: String

    package init(_ role: Role, _ id: String) {
        self.role = role
        self.id = id
    }

    /// As whom; raw values are wire format and stored.
    package enum Role: String, Sendable, Hashable, CaseIterable, Codable {
        case owner, manager, cashier, auditor, terminal
        /// An account of the machine, at the command line: it has the workspace's files, so it may do all.
        case account
        /// Tessera itself, such as when it locks out a guesser.
        case system
    }

    /// Tessera itself.
    package static let tessera = AuditActor(.system, "tessera")
}
