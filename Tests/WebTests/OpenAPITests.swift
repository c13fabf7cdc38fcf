import Foundation
import Logging
import Membership
import Promotion
import Store
import Templates
import Testing
import Web

@Suite struct OpenAPITests {
    @Test("Every route, method and status of the server is described, and no other")
    func isTrue() async throws {
        try await TestServer.run { server in
            let verifier = try Verifier(
                server.context, metrics: MetricsRegistry(), logger: Logger(label: "test"))
            var routes: [String: [String: Set<Int>]] = [:]
            for route in verifier.routeDescriptions {
                routes[route.path, default: [:]][route.method] = route.statuses
            }
            let described = OpenAPI.shared.statuses
            #expect(Set(described.keys) == Set(routes.keys))
            for (path, methods) in routes {
                for (method, statuses) in methods {
                    #expect(described[path]?[method] == statuses, "\(method) \(path)")
                }
                #expect(described[path].map { Set($0.keys) } == Set(methods.keys), "\(path)")
            }
        }
    }

    @Test("The description is served as it is, and every reference in it leads somewhere")
    func isServed() async throws {
        try await TestServer.run { server in
            let answer = try await server.send("GET", "/openapi.json")
            #expect(answer.text == TemplateLibrary.embedded("openapi.json"))
            #expect(answer["openapi"] == "3.1.0")
            for reference in Self.references(answer.json) {
                let parts = reference.split(separator: "/").dropFirst()
                let target = parts.reduce(answer.json as Any?) { node, part in
                    (node as? [String: Any])?[String(part)]
                }
                #expect(target != nil, "\(reference)")
            }
        }
    }

    private let unitRefusals: [UnitRefusal] = [
        .insufficientBalance(available: 0, wanted: 1), .inactiveMember, .balanceLimit(limit: 1),
        .tooManyLots(limit: 1), .unknownEntry, .notReversible(kind: .expire), .alreadyReversed(left: 0),
        .stampLimit(perDay: 1, today: 1), .keyReused,
    ]

    @Test("Every word that a refusal may give as its reason is described")
    func reasons() throws {
        let document = try #require(JSONTree(parsing: (TemplateLibrary.embedded("openapi.json") ?? "").utf8))
        let problem = document["components"]?["schemas"]?["Problem"]
        let text = try #require(problem?["properties"]?["reason"]?["description"]?.text)
        let words = Set(text.split { !$0.isLetter && $0 != "_" }.map(String.init))
        let reasons =
            Refusal.Reason.allCases.map(\.rawValue) + Reversal.Reason.allCases.map(\.rawValue)
            + ReservationRefusal.allCases.map(\.rawValue) + ReferralRefusal.allCases.map(\.rawValue)
            + unitRefusals.map(\.reason)
        #expect(Set(reasons).subtracting(words).isEmpty)
    }

    private static func references(_ node: Any) -> [String] {
        if let object = node as? [String: Any] {
            return object.flatMap { name, value in
                name == "$ref" ? [value as? String ?? ""] : references(value)
            }
        }
        return (node as? [Any] ?? []).flatMap(references)
    }
}
