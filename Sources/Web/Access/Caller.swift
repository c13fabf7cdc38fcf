import Service
import Store
import Vocabulary

/// Whoever was let in, and from where.
struct Caller: Sendable {
    let principal: Principal
    /// The network that the request came from, as `NetworkName` cuts it.
    let network: String

    /// Whom to blame for an unknown code: itself, and its address; an owner never.
    var subjects: [LockoutSubject] {
        principal.lockoutSubject.map { [$0, LockoutSubject(.address, network)] } ?? []
    }

    /// The stores that it sees and acts in.
    var scope: StoreScope { principal.scope }
    /// How the audit log names it.
    var actor: AuditActor { principal.actor }
}
