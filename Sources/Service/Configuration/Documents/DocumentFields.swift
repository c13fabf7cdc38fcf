import Vocabulary
import Yams

/// A mapping whose keys are all known.
struct DocumentFields {
    /// The mapping itself, for faults that concern several of its fields.
    let owner: DocumentValue
    private let entries: [String: DocumentValue]

    fileprivate init(owner: DocumentValue, entries: [String: DocumentValue]) {
        self.owner = owner
        self.entries = entries
    }

    /// The value of a key, or `nil` if it is not written.
    func optional(_ key: String) -> DocumentValue? { entries[key] }

    /// The value of a key; its absence is a fault.
    func required(_ key: String) -> DocumentValue? {
        if let value = entries[key] { return value }
        owner.reader.note(
            line: owner.line, pointer: owner.pointer(to: key), detail: "This is missing and must be given.")
        return nil
    }

    /// The fields of a section, which may be left out if nothing in it must be given.
    ///
    /// - Parameters:
    ///   - key: The section's key.
    ///   - settings: The keys that it may have, each with its environment variable.
    /// - Returns: The fields, or `nil` after a fault was noted.
    func section(_ key: String, settings: [String]) -> DocumentFields? {
        let value =
            entries[key]
            ?? DocumentValue(
                node: Node([(Node, Node)]()), origin: owner.origin, pointer: owner.pointer(to: key),
                reader: owner.reader)
        value.refuseUnknownVariables(settings)
        return value.fields(settings, settings: settings)
    }
}

extension DocumentValue {
    /// Returns the fields of a mapping, after noting keys that are not known.
    ///
    /// - Parameters:
    ///   - known: The keys that it may have.
    ///   - settings: Those of them that an environment variable may override.
    /// - Returns: The fields, or `nil` after a fault was noted.
    func fields(_ known: [String], settings: [String] = []) -> DocumentFields? {
        guard case .mapping(let mapping) = node else {
            fault("It must be a group of keys (\(known.joined(separator: ", "))), each on its own line.")
            return nil
        }
        var entries: [String: DocumentValue] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? "?"
            guard known.contains(name) else {
                let detail = "This key is not known; " + Spelling.advice(for: name, among: known)
                reader.note(line: key.mark?.line, pointer: pointer(to: name), detail: detail)
                continue
            }
            let line = value.scalar == nil ? key.mark?.line : value.mark?.line
            entries[name] = DocumentValue(
                node: value, origin: .line(line), pointer: pointer(to: name), reader: reader)
        }
        for key in settings {
            guard let override = reader.overrides.value(of: pointer(to: key)) else { continue }
            entries[key] = DocumentValue(
                node: Node(override.text), origin: .environment(variable: override.variable),
                pointer: pointer(to: key), reader: reader)
        }
        return DocumentFields(owner: self, entries: entries)
    }

    /// The pointer of a key below this value.
    func pointer(to key: String) -> String { pointer.isEmpty ? key : pointer + "." + key }

    /// A misspelt variable must not be passed over in silence any more than a misspelt key.
    fileprivate func refuseUnknownVariables(_ settings: [String]) {
        let known = settings.map { EnvironmentOverrides.variable(of: pointer(to: $0)) }
        for variable in reader.overrides.variables(under: pointer) where !known.contains(variable) {
            let detail = "This variable is not known; " + Spelling.advice(for: variable, among: known)
            reader.note(variable: variable, detail: detail)
        }
    }
}
