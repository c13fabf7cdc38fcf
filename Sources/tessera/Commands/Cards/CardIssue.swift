import ArgumentParser
import Foundation
import Service
import Vocabulary

/// Draws a member's card.
struct CardIssue: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: "Draws the card of a member; its symbol is read back before it is kept.",
        discussion: "Formats: png, svg, pdf, of the size of a bank card.")

    @Option(help: ArgumentHelp("The member's id.", valueName: "id"), transform: identifier)
    var member: MemberID

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file; its extension is the format.", valueName: "file"))
    var output: String

    @OptionGroup var replace: ReplaceOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let format = try format(of: output, as: PictureFormat.self)
        let bytes = try await withSession { try await CardService($0).picture(of: member, as: format) }
        try OutputFile.write(
            bytes, to: URL(filePath: output, relativeTo: .current), existing: replace.existing,
            audience: .owner)
        try global.output.result(
            Document(member: member, path: output, format: format.rawValue),
            text: "\(output): the card of \(member).")
    }

    private struct Document: Encodable {
        var member: MemberID
        var path: String
        var format: String
    }
}
