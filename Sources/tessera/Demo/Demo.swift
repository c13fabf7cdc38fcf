import ArgumentParser
import Foundation
import Service

/// Does the main job end to end on the sample brand.
struct Demo: TesseraCommand {
    static let configuration = CommandConfiguration(
        abstract: "Does the main job end to end on a sample brand: prints, redeems, exports, counts.",
        discussion: """
            Writes into a folder of its own and replaces what an earlier demo wrote there, and nothing else. On a \
            terminal it ends with a running server to look at, until Ctrl-C.
            """)

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write into.", valueName: "dir"))
    var output = "output/demo"

    @Flag(help: "End when all is done, without a server to look at.")
    var noServe = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let folder = try DemoFolder(URL(filePath: output, directoryHint: .isDirectory, relativeTo: .current))
        try folder.empty()
        let made = try await WorkspaceMaker.make(at: folder.workspace, content: .sample)
        let session = try Session(made.workspace)
        let keepsServing = !noServe && Terminal.isOutputInteractive && Terminal.isInputInteractive
        do {
            let story = DemoStory(
                context: session.context, folder: folder, shownPath: output, output: global.output)
            let results = try await story.tell(keepsServing: keepsServing)
            try session.close()
            try global.output.result(results, text: results.text)
        } catch {
            try? session.close()
            throw error
        }
    }
}
