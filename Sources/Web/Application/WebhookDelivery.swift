package import Logging
package import Service
import ServiceLifecycle

/// Delivers webhooks beside the HTTP server, and ends with it.
package struct WebhookDelivery: ServiceLifecycle.Service {
    private let deliverer: WebhookDeliverer

    /// Prepares to deliver.
    ///
    /// - Parameters:
    ///   - context: Settings, keys, storage and clock.
    ///   - caller: What carries messages.
    ///   - metrics: What `/metrics` shows.
    ///   - logger: Where failures are logged.
    package init(
        _ context: ServiceContext, caller: any WebhookCaller, metrics: MetricsRegistry, logger: Logger
    ) {
        deliverer = WebhookDeliverer(
            context, caller: caller, watcher: WebhookMetrics(metrics), logger: logger)
    }

    package func run() async throws {
        await withTaskCancellationOrGracefulShutdownHandler {
            await deliverer.run()
        } onCancelOrGracefulShutdown: {
            deliverer.stop()
        }
    }
}
