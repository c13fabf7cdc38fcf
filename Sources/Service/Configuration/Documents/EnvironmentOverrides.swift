/// Environment variables that take the place of settings: `TESSERA_SERVER_PORT` of `server.port`.
struct EnvironmentOverrides {
    private let environment: [String: String]

    /// What every variable of ours begins with.
    static let prefix = "TESSERA_"

    /// Overrides nothing.
    static let none = EnvironmentOverrides([:])

    /// Takes those of the variables that are ours; an empty one is as good as none.
    init(_ environment: [String: String]) {
        self.environment = environment.filter { $0.key.hasPrefix(Self.prefix) && !$0.value.isEmpty }
    }

    /// The variable that overrides the setting at a path such as `server.public_url`.
    static func variable(of pointer: String) -> String {
        prefix + pointer.uppercased().map { $0 == "." ? "_" : String($0) }.joined()
    }

    /// The variable for a setting and what it says, if it is set.
    func value(of pointer: String) -> (variable: String, text: String)? {
        let variable = Self.variable(of: pointer)
        return environment[variable].map { (variable, $0) }
    }

    /// The variables that are set for a section, sorted.
    func variables(under section: String) -> [String] {
        let prefix = Self.variable(of: section) + "_"
        return environment.keys.filter { $0.hasPrefix(prefix) }.sorted()
    }
}
