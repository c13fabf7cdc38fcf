import ArgumentParser
import Service
import Store
import Vocabulary

/// The redemptions by campaign, store and day.
struct ReportRedemptions: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "redemptions", abstract: "Redemptions and reversals by campaign, offer, store and day.")

    @OptionGroup var report: ReportOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let forms = try await withSession { context in
            let first = try await stored(await context.store.ledger(after: .start, limit: 1)).first
            let span = report.span(
                since: first?.draft.moment.instant, until: context.surroundings.now())
            let redemptions = try await RedemptionsReport.make(in: span, context: context)
            return ReportOptions.Forms(
                text: redemptions.text, csv: redemptions.csv(), json: try JSONText.line(redemptions))
        }
        try report.write(forms, global: global)
    }
}
