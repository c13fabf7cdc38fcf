import ArgumentParser
import Foundation
import Service
import Vocabulary

/// Makes a workspace.
struct Init: TesseraCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a workspace with a sample brand, its stores and one campaign; keys and a database.",
        discussion:
            "Files that are there already are never replaced; keys above all, since prints depend on them.")

    @Argument(help: ArgumentHelp("The folder. Default: --workspace, else the current one.", valueName: "dir"))
    var folder: String?

    @Flag(help: "Make a bare workspace to fill in, without the sample brand.")
    var empty = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let url = folder.map {
            URL(filePath: $0, directoryHint: .isDirectory, relativeTo: .current).absoluteURL
        }
        let made = try await WorkspaceMaker.make(
            at: url ?? global.workspaceFolder, content: empty ? .bare : .sample,
            environment: ProcessInfo.processInfo.environment)
        let path = made.workspace.folder.shown
        let language = made.workspace.configuration.issuer.language
        let document = Document(
            workspace: path, brand: made.workspace.configuration.issuer.name.text(in: language),
            stores: made.workspace.configuration.stores.count, campaigns: made.campaigns)
        try output.confirm(
            document,
            text: """
                Made the workspace \(path): \(document.brand), \(document.stores) stores, \
                \(document.campaigns.count) campaign\(document.campaigns.count == 1 ? "" : "s") applied.
                Its keys are in keys/: without them nothing printed can be redeemed, so keep a copy.
                """)
    }

    private struct Document: Encodable {
        var workspace: String
        var brand: String
        var stores: Int
        var campaigns: [String]
    }
}

/// Makes workspaces, for `init` and the demo.
enum WorkspaceMaker {
    /// Makes a workspace with its database, and applies the sample's campaign.
    ///
    /// - Parameters:
    ///   - folder: Where; made if there is none.
    ///   - content: Sample or bare.
    ///   - environment: Overrides of settings.
    /// - Returns: The workspace, and the ids of the campaigns that were applied.
    /// - Throws: `ServiceError`.
    static func make(
        at folder: URL, content: Workspace.Content, environment: [String: String] = [:]
    ) async throws -> (workspace: Workspace, campaigns: [String]) {
        let workspace = try Workspace.create(at: folder, content: content, environment: environment)
        let session = try Session(workspace)
        let files = content == .sample ? Workspace.sampleCampaigns.map(workspace.file) : []
        let applied = try await CampaignService(context: session.context).apply(files: files)
        try session.close()
        return (workspace, applied.map(\.campaign.text))
    }
}
