import ArgumentParser
import Foundation
import Service

/// Imports a list of members.
struct MemberImportCommand: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes a membership list in CSV, and reports every row it refused or changed.",
        discussion: """
            The same list again changes nothing, so that is how a stopped import goes on. Ends with 1 if a row was \
            refused.
            """)

    @Argument(help: "A CSV file in UTF-8 with a heading, or - for stdin.")
    var file: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    /// 200 MB: a million members and more; a larger list comes as a file, which is read piece by piece.
    private static let maximumPipeBytes = 200_000_000

    func run() async throws {
        let list = try list()
        let line = ProgressLine("rows", output: output)
        let report = try await withSession { context in
            defer { line.finish() }
            return try await interruptible {
                try await MemberImportService(context).importCSV(list, actor: MemberCommand.actor) {
                    line.update($0, of: $1)
                }
            }
        }
        try output.result(report, text: String(report.text.dropLast()))
        guard report.tookEveryRow else { throw Refused() }
    }

    private func list() throws -> MemberList {
        guard file == "-" else { return .file(URL(filePath: file, relativeTo: .current)) }
        let data = try FileHandle.standardInput.read(upToCount: Self.maximumPipeBytes + 1) ?? Data()
        guard data.count <= Self.maximumPipeBytes else {
            throw ServiceError.invalidInput([
                InputFault(
                    file: "stdin", pointer: "",
                    detail: "more than \(Self.maximumPipeBytes) bytes; give it as a file")
            ])
        }
        return .bytes(Array(data), name: "stdin")
    }
}
