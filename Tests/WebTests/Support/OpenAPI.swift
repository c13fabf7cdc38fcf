import Foundation
import Templates
import Testing

/// `/openapi.json` as the tests read it: every answer they get must be described there, field by field.
struct OpenAPI: Sendable {
    /// The statuses by path, such as `/c/{code}`, and method in capitals.
    let statuses: [String: [String: Set<Int>]]
    private let document: JSONTree
    /// The names of the security schemes, one a role, by path and method.
    let roles: [String: [String: Set<String>]]

    static let shared = OpenAPI()

    private init() {
        let text = TemplateLibrary.embedded("openapi.json") ?? "{}"
        document = JSONTree(parsing: text.utf8) ?? .null
        let paths = document["paths"]?.members ?? [:]
        roles = Self.roles(paths)
        statuses = paths.mapValues { operations in
            Dictionary(
                uniqueKeysWithValues: operations.members.map { method, operation in
                    let responses = operation["responses"]?.members ?? [:]
                    return (method.uppercased(), Set(responses.keys.compactMap { Int($0) }))
                })
        }
    }

    private static func roles(_ paths: [String: JSONTree]) -> [String: [String: Set<String>]] {
        paths.mapValues { operations in
            Dictionary(
                uniqueKeysWithValues: operations.members.map { method, operation in
                    let schemes = operation["security"]?.elements ?? []
                    return (method.uppercased(), Set(schemes.flatMap(\.members.keys)))
                })
        }
    }

    /// Fails the test unless an answer is described; paths and methods that lead nowhere are not.
    func expect(_ answer: Answer, to method: String, _ path: String) {
        let wanted = method == "HEAD" ? "GET" : method
        guard answer.status != 405, let pattern = pattern(of: path), statuses[pattern]?[wanted] != nil else {
            return
        }
        let operation = document["paths"]?[pattern]?[wanted.lowercased()]
        guard var response = operation?["responses"]?[String(answer.status)] else {
            Issue.record("\(method) \(path) answered \(answer.status), which is not described")
            return
        }
        if let reference = response["$ref"]?.text { response = schema.resolve(reference) ?? .null }
        guard method != "HEAD", !answer.body.isEmpty else { return }
        let faults = faults(of: answer, by: response)
        #expect(faults.isEmpty, "\(method) \(path) answered \(answer.status): \(faults)")
    }

    private var schema: JSONSchema { JSONSchema(root: document) }

    private func faults(of answer: Answer, by response: JSONTree) -> [String] {
        let type = String((answer.headers["content-type"] ?? "").prefix { $0 != ";" })
        guard let content = response["content"]?[type] else { return ["type \(type) is not described"] }
        guard type.contains("json"), let wanted = content["schema"] else { return [] }
        let documents =
            type == "application/x-ndjson" ? answer.body.split(separator: 0x0A) : [answer.body[...]]
        return documents.flatMap { bytes in
            JSONTree(parsing: bytes).map { schema.faults(of: $0, by: wanted) } ?? ["no JSON"]
        }
    }

    private func pattern(of path: String) -> String? {
        let parts = path.prefix { $0 != "?" }.split(separator: "/")
        let matching = statuses.keys.filter { pattern in
            let wanted = pattern.split(separator: "/")
            return wanted.count == parts.count
                && zip(wanted, parts).enumerated().allSatisfy { index, pair in
                    pair.0.hasPrefix("{") || pair.0 == pair.1 || (index == 0 && pair.0 == pair.1.lowercased())
                }
        }
        // `/v1/receipts/verifications` before anything with a parameter in that place.
        return matching.min { left, right in left.count { $0 == "{" } < right.count { $0 == "{" } }
    }
}
