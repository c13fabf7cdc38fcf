import ArgumentParser
import Foundation
import Service
import Store

/// Applies campaigns from files.
struct CampaignApply: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Applies campaigns: all of them, or none if anything is wrong.",
        discussion: "Applying the same file again changes nothing. A paused campaign stays paused.")

    @Argument(help: "YAML files, one campaign each.")
    var files: [String]

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let applied = try await withSession { context in
            try await CampaignService(context: context).apply(
                files: files.map { URL(filePath: $0, relativeTo: .current) })
        }
        for warning in applied.flatMap(\.warnings) { output.note("warning: \(warning)") }
        let taken = zip(files, applied).filter { $0.1.change == .offerTaken }
        try output.result(
            Document(campaigns: applied), text: applied.map(\.sentence).joined(separator: "\n"))
        guard taken.isEmpty else { throw Refused() }
    }

    private struct Document: Encodable {
        var campaigns: [CampaignService.Applied]
    }
}

extension CampaignService.Applied {
    /// What applying the file did.
    var sentence: String {
        switch change {
        case .offerTaken: "\(campaign): not applied, another campaign has an offer of the same id"
        case .created, .updated, .unchanged:
            "\(campaign): \(change.rawValue)"
                + (placementsAdded > 0 ? ", \(placementsAdded) placements added" : "")
        }
    }
}
