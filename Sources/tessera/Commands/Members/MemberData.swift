import ArgumentParser
import Foundation
import Service
import Vocabulary

/// Writes down everything that is kept of a member, for the member.
struct MemberData: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "data",
        abstract: "Writes down everything that is kept of a member, as JSON, for the member.",
        discussion: """
            Names and numbers are in the clear. The file is readable by its owner only, and that it was made is in the \
            audit log.
            """)

    @Argument(help: "The member's id.", transform: identifier)
    var id: MemberID

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
    var output: String

    @OptionGroup var replace: ReplaceOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let document = try await withSession {
            try await MemberDataService($0).document(of: id, actor: MemberCommand.actor)
        }
        let file = try OutputFile(
            URL(filePath: output, relativeTo: .current), existing: replace.existing, audience: .owner)
        try file.write(try JSONText.document(document))
        try file.finish()
        try global.output.confirm(
            Written(member: id, file: output), text: "Wrote all that is kept of \(id) to \(output).")
    }

    private struct Written: Encodable {
        var member: MemberID
        var file: String
    }
}
