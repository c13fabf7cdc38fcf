import ArgumentParser
import Service

/// Says whom a rule selects.
struct SegmentPreviewCommand: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Says how many members a rule selects, who for example, and how many a message may reach.")

    @Argument(help: "The rule, in quotes.")
    var expression: String

    @Option(
        help: ArgumentHelp(
            "How many examples, 0 to \(SegmentPreview.maximumSampleCount).", valueName: "number"))
    var examples = SegmentPreview.usualSampleCount

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard (0...SegmentPreview.maximumSampleCount).contains(examples) else {
            throw ValidationError(
                "--examples must be 0 to \(SegmentPreview.maximumSampleCount), not \(examples)")
        }
    }

    func run() async throws {
        let preview = try await withSession {
            try await SegmentService($0).preview(expression, sampleCount: examples)
        }
        try output.result(preview, text: preview.text)
    }
}
