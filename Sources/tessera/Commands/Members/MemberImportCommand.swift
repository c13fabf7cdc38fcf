import ArgumentParser
import Foundation
import Membership
import Service

/// Imports a list of members.
struct MemberImportCommand: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes a membership list, and reports every row it refused or changed.",
        discussion: """
            The same list again changes nothing, so that is how a stopped import goes on. Ends with 1 if a row was \
            refused.
            """)

    @Argument(
        help: "A list with a heading: csv, or xlsx or jsonl by its name; or - for stdin, which is csv.")
    var file: String

    @Flag(help: "Write nothing, and say what would be written.")
    var dryRun = false

    @Option(
        help: ArgumentHelp("What the file is, whatever its name: csv, xlsx or jsonl.", valueName: "format"))
    var format: Choice<ListForm.Format>?

    @Option(
        help: ArgumentHelp(
            "The encoding: utf-8, utf-16le, utf-16be or gb18030. Default: found, and said in the report.",
            valueName: "name"))
    var encoding: String?

    @Option(
        help: ArgumentHelp(
            "What stands between fields: comma, semicolon or tab. Default: found in the heading.",
            valueName: "name"))
    var delimiter: Choice<CSVDelimiter>?

    @Option(help: ArgumentHelp("The sheet of a workbook. Default: the first.", valueName: "name"))
    var sheet: String?

    @Option(
        help: ArgumentHelp(
            "A YAML file that says which columns of the list are which of ours.", valueName: "file"))
    var mapping: String?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "What everybody in the list is: member or follower; nobody is taken a state back. Default: what its "
                + "column state says, else member.",
            valueName: "state"))
    var standing: String?

    @Option(
        help: ArgumentHelp(
            "A csv file for what became of every row; only you can read it.", valueName: "file"))
    var report: String?

    @OptionGroup var replace: ReplaceOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    /// 200 MB: a million members and more; a larger list comes as a file, which is read piece by piece.
    private static let maximumPipeBytes = 200_000_000

    func run() async throws {
        let order = MemberImportOrder(
            try list(), form: try form(), mapping: try mappingFile(), isDryRun: dryRun)
        let (reportURL, existing) = (report.map { URL(filePath: $0, relativeTo: .current) }, replace.existing)
        let line = ProgressLine("rows", output: output)
        let answer = try await withSession { context in
            defer { line.finish() }
            return try await interruptible {
                let fates = try reportURL.map { try RowFates($0, existing: existing) }
                let answer = try await MemberImportService(context).importList(
                    order, actor: MemberCommand.actor, fates: fates
                ) { line.update($0, of: $1) }
                try fates?.finish()
                return answer
            }
        }
        try output.result(answer, text: String(answer.text.dropLast()))
        guard answer.tookEveryRow else { throw Refused() }
    }

    private func form() throws -> ListForm {
        var form = ListForm()
        (form.format, form.delimiter, form.sheet) = (format?.value, delimiter?.value, sheet)
        if let encoding {
            guard let known = TextEncoding(parsing: encoding) else {
                let names = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
                throw UsageError("'\(encoding)' is none of the encodings \(names)")
            }
            form.encoding = known
        }
        return form
    }

    private func mappingFile() throws -> ListMappingFile {
        var file = ListMappingFile.ours
        if let mapping {
            file = try ListMappingFile.read(
                try readInput(mapping, limit: ListMappingFile.maximumByteCount), file: mapping)
        }
        guard let standing else { return file }
        guard let state = MemberState(givenBy: standing) else {
            throw UsageError("'\(standing)' is neither member nor follower")
        }
        file.mapping.columns[.state] = ListMapping.Column(.constant(state.rawValue))
        return file
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
