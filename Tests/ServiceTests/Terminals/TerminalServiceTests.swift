import Payload
import Store
import Testing
import Vocabulary

@testable import Service

@Suite struct TerminalServiceTests {
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
