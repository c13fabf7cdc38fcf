import Payload
import Store
import Testing
import Vocabulary

@testable import Service

@Suite struct AccessServiceTests {
    private let shop = StoreID(unchecked: "SH01")

    @Test("A token names its terminal until it is revoked; the owner's token names the owner")
    func terminals() async throws {
        let fixture = try await ServiceFixture.make()
        let (terminals, access) = (TerminalService(fixture.context), AccessService(fixture.context))
        let enrolment = try await terminals.enrol(store: shop, name: "counter")
        let token = enrolment.token.text
        let principal = try #require(try await access.principal(bearer: token))
        #expect(principal == .terminal(enrolment.terminal))
        #expect(principal.role == .terminal && principal.scope == .only([shop]))
        #expect(try await access.isCurrent(principal))
        try await terminals.revoke(enrolment.terminal.id)
        #expect(try await access.principal(bearer: token) == nil)
        #expect(try await access.isCurrent(principal) == false)
        let root = try Secret32(bytes: [UInt8](repeating: 7, count: 32))
        #expect(try await access.principal(bearer: AccessToken(random: root.bytes).text) == .owner)
        #expect(try await access.isCurrent(.owner))
    }

    @Test("A person's token names the person, their role and their stores until it is revoked")
    func people() async throws {
        let fixture = try await ServiceFixture.make()
        let (tokens, access) = (TokenService(fixture.context), AccessService(fixture.context))
        let issued = try await tokens.issue(role: .cashier, name: "Li", scope: .only([shop]))
        #expect(issued.token.text.hasPrefix("tsp_") && issued.record.id.text.hasPrefix("p-"))
        #expect(issued.record.tokenDigest == issued.token.digest.bytes)
        let principal = try #require(try await access.principal(bearer: issued.token.text))
        #expect(principal == .person(issued.record) && principal.role == .cashier)
        #expect(principal.till?.store == shop && principal.till?.id.text == issued.record.id.text)
        #expect(principal.actor == AuditActor(.cashier, issued.record.id.text))
        try await tokens.revoke(issued.record.id)
        #expect(try await access.principal(bearer: issued.token.text) == nil)
        #expect(try await access.isCurrent(principal) == false)
    }

    @Test(
        "What is no token names nobody",
        arguments: [
            "", "tst_", "tsp_", "Bearer x", "tst_\(String(repeating: "A", count: 43))",
            "tsp_\(String(repeating: "A", count: 43))",
        ])
    func strangers(text: String) async throws {
        let access = AccessService(try await ServiceFixture.make().context)
        #expect(try await access.principal(bearer: text) == nil)
    }

    @Test("A terminal's secret with a person's prefix is another token, which nobody has")
    func prefixes() async throws {
        let fixture = try await ServiceFixture.make()
        let enrolment = try await TerminalService(fixture.context).enrol(store: shop, name: "counter")
        let swapped = "tsp_" + enrolment.token.text.dropFirst(4)
        #expect(try await AccessService(fixture.context).principal(bearer: swapped) == nil)
    }

    @Test(
        "Each role has its scope: an owner's every store, a cashier's one",
        arguments: [
            (PersonalRole.owner, ["SH01"], false), (.owner, nil, true), (.manager, nil, true),
            (.manager, ["SH01"], true), (.manager, [], false), (.auditor, nil, true),
            (.auditor, ["SH01"], true),
            (.cashier, ["SH01"], true), (.cashier, nil, false), (.cashier, [], false),
        ] as [(PersonalRole, [String]?, Bool)])
    func scopes(role: PersonalRole, stores: [String]?, isIssued: Bool) async throws {
        let tokens = TokenService(try await ServiceFixture.make().context)
        let scope = StoreScope(stores?.map { StoreID(unchecked: $0) })
        guard isIssued else {
            let error = await #expect(throws: ServiceError.self) {
                try await tokens.issue(role: role, name: "Li", scope: scope)
            }
            guard case .invalidInput(let faults) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(faults.map(\.pointer) == ["/stores"])
            return
        }
        #expect(try await tokens.issue(role: role, name: "Li", scope: scope).record.scope == scope)
    }

    @Test("A name that is empty, a store and a token that are not there are refused")
    func refuses() async throws {
        let tokens = TokenService(try await ServiceFixture.make().context)
        await #expect(throws: ServiceError.notFound(kind: "store", name: "XX")) {
            try await tokens.issue(role: .manager, name: "Li", scope: .only([StoreID(unchecked: "XX")]))
        }
        await #expect(throws: ServiceError.self) {
            try await tokens.issue(role: .manager, name: "", scope: .every)
        }
        await #expect(throws: ServiceError.notFound(kind: "token", name: "p-x")) {
            try await tokens.revoke(TokenID(unchecked: "p-x"))
        }
    }
}
