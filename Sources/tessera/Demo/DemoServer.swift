import Foundation
import Logging
import Service
import ServiceLifecycle
import Web

/// The real server on a free port, for as long as the demo needs it.
struct DemoServer {
    private let verifier: Verifier

    init(_ context: ServiceContext) throws(ServiceError) {
        var logger = Logger(label: "tessera.demo") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        verifier = try Verifier(context, metrics: MetricsRegistry(), logger: logger)
    }

    /// Runs work while the server runs.
    ///
    /// - Parameters:
    ///   - keepsServing: Whether it goes on after the work, until Ctrl-C.
    ///   - work: What is done with its address.
    /// - Throws: What the work throws, or `Unreachable` if the server does not start.
    func run(keepsServing: Bool, _ work: @escaping @Sendable (URL) async throws -> Void) async throws {
        let (addresses, continuation) = AsyncStream.makeStream(of: String.self)
        let service = verifier.service(host: "127.0.0.1", port: 0) { continuation.yield($0) }
        let group = ServiceGroup(services: [service], logger: Logger(label: "tessera.demo"))
        // Before anybody is told of Ctrl-C, so that a quick one is not lost.
        let watch = keepsServing ? InterruptionWatch() : nil
        try await withThrowingTaskGroup { tasks in
            tasks.addTask {
                defer { continuation.finish() }
                try await group.run()
            }
            guard let text = await addresses.first(where: { _ in true }), let address = URL(string: text)
            else {
                throw Unreachable("the demo's server does not start")
            }
            do {
                try await work(address)
                await watch?.wait()
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
