import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Testing

@testable import Web

@Suite struct AcceptedConnectionTests {
    @Test("A connection that nobody comes to serve is closed, and the server goes on")
    func letGo() async throws {
        let door = DoorChannel(
            responder: { _, _, _ in Issue.record("nobody is to be served") }, desk: nil,
            idleTimeout: .seconds(60))
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                // What is let go of here is what a server lets go of that has just ended.
                door.setup(channel: channel, logger: Logger(label: "test")).map { _ in }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(listener.localAddress?.port)
        for _ in 1...3 {
            // Closed before or after the client has written: both are no answer.
            let request = TestServer.request("GET", "/healthz", connection: "keep-alive")
            let answers = try? await RawHTTP.exchange([request], port: port)
            #expect((answers ?? []).isEmpty)
        }
        try await listener.close()
    }

    @Test("A connection is served by one")
    func taken() async throws {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        defer { channel.close(promise: nil) }
        let http = try await channel.eventLoop.submit {
            try HTTP1Channel.Value(wrappingChannelSynchronously: channel)
        }.get()
        let connection = AcceptedConnection(http)
        #expect(connection.take() != nil)
        #expect(connection.take() == nil)
        try await http.executeThenClose { _, _ in }
    }
}
