import Foundation
import Payload
import Service
import Store
import Testing

/// An outsider cannot tell what is wrong with a code, neither from the answer nor from the work that it took.
@Suite struct UnknownCodeTests {
    /// What is wrong with a code, and the code.
    private struct Wrong {
        let name: String
        let code: String
    }

    /// A code of the shop with something wrong about it, in every way there is.
    private func wrongCodes(_ server: TestServer) async throws -> (short: [Wrong], signed: [Wrong]) {
        let coupon = try await server.issue(1)[0]
        let code = coupon.code.text
        let last = try #require(code.last)
        let mistyped = String(code.dropLast()) + (last == "A" ? "B" : "A")
        try #require((try? CouponCode(parsing: mistyped)) == nil, "\(mistyped)")
        let token = try SignedToken(parsing: try await server.issue(1, profile: .signed)[0].text)
        let claims = token.unverifiedClaims
        let foreign = try IssuerSigningKey(keyID: claims.keyID, seed: [UInt8](repeating: 9, count: 32))
        let stranger = try IssuerSigningKey(keyID: 200, seed: [UInt8](repeating: 9, count: 32))
        let strange = try self.claims(like: claims, keyID: 200, coupon: claims.coupon)
        let never = try self.claims(like: claims, keyID: claims.keyID, coupon: CouponCode(number: 43))
        let short = [
            Wrong(name: "never issued", code: CouponCode(number: 42).text),
            Wrong(name: "mistyped", code: mistyped), Wrong(name: "of no kind", code: "HELLO"),
        ]
        let signed = [
            Wrong(name: "forged", code: try forged(token.text)),
            Wrong(
                name: "signed by another issuer", code: try SignedToken(signing: claims, with: foreign).text),
            Wrong(name: "of an unknown key", code: try SignedToken(signing: strange, with: stranger).text),
            Wrong(
                name: "signed and never issued",
                code: try SignedToken(signing: never, with: server.context.keys.signing).text),
        ]
        return (short, signed)
    }

    private func claims(
        like claims: SignedClaims, keyID: UInt8, coupon: CouponCode
    ) throws -> SignedClaims {
        try SignedClaims(
            keyID: keyID, coupon: coupon, batchNumber: claims.batchNumber, serial: claims.serial,
            lastValidDay: claims.lastValidDay, usesAllowed: claims.usesAllowed)
    }

    /// The token with another signature that is well formed.
    private func forged(_ text: String) throws -> String {
        for place in 60..<100 {
            var characters = Array(text)
            characters[place] = characters[place] == "7" ? "8" : "7"
            let forged = String(characters)
            if forged != text, (try? SignedToken(parsing: forged)) != nil { return forged }
        }
        throw RawHTTP.Failure(text: "no forgery of \(text) is well formed")
    }

    @Test("Mistyped, never issued, forged and foreign codes get one answer, byte for byte, for the same work")
    func tills() async throws {
        let statements = Statements()
        try await TestServer.run(.init(onStatement: { statements.note($0) })) { server in
            let (short, signed) = try await wrongCodes(server)
            var answers: [String: Set<String>] = [:]
            var work: [String: Set<[String]>] = [:]
            for round in 0..<2 {
                for (index, wrong) in (short + signed).enumerated() {
                    let order = TestServer.order(wrong.code)
                    // In the first round connections are opened and statements prepared.
                    let requests: [(name: String, send: () async throws -> Answer)] = [
                        (
                            "redeem",
                            { try await server.post("/v1/redemptions", order, key: "\(round) \(index)") }
                        ),
                        ("validate", { try await server.post("/v1/validations", order) }),
                        (
                            "look",
                            { try await server.send("GET", "/v1/coupons/\(wrong.code)", token: server.till) }
                        ),
                    ]
                    for request in requests {
                        statements.clear()
                        let answer = try await request.send()
                        #expect(answer.status == 404 && answer["reason"] == "unknown_code", "\(wrong.name)")
                        guard round > 0 else { continue }
                        answers[request.name, default: []].insert(answer.outsideView)
                        work[request.name, default: []].insert(statements.all)
                    }
                }
            }
            #expect(answers.count == 3)
            for (name, views) in answers { #expect(views.count == 1, "\(name): \(views)") }
            for (name, lists) in work {
                #expect(lists.count == 1 && lists.first?.isEmpty == false, "\(name): \(lists)")
            }
        }
    }

    @Test("The page of a wrong code is one page, byte for byte, for the same work")
    func pages() async throws {
        let statements = Statements()
        try await TestServer.run(.init(onStatement: { statements.note($0) })) { server in
            let (short, signed) = try await wrongCodes(server)
            let paths = short.map { "/c/\($0.code)" } + signed.map { "/t/\($0.code)" }
            var answers: Set<String> = []
            var work: Set<[String]> = []
            for round in 0..<2 {
                for path in paths {
                    statements.clear()
                    let answer = try await server.send("GET", path)
                    #expect(answer.status == 404, "\(path)")
                    guard round > 0 else { continue }
                    answers.insert(answer.outsideView)
                    work.insert(statements.all)
                }
            }
            #expect(answers.count == 1 && work.count == 1 && work.first?.isEmpty == false, "\(work)")
        }
    }
}
