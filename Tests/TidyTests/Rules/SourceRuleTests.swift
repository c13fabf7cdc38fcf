import Testing

@Suite struct SourceRuleTests {
    private let files = Repository.sources

    @Test("Forbidden calls are not made") func forbiddenCalls() {
        let offences = files.flatMap { file in ForbiddenCall.all.flatMap { $0.offences(in: file) } }
        #expect(offences.isEmpty, "\(offences.joined(separator: "\n"))")
    }

    @Test("Nothing is left unfinished") func unfinished() {
        let offences = files.flatMap(ForbiddenCall.unfinished)
        #expect(offences.isEmpty, "\(offences.joined(separator: "\n"))")
    }

    @Test("Whatever escapes the check of data races has its proof in a comment") func unchecked() {
        let offences = files.flatMap(ForbiddenCall.uncheckedWithoutProof)
        #expect(offences.isEmpty, "\(offences.joined(separator: "\n"))")
    }

    @Test("No type bears its module's name") func typeNames() {
        let offences = files.filter { Architecture.modules.contains($0.module) }
            .flatMap { file in file.typesNamedLikeTheModule.map(file.place) }
        #expect(offences.isEmpty, "\(offences.joined(separator: "\n"))")
    }

    @Test("Nine of ten visible types and functions are documented", arguments: Architecture.modules)
    func documentation(of module: String) {
        let inModule = files.filter { $0.module == module }
        let requirements = files.reduce(into: Set<String>()) { $0.formUnion($1.requirementNames) }
        let items = inModule.flatMap { file in
            file.visibleItems.filter { $0.isDocumented || !requirements.contains($0.name) }.map {
                (place: file.place($0.line), item: $0)
            }
        }
        let undocumented = items.filter { !$0.item.isDocumented }.map(\.place)
        #expect(
            undocumented.count * 10 <= items.count,
            "\(module): \(items.count - undocumented.count) of \(items.count)\n\(undocumented.joined(separator: "\n"))"
        )
    }
}
