import Foundation
import PackagePlugin

/// Turns the folder `templates` into Swift source at every build in which one of its files changed.
@main
struct EmbedTemplates: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folder = context.package.directoryURL.appending(path: "templates")
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedTemplates.swift")
        return [
            .buildCommand(
                displayName: "Embed templates",
                executable: try context.tool(named: "EmbedTemplatesTool").url,
                arguments: [folder.path(percentEncoded: false), output.path(percentEncoded: false)],
                inputFiles: files(under: folder),
                outputFiles: [output])
        ]
    }

    private func files(under folder: URL) -> [URL] {
        let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        let files = (walk?.allObjects ?? []).compactMap { $0 as? URL }
        return files.filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true }
            .sorted { $0.path(percentEncoded: false) < $1.path(percentEncoded: false) }
    }
}
