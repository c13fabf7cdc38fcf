import ArgumentParser
import Service
import Store

/// The funnel by placement.
struct ReportFunnel: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "funnel",
        abstract: "Scans, people, joins and redemptions by placement, and what they spent.")

    @OptionGroup var report: ReportOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let forms = try await withSession { context in
            let placements = try await PlacementService(context).list()
            let span = report.span(
                since: placements.map(\.createdAt).min(), until: context.surroundings.now())
            return try ReportOptions.Forms(await FunnelReport.make(in: span, context: context))
        }
        try report.write(forms, global: global)
    }
}

extension ReportOptions.Forms {
    /// A funnel in its three forms.
    init(_ funnel: FunnelReport) throws(ServiceError) {
        self.init(text: funnel.text, csv: funnel.csv(), json: try JSONText.line(funnel))
    }
}
