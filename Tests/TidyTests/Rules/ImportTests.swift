import Testing

@Suite struct ImportTests {
    private let files = Repository.sources

    @Test("Every module stands in the table of the architecture") func knownModules() {
        let unknown = Set(files.map(\.module)).subtracting(Architecture.allowedImports.keys)
        #expect(unknown.subtracting([Architecture.executable]).isEmpty)
    }

    @Test("A module imports only what the table allows", arguments: Architecture.allowedImports.keys.sorted())
    func imports(of module: String) {
        let allowed = Architecture.allowedImports[module] ?? []
        let offences = files.filter { $0.module == module }.flatMap { file in
            file.imports.filter { !allowed.contains($0.module) }.map {
                "\(file.place($0.line)): \($0.module)"
            }
        }
        #expect(offences.isEmpty, "\(offences.joined(separator: "\n"))")
    }

    @Test("A C library is imported by one module at most") func oneOwner() {
        var owners: [String: Set<String>] = [:]
        for file in files {
            for imported in file.imports where imported.module.first == "C" && isOurs(imported.module) {
                owners[imported.module, default: []].insert(file.module)
            }
        }
        let shared = owners.filter { $0.value.count > 1 }
        #expect(shared.isEmpty)
    }

    @Test("The core has no Foundation") func coreWithoutFoundation() {
        for module in ["Vocabulary", "Promotion", "Membership", "Measurement", "Payload"] {
            let allowed = Architecture.allowedImports[module] ?? ["Foundation"]
            #expect(allowed.isDisjoint(with: ["Foundation", "FoundationEssentials"]), "\(module)")
        }
    }

    /// A C target is a folder of ours with a C header in it.
    private func isOurs(_ module: String) -> Bool {
        ["shim.h", "include/\(module).h"].contains { header in
            (try? Repository.here.contents(of: "Sources/\(module)/\(header)")) != nil
        }
    }
}
