import ArgumentParser
import Foundation
import Service
import Templates

/// The flags that every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The workspace's folder. Default: TESSERA_WORKSPACE, else the current folder.", valueName: "dir"))
    var workspace: String?

    @Flag(help: "Write results as JSON on stdout, and errors as JSON on stderr.")
    var json = false

    @Flag(help: "Say nothing but what was asked for and errors.")
    var quiet = false

    /// The workspace's own templates before the embedded ones; there need be no workspace.
    var templates: TemplateLibrary {
        TemplateLibrary(overrides: workspaceFolder.appending(path: "templates", directoryHint: .isDirectory))
    }

    /// Where the workspace is, or will be.
    var workspaceFolder: URL {
        Workspace.find(
            flag: workspace, environment: ProcessInfo.processInfo.environment, currentDirectory: .current)
    }

    /// Where results and notes go.
    var output: Output { Output(form: json ? .json : .text, notes: quiet ? .hidden : .shown) }
}

extension URL {
    /// The folder that relative paths on the command line are relative to.
    static var current: URL {
        URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
    }

    /// The path as people write it: without escapes and without a slash at its end.
    var shown: String {
        let path = absoluteURL.path(percentEncoded: false)
        return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}

/// A command of Tessera: it knows how its results and errors are wanted.
protocol TesseraCommand: AsyncParsableCommand {
    var global: GlobalOptions { get }
}
