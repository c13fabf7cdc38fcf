package import Store
package import Templates

/// What every use case needs: settings, keys, storage, templates, clock and randomness.
///
/// An object for the same reason as `Workspace`: every use case keeps one over its waits.
package final class ServiceContext: Sendable {
    package let workspace: Workspace
    package let store: AnyStore
    package let surroundings: Surroundings
    /// Who runs this process, for the audit log; a request names another.
    package let actor: AuditActor
    /// The calendars of the stores.
    package let clock: StoreClock
    /// Rings when events were committed.
    package let eventBell = EventBell()

    package init(
        workspace: Workspace, store: AnyStore, surroundings: Surroundings = .system,
        actor: AuditActor = .tessera
    ) {
        self.workspace = workspace
        self.store = store
        self.surroundings = surroundings
        self.actor = actor
        clock = StoreClock(stores: workspace.configuration.stores)
    }

    package var configuration: Configuration { workspace.configuration }
    package var keys: WorkspaceKeys { workspace.keys }
    package var templates: TemplateLibrary { workspace.templates }

    /// The shard of a bucket of this workspace's issuer.
    package func home(bucket: UInt16 = 0) -> Home {
        Home(issuer: configuration.issuer.number, bucket: bucket)
    }
}
