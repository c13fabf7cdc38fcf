/// Holds a document against a schema (JSON Schema 2020-12, the keywords that `/openapi.json` uses).
///
/// It is stricter than the standard in one thing: a field that an object's `properties` do not name is a fault, for
/// an answer must not say what its description does not.
struct JSONSchema {
    let root: JSONTree

    /// What is wrong with a value, each with its place; empty if it fits.
    func faults(of value: JSONTree, by schema: JSONTree, at place: String = "") -> [String] {
        if let reference = schema["$ref"]?.text {
            guard let target = resolve(reference) else { return ["\(place): \(reference) leads nowhere"] }
            return faults(of: value, by: target, at: place)
        }
        var faults = kindFaults(value, schema, place) + choiceFaults(value, schema, place)
        switch value {
        case .object(let members): faults += objectFaults(members, schema, place)
        case .array(let elements): faults += arrayFaults(elements, schema, place)
        case .string(let text): faults += textFaults(text, schema, place)
        case .number(let number): faults += numberFaults(number, schema, place)
        case .null, .boolean: break
        }
        return faults
    }

    /// The node that a reference such as `#/components/schemas/Money` names.
    func resolve(_ reference: String) -> JSONTree? {
        reference.split(separator: "/").dropFirst().reduce(root as JSONTree?) { $0?[String($1)] }
    }

    private func kindFaults(_ value: JSONTree, _ schema: JSONTree, _ place: String) -> [String] {
        guard let type = schema["type"] else { return [] }
        let kinds = type.text.map { [$0] } ?? type.elements.compactMap(\.text)
        let fits = kinds.contains(value.kind) || (value.kind == "integer" && kinds.contains("number"))
        return fits ? [] : ["\(place): \(value.kind) instead of \(kinds.joined(separator: " or "))"]
    }

    private func choiceFaults(_ value: JSONTree, _ schema: JSONTree, _ place: String) -> [String] {
        var faults: [String] = []
        if let constant = schema["const"], constant != value { faults.append("\(place): not \(constant)") }
        if let choices = schema["enum"], !choices.elements.contains(value) {
            faults.append("\(place): \(value) is none of the enum")
        }
        for (keyword, isExact) in [("oneOf", true), ("anyOf", false)] {
            guard let choices = schema[keyword] else { continue }
            let found = choices.elements.map { self.faults(of: value, by: $0, at: place) }
            let count = found.count(where: \.isEmpty)
            guard isExact ? count == 1 : count >= 1 else {
                faults.append("\(place): fits \(count) of \(keyword): \(found)")
                continue
            }
        }
        return faults
    }

    private func objectFaults(
        _ members: [String: JSONTree], _ schema: JSONTree, _ place: String
    ) -> [String] {
        let required = schema["required"]?.elements.compactMap(\.text) ?? []
        var faults = required.filter { members[$0] == nil }.map { "\(place)/\($0): missing" }
        guard let properties = schema["properties"] else { return faults }
        for (name, value) in members {
            if let property = properties[name] {
                faults += self.faults(of: value, by: property, at: "\(place)/\(name)")
            } else if schema["additionalProperties"] == nil
                || schema["additionalProperties"] == .boolean(false)
            {
                faults.append("\(place)/\(name): not described")
            }
        }
        return faults
    }

    private func arrayFaults(_ elements: [JSONTree], _ schema: JSONTree, _ place: String) -> [String] {
        var faults: [String] = []
        if let least = schema["minItems"]?.double, Double(elements.count) < least {
            faults.append("\(place): only \(elements.count) elements")
        }
        if let most = schema["maxItems"]?.double, Double(elements.count) > most {
            faults.append("\(place): \(elements.count) elements")
        }
        guard let items = schema["items"] else { return faults }
        return faults
            + elements.enumerated().flatMap { self.faults(of: $1, by: items, at: "\(place)/\($0)") }
    }

    private func textFaults(_ text: String, _ schema: JSONTree, _ place: String) -> [String] {
        var faults: [String] = []
        if let pattern = schema["pattern"]?.text {
            let expression = try? Regex(pattern)
            if expression.map({ text.contains($0) }) != true {
                faults.append("\(place): \(text) is not \(pattern)")
            }
        }
        let length = Double(text.unicodeScalars.count)
        if let least = schema["minLength"]?.double, length < least { faults.append("\(place): too short") }
        if let most = schema["maxLength"]?.double, length > most { faults.append("\(place): too long") }
        return faults
    }

    private func numberFaults(_ number: Double, _ schema: JSONTree, _ place: String) -> [String] {
        var faults: [String] = []
        if let least = schema["minimum"]?.double, number < least { faults.append("\(place): too small") }
        if let most = schema["maximum"]?.double, number > most { faults.append("\(place): too large") }
        return faults
    }
}
