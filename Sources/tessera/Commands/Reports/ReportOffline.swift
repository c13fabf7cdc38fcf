import ArgumentParser
import Service
import Store
import Vocabulary

/// What tills gave in vain while they were offline.
struct ReportOffline: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "offline",
        abstract: "Uses that tills gave without the network and that do not stand, with both tills and times."
    )

    @OptionGroup var report: ReportOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let forms = try await withSession { context in
            let span = report.span(
                since: Instant(millisecondsSince1970: 0), until: context.surroundings.now())
            let offline = try await OfflineReport.make(in: span, context: context)
            return ReportOptions.Forms(
                text: offline.text, csv: offline.csv(),
                json: try JSONText.line(OfflineReportDocument(offline)))
        }
        try report.write(forms, global: global)
    }
}
