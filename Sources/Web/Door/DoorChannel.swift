import HummingbirdCore
import Logging
import NIOCore

/// Hummingbird's connections with the door in front.
struct DoorChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    private let base: HTTP1Channel
    private let desk: RedemptionDesk
    private let idleTimeout: TimeAmount

    /// - Parameters:
    ///   - responder: What answers everything but redemptions.
    ///   - desk: What answers redemptions.
    ///   - idleTimeout: After how long a connection is closed that asks for nothing.
    init(responder: @escaping HTTPChannelHandler.Responder, desk: RedemptionDesk, idleTimeout: TimeAmount) {
        // The door watches for idleness, and whom it hands a connection to, from then on.
        base = HTTP1Channel(responder: responder, configuration: .init(idleTimeout: nil))
        self.desk = desk
        self.idleTimeout = idleTimeout
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        base.setup(channel: channel, logger: logger).flatMapThrowing { value in
            try channel.pipeline.syncOperations.addHandler(
                RedemptionDoor(desk: desk, idleTimeout: idleTimeout, logger: logger), position: .first)
            return value
        }
    }

    func handle(value: Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}
