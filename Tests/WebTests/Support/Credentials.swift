import Foundation
import Payload
import Service
import Store
import Testing
import Vocabulary

/// A token of each role, and those that open nothing.
struct Credentials: Sendable {
    /// By role; nobody's are under the names `none`, `wrong` and `revoked`.
    let tokens: [Role: String]
    let revoked: String

    static let shop = StoreID(unchecked: "SH01")

    /// Issues a token of each role, for SH01 where a role has stores.
    static func issue(on server: TestServer) async throws -> Credentials {
        let service = TokenService(server.context)
        var tokens: [Role: String] = [.owner: server.owner, .terminal: server.till]
        for role in [PersonalRole.manager, .cashier, .auditor] {
            tokens[Role(role)] = try await service.issue(role: role, name: "Li", scope: .only([shop])).token
                .text
        }
        let revoked = try await service.issue(role: .owner, name: "Wu", scope: .every)
        try await service.revoke(revoked.record.id)
        return Credentials(tokens: tokens, revoked: revoked.token.text)
    }
}

extension TestServer {
    /// Issues a person's token.
    func token(
        _ role: PersonalRole, _ stores: String...
    ) async throws -> (id: TokenID, text: String) {
        let scope = StoreScope(stores.isEmpty ? nil : stores.map { StoreID(unchecked: $0) })
        let issued = try await TokenService(context).issue(role: role, name: "Li", scope: scope)
        return (issued.record.id, issued.token.text)
    }

    /// Enrols a till and returns its token.
    func till(in store: String) async throws -> (id: TerminalID, token: String) {
        let enrolment = try await TerminalService(context).enrol(
            store: StoreID(unchecked: store), name: "till")
        return (enrolment.terminal.id, enrolment.token.text)
    }

    /// Posts JSON with a token.
    func post(
        _ path: String, _ json: String, token: String, key: String? = nil
    ) async throws -> Answer {
        var headers = ["Content-Type": "application/json"]
        headers["Idempotency-Key"] = key
        return try await send("POST", path, body: Array(json.utf8), headers: headers, token: token)
    }

    /// Whether a code is redeemed, or why not, with a token.
    func redeem(_ code: String, key: String, token: String) async throws -> Answer {
        try await post("/v1/redemptions", Self.order(code), token: token, key: key)
    }
}
