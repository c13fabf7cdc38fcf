import ArgumentParser
import Foundation
import Service
import Vocabulary

/// Over which days a report goes, and where to.
struct ReportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The first day, YYYY-MM-DD in UTC. Default: the beginning.", valueName: "day"))
    var from: Day?

    @Option(help: ArgumentHelp("The last day, YYYY-MM-DD in UTC. Default: today.", valueName: "day"))
    var to: Day?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "A file, in the format of its extension: txt, json, csv. Default: stdout.", valueName: "file"))
    var output: String?

    @Option(help: "What stdout gets. Default: text, or json with --json.")
    var format: Format?

    @OptionGroup var replace: ReplaceOption

    /// How a report is written; raw values are typed, and `txt` is text's extension.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, csv
    }

    /// A day as it is typed.
    struct Day: ExpressibleByArgument {
        let date: CalendarDate

        init?(argument: String) {
            guard let date = CalendarDate(parsing: argument) else { return nil }
            self.date = date
        }
    }

    func validate() throws {
        guard let from, let to, from.date > to.date else { return }
        throw ValidationError("--from \(from.date) is after --to \(to.date)")
    }

    /// What is counted.
    ///
    /// - Parameters:
    ///   - beginning: The beginning where no first day was given; `nil` if nothing was recorded yet.
    ///   - now: The end where no last day was given.
    /// - Returns: From the first instant to before the last.
    func span(since beginning: Instant?, until now: Instant) -> Range<Instant> {
        let first = from?.date.beginning ?? beginning ?? now
        let end = to?.date.advanced(byDays: 1).beginning ?? now.advanced(bySeconds: 1)
        return min(first, end)..<end
    }

    /// A report in its three forms.
    struct Forms {
        /// With its last line end.
        var text: String
        var csv: [UInt8]
        var json: [UInt8]
    }

    /// Writes a report where it was asked for.
    ///
    /// - Parameters:
    ///   - forms: The report.
    ///   - global: Where results go.
    /// - Throws: `UsageError` for an extension without a form, `ServiceError` if it cannot be written.
    func write(_ forms: Forms, global: GlobalOptions) throws {
        guard let path = output else {
            return try global.output.write(bytes(forms, format ?? (global.json ? .json : .text)))
        }
        let format = try format ?? formatOfFile(path)
        try OutputFile.write(
            bytes(forms, format), to: URL(filePath: path, relativeTo: .current), existing: replace.existing)
        try global.output.result(Document(path: path, format: format.rawValue), text: "Wrote \(path).")
    }

    private struct Document: Encodable {
        var path: String
        var format: String
    }

    private enum Extension: String, CaseIterable {
        case txt, json, csv
    }

    private func formatOfFile(_ path: String) throws -> Format {
        switch try tessera.format(of: path, as: Extension.self) {
        case .txt: .text
        case .json: .json
        case .csv: .csv
        }
    }

    private func bytes(_ forms: Forms, _ format: Format) -> [UInt8] {
        switch format {
        case .text: Array(forms.text.utf8)
        case .json: forms.json
        case .csv: forms.csv
        }
    }
}

extension CalendarDate {
    /// Midnight in UTC.
    fileprivate var beginning: Instant {
        Instant(millisecondsSince1970: Int64(daysSince1970) * 86_400_000)
    }
}
