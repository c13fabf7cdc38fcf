import HummingbirdCore
import Logging
import NIOCore

/// Hummingbird's connections, with the door in front where there is one.
struct DoorChannel: ServerChildChannel {
    typealias Value = AcceptedConnection

    private let base: HTTP1Channel
    private let desk: RedemptionDesk?
    private let idleTimeout: TimeAmount

    /// - Parameters:
    ///   - responder: What answers everything but redemptions.
    ///   - desk: What answers redemptions; without, the responder does.
    ///   - idleTimeout: After how long a connection is closed that asks for nothing.
    init(responder: @escaping HTTPChannelHandler.Responder, desk: RedemptionDesk?, idleTimeout: TimeAmount) {
        // The door watches for idleness, and whom it hands a connection to, from then on.
        base = HTTP1Channel(
            responder: responder, configuration: .init(idleTimeout: desk == nil ? idleTimeout : nil))
        self.desk = desk
        self.idleTimeout = idleTimeout
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        base.setup(channel: channel, logger: logger).flatMapThrowing { http in
            let connection = AcceptedConnection(http)
            guard let desk else { return connection }
            try channel.pipeline.syncOperations.addHandler(
                RedemptionDoor(desk: desk, on: channel.eventLoop, idleTimeout: idleTimeout, logger: logger),
                position: .first)
            return connection
        }
    }

    func handle(value connection: Value, logger: Logger) async {
        guard let http = connection.take() else { return }
        await base.handle(value: http, logger: logger)
    }
}
