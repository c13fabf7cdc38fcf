import Foundation
import NIOCore
import NIOPosix
import Payload
import Service
import Store
import StoreSQLite
import Testing
import Vocabulary

@testable import Web

/// Whoever is let in from memory is out the moment their token is.
@Suite struct DoorAccessTests {
    /// Sends redemptions one after the other on one connection, with something done between them.
    private func statuses(
        _ server: TestServer, token: String, codes: [String], between: () async throws -> Void
    ) async throws -> [Int] {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: server.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var statuses: [Int] = []
            var iterator = inbound.makeAsyncIterator()
            for (number, code) in codes.enumerated() {
                if number == codes.count - 1 { try await between() }
                let request = TestServer.request(
                    "POST", "/v1/redemptions", body: Array(TestServer.order(code).utf8),
                    headers: ["Content-Type": "application/json", "Idempotency-Key": "k\(number)"],
                    token: token,
                    connection: "keep-alive")
                try await outbound.write(ByteBuffer(bytes: request))
                // An answer is one write, and the next request is sent only after it.
                let answer = try #require(try await iterator.next())
                let words = String(buffer: answer).split(separator: " ")
                statuses.append(try #require(words.count > 1 ? Int(words[1]) : nil))
            }
            return statuses
        }
    }

    @Test("A terminal that another process revokes is refused with its next request, and redeems nothing")
    func revoked() async throws {
        try await TestServer.run { server in
            let till = try await server.till(in: "SH01")
            let codes = try await server.issue(3).map(\.code.text)
            let statuses = try await statuses(server, token: till.token, codes: codes) {
                let path = server.context.workspace.folder.appending(path: "data/tessera.db").path()
                let other = try SQLiteStore(path: path)
                let context = ServiceContext(
                    workspace: server.context.workspace, store: other,
                    surroundings: server.context.surroundings)
                try await TerminalService(context).revoke(till.id)
                try other.close()
            }
            #expect(statuses == [201, 201, 401])
            #expect(try await server.ledger().count == 2)
        }
    }

    @Test("A cashier whose token is revoked is refused with the next request")
    func revokedCashier() async throws {
        try await TestServer.run { server in
            let cashier = try await server.token(.cashier, "SH01")
            let codes = try await server.issue(3).map(\.code.text)
            let statuses = try await statuses(server, token: cashier.text, codes: codes) {
                try await TokenService(server.context).revoke(cashier.id)
            }
            #expect(statuses == [201, 201, 401])
        }
    }

    @Test("Another terminal's revocation costs a look-up and no redemption")
    func othersRevoked() async throws {
        try await TestServer.run { server in
            let other = try await server.till(in: "SH01")
            let codes = try await server.issue(3).map(\.code.text)
            let statuses = try await statuses(server, token: server.till, codes: codes) {
                try await TerminalService(server.context).revoke(other.id)
            }
            #expect(statuses == [201, 201, 201])
        }
    }

    @Test("The date of an answer is written as HTTP has it")
    func dates() {
        #expect(
            DateLine.text(of: Instant(millisecondsSince1970: 784_111_777_000))
                == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(DateLine.text(of: Instant(millisecondsSince1970: 0)) == "Thu, 01 Jan 1970 00:00:00 GMT")
    }
}
