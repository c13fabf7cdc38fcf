package import Store

/// Who looks at members, and of which stores they may.
package struct MemberViewer: Sendable, Hashable {
    package let scope: StoreScope
    package let actor: AuditActor

    package init(scope: StoreScope, actor: AuditActor) {
        self.scope = scope
        self.actor = actor
    }
}
