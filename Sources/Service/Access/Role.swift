package import Store

/// As whom somebody is let in; raw values are wire format.
package enum Role: String, Sendable, Hashable, CaseIterable {
    case owner, manager, cashier, auditor, terminal

    package init(_ role: PersonalRole) {
        switch role {
        case .owner: self = .owner
        case .manager: self = .manager
        case .cashier: self = .cashier
        case .auditor: self = .auditor
        }
    }

    /// The same role in the audit log.
    package var inAudit: AuditActor.Role {
        switch self {
        case .owner: .owner
        case .manager: .manager
        case .cashier: .cashier
        case .auditor: .auditor
        case .terminal: .terminal
        }
    }
}
