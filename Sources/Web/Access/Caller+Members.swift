import Service

extension Caller {
    /// As who looks at members.
    var viewer: MemberViewer { MemberViewer(scope: scope, actor: actor) }
}
