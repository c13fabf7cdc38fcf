import NIOCore
import NIOPosix
import Testing

/// A client that sends pieces whenever it likes, whatever is answered meanwhile.
enum Conversation {
    /// How it ends what it says.
    enum End: Sendable {
        /// It waits for the server to close.
        case open
        /// It closes its own half and goes on listening.
        case halfClosed
    }

    /// Long enough that two pieces arrive one by one; nothing is wrong if they do not.
    private static let pause = Duration.milliseconds(30)

    /// Sends pieces with pauses between them, and returns every byte that is answered until the server closes.
    static func hold(_ pieces: [[UInt8]], end: End = .open, port: Int) async throws -> [UInt8] {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(ChannelOptions.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            for (number, piece) in pieces.enumerated() {
                if number > 0 { try await Task.sleep(for: pause) }
                try await outbound.write(ByteBuffer(bytes: piece))
            }
            if case .halfClosed = end { outbound.finish() }
            var bytes: [UInt8] = []
            for try await part in inbound { bytes += part.readableBytesView }
            return bytes
        }
    }
}
