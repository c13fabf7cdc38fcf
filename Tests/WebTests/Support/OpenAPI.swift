import Foundation
import Templates
import Testing

/// `/openapi.json` as the tests read it: every answer they get must be described there.
struct OpenAPI: Sendable {
    /// The statuses by path, such as `/c/{code}`, and method in capitals.
    let statuses: [String: [String: Set<Int>]]
    /// The names of the security schemes, one a role, by path and method.
    let roles: [String: [String: Set<String>]]

    static let shared = OpenAPI()

    private init() {
        let text = TemplateLibrary.embedded("openapi.json") ?? "{}"
        let document = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let paths = document?["paths"] as? [String: [String: [String: Any]]] ?? [:]
        roles = Self.roles(paths)
        statuses = paths.mapValues { operations in
            Dictionary(
                uniqueKeysWithValues: operations.map { method, operation in
                    let responses = operation["responses"] as? [String: Any] ?? [:]
                    return (method.uppercased(), Set(responses.keys.compactMap { Int($0) }))
                })
        }
    }

    private static func roles(_ paths: [String: [String: [String: Any]]]) -> [String: [String: Set<String>]] {
        paths.mapValues { operations in
            Dictionary(
                uniqueKeysWithValues: operations.map { method, operation in
                    let security = operation["security"] as? [[String: Any]] ?? []
                    return (method.uppercased(), Set(security.flatMap(\.keys)))
                })
        }
    }

    /// Fails the test unless the status is described; paths and methods that lead nowhere are not.
    func expect(_ status: Int, of method: String, _ path: String) throws {
        guard status != 405, let described = described(method == "HEAD" ? "GET" : method, path) else {
            return
        }
        #expect(described.contains(status), "\(method) \(path) answered \(status), which is not described")
    }

    private func described(_ method: String, _ path: String) -> Set<Int>? {
        let parts = path.prefix { $0 != "?" }.split(separator: "/")
        for (pattern, operations) in statuses {
            let wanted = pattern.split(separator: "/")
            let matches =
                wanted.count == parts.count
                && zip(wanted, parts).enumerated().allSatisfy { index, pair in
                    pair.0.hasPrefix("{") || pair.0 == pair.1 || (index == 0 && pair.0 == pair.1.lowercased())
                }
            if matches { return operations[method] }
        }
        return nil
    }
}
