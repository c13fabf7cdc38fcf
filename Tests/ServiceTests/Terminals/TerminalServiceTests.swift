import Payload
import Store
import Testing
import Vocabulary

@testable import Service

@Suite struct TerminalServiceTests {
    @Test("A token names its terminal until it is revoked; the owner's token names the owner")
    func principals() async throws {
        let fixture = try await ServiceFixture.make()
        let service = TerminalService(fixture.context)
        let enrolment = try await service.enrol(store: StoreID(unchecked: "SH01"), name: "counter")
        let token = enrolment.token.text
        #expect(try await service.principal(bearer: token) == .terminal(enrolment.terminal))
        try await service.revoke(enrolment.terminal.id)
        #expect(try await service.principal(bearer: token) == nil)
        let root = try Secret32(bytes: [UInt8](repeating: 7, count: 32))
        #expect(try await service.principal(bearer: AccessToken(random: root.bytes).text) == .owner)
    }

    @Test(
        "What is no token names nobody",
        arguments: ["", "tst_", "Bearer x", "tst_\(String(repeating: "A", count: 43))"])
    func strangers(text: String) async throws {
        let service = TerminalService(try await ServiceFixture.make().context)
        #expect(try await service.principal(bearer: text) == nil)
    }

    @Test("The store keeps the token's digest and not the token")
    func keepsNoToken() async throws {
        let fixture = try await ServiceFixture.make()
        let enrolment = try await TerminalService(fixture.context).enrol(
            store: StoreID(unchecked: "SH01"), name: "counter")
        #expect(enrolment.terminal.tokenDigest == enrolment.token.digest.bytes)
        #expect(enrolment.terminal.id.text.hasPrefix("t-sh01-"))
    }

    @Test("An unknown store, an empty name and an unknown terminal are refused")
    func refuses() async throws {
        let service = TerminalService(try await ServiceFixture.make().context)
        await #expect(throws: ServiceError.notFound(kind: "store", name: "XX")) {
            try await service.enrol(store: StoreID(unchecked: "XX"), name: "till")
        }
        await #expect(throws: ServiceError.self) {
            try await service.enrol(store: StoreID(unchecked: "SH01"), name: "")
        }
        await #expect(throws: ServiceError.notFound(kind: "terminal", name: "t-x")) {
            try await service.revoke(TerminalID(unchecked: "t-x"))
        }
    }
}
