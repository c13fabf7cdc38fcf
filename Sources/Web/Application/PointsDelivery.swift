package import Logging
package import Service
import ServiceLifecycle

/// Gives points for redemptions beside the HTTP server, and ends with it.
package struct PointsDelivery: ServiceLifecycle.Service {
    private let following: PointsFollowing

    /// Prepares to follow the register.
    ///
    /// - Parameters:
    ///   - context: Settings, storage and clock.
    ///   - logger: Where trouble is logged.
    package init(_ context: ServiceContext, logger: Logger) {
        following = PointsFollowing(context, logger: logger)
    }

    package func run() async throws {
        await withTaskCancellationOrGracefulShutdownHandler {
            await following.run()
        } onCancelOrGracefulShutdown: {
            following.stop()
        }
    }
}
