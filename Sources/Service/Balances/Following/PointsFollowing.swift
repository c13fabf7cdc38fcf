package import Logging
import Store
import Synchronization

/// Gives points for redemptions until it is stopped.
///
/// It reads the register and is never waited for. Several verifiers on one database may do it: what one has booked the
/// others pass by.
package final class PointsFollowing: Sendable {
    private let service: PointsFollowService
    private let logger: Logger
    private let bell = EventBell()
    private let isStopped = Atomic(false)

    /// A second: a member who looks at the balance after paying sees the points.
    private static let tickPause = Duration.seconds(1)
    /// 25 ms from one step to the next where much waits: at most 40 transactions a second beside those of redemptions.
    private static let stepPause = Duration.milliseconds(25)

    /// Prepares to follow.
    ///
    /// - Parameters:
    ///   - context: Settings, storage and clock.
    ///   - logger: Where trouble is logged.
    package init(_ context: ServiceContext, logger: Logger) {
        service = PointsFollowService(context)
        self.logger = logger
    }

    /// Follows until `stop()` or until the task is cancelled.
    package func run() async {
        let rings = bell.rings()
        bell.ring()
        let ticker = Task { [bell] in
            while !Task.isCancelled {
                try? await Task.sleep(for: Self.tickPause)
                bell.ring()
            }
        }
        defer { ticker.cancel() }
        var trouble: String?
        for await _ in rings { trouble = await readOn(after: trouble) }
    }

    /// Takes no more; `run()` returns after the step that it is in.
    package func stop() {
        isStopped.store(true, ordering: .relaxed)
        bell.silence()
    }

    /// Reads on until there is nothing more, and returns what went wrong; the same trouble is logged once.
    private func readOn(after known: String?) async -> String? {
        while !isStopped.load(ordering: .relaxed), !Task.isCancelled {
            do {
                guard try await service.turn().hasMore else { return nil }
                try? await Task.sleep(for: Self.stepPause)
            } catch {
                let trouble = "\(error)"
                if trouble != known {
                    logger.error("points could not follow the register", metadata: ["error": "\(trouble)"])
                }
                return trouble
            }
        }
        return known
    }
}
