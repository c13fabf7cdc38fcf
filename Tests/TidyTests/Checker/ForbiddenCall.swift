/// A call that only some modules may make.
struct ForbiddenCall {
    /// What may not be written.
    let text: String
    /// The modules that may write it all the same.
    let allowedModules: Set<String>
    /// Whether `x.text` counts as well as a bare `text`.
    let asMember: Bool
    /// Why, for the reader of a failed test.
    let reason: String

    init(_ text: String, allowedIn modules: Set<String> = [], asMember: Bool = true, because reason: String) {
        self.text = text
        allowedModules = modules
        self.asMember = asMember
        self.reason = reason
    }

    /// Where `file` makes the call without leave.
    func offences(in file: SourceFile) -> [String] {
        guard !allowedModules.contains(file.module) else { return [] }
        return file.codeLines.indices
            .filter { Words.contains(text, in: file.codeLines[$0], asMember: asMember) }
            .map { "\(file.place($0)): \(text) \(reason)" }
    }
}

extension ForbiddenCall {
    /// The calls that are forbidden in `Sources`.
    static let all =
        [
            ForbiddenCall(
                "print(", allowedIn: ["tessera", "EmbedTemplates", "EmbedTemplatesTool"], asMember: false,
                because: "belongs to the executable: a library returns, it does not talk"),
            ForbiddenCall("try!", because: "hides an error that a caller could handle"),
            ForbiddenCall("fatalError(", because: "takes the verifier down; throw, or state a precondition"),
        ] + readsOfTheWorld

    /// Clocks and randomness enter as parameters; the shell alone reads them.
    private static let readsOfTheWorld = [
        "Date()", "Date.now", "UUID()", ".random", "SystemRandomNumberGenerator", "ContinuousClock",
        "SuspendingClock",
    ].map {
        ForbiddenCall(
            $0, allowedIn: ["Service", "tessera"],
            because: "reads a clock or randomness: take it as a parameter")
    }

    /// The words that mark unfinished work, wherever they stand, comments included.
    static func unfinished(in file: SourceFile) -> [String] {
        file.lines.indices
            .filter { line in ["TODO", "FIXME"].contains { Words.contains($0, in: file.lines[line]) } }
            .map { "\(file.place($0)): finish it, or file an issue" }
    }

    /// Where the compiler's check of data races is switched off without a proof in the line before.
    static func uncheckedWithoutProof(in file: SourceFile) -> [String] {
        file.codeLines.indices
            .filter { line in
                ["@unchecked Sendable", "nonisolated(unsafe)"].contains { file.codeLines[line].contains($0) }
            }
            .filter { $0 == 0 || !file.lines[$0 - 1].drop { $0 == " " }.hasPrefix("//") }
            .map { "\(file.place($0)): say in the line before why this is safe" }
    }
}
