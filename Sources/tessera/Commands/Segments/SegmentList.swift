import ArgumentParser
import Service
import Store
import Vocabulary

/// Lists saved rules.
struct SegmentList: TesseraCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists saved rules.")

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let segments = try await withSession { try await SegmentService($0).list() }
        let rows = segments.map { [$0.id.text, "\($0.revision)", $0.title, $0.expression] }
        try output.result(
            Document(segments: segments.map(SegmentDocument.init)),
            text: TextTable(rows: [["ID", "REVISION", "TITLE", "RULE"]] + rows).lines.joined(separator: "\n"))
    }

    private struct Document: Encodable {
        var segments: [SegmentDocument]
    }
}

/// Shows a saved rule.
struct SegmentShow: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a saved rule and whom it selects now.")

    @Argument(help: "The name.", transform: identifier)
    var id: SegmentID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let (segment, preview) = try await withSession { context in
            let service = SegmentService(context)
            let segment = try await service.show(id)
            return (segment, try await service.preview(segment.expression))
        }
        let head = TextTable(rows: [
            ["segment", segment.id.text], ["title", segment.title], ["revision", "\(segment.revision)"],
            ["rule", segment.expression],
        ])
        try output.result(
            Document(segment: SegmentDocument(segment), preview: preview),
            text: (head.lines + [preview.text]).joined(separator: "\n"))
    }

    private struct Document: Encodable {
        var segment: SegmentDocument
        var preview: SegmentPreview
    }
}
