import Artwork
import Service

/// A check's report for a person: each symbol with its measures, then what fails.
struct CheckText {
    private let report: PictureCheck.Report

    init(_ report: PictureCheck.Report) {
        self.report = report
    }

    /// The lines, the verdict last.
    var text: String {
        var lines = report.check.pages.flatMap { page in
            page.symbols.flatMap { symbol in Self.lines(symbol, page: report.pages > 1 ? page.number : nil) }
                + Self.inks(page)
        }
        if report.symbols.isEmpty { lines = ["no QR code was found"] }
        lines += report.check.findings.filter { $0.reason != .noSymbol }.map(line)
        if report.isExpected == false, !report.symbols.isEmpty { lines.append("FAIL  not what was expected") }
        if report.checkedPages < report.pages {
            lines.append("\(report.checkedPages) of \(report.pages) pages were checked")
        }
        if !report.symbols.isEmpty { lines.append(report.passes ? "passes" : "does not pass") }
        return lines.joined(separator: "\n")
    }

    private func line(_ finding: CheckFinding) -> String {
        let place = [
            report.pages > 1 ? finding.page.map { "page \($0)" } : nil,
            report.symbols.count > 1 ? finding.symbol.map { "code \($0)" } : nil,
        ].compactMap(\.self).joined(separator: ", ")
        return (finding.isFailure ? "FAIL  " : "note  ") + (place.isEmpty ? "" : place + ": ")
            + finding.message
    }

    private static func lines(_ symbol: CheckedSymbol, page: Int?) -> [String] {
        let text = symbol.text ?? "\(symbol.bytes.count) bytes that are no text"
        return [(page.map { "page \($0): " } ?? "") + text]
            + [measures(symbol), correction(symbol), plates(symbol)].compactMap(\.self).map { "  " + $0 }
    }

    /// What of the page's inks a printer has to know.
    private static func inks(_ page: CheckReport.Page) -> [String] {
        guard !page.symbols.isEmpty, let inks = page.inks, !inks.isEmpty else { return [] }
        return ["  inks: " + inks.joined(separator: ", ")]
    }

    private static func measures(_ symbol: CheckedSymbol) -> String? {
        guard let measurement = symbol.measurement else { return nil }
        let module =
            measurement.moduleMillimetres.map { "\($0.formatted(digits: 3)) mm" }
            ?? "\(measurement.modulePixelWidth.formatted(digits: 2)) pixels"
        let dots = measurement.dotFit.map {
            ", \($0.dots.formatted(digits: 2)) dots at \(Int($0.dotsPerInch)) dpi"
        }
        let zone = measurement.quietZone.least
        return "modules of \(module)\(dots ?? ""), quiet zone \(zone.formatted(digits: 1)), "
            + "contrast \(Int((measurement.contrast.symbolContrast * 100).rounded())) %"
    }

    private static func correction(_ symbol: CheckedSymbol) -> String? {
        guard let damage = symbol.damage else { return nil }
        let left =
            damage.damageLeft.map { "\($0) codewords a block may still be lost" } ?? "beyond correction"
        return "version \(damage.version)-\(damage.level), mask \(damage.mask), "
            + "\(damage.wrongCodewords.map(String.init) ?? "too many") wrong codewords, \(left)"
    }

    private static func plates(_ symbol: CheckedSymbol) -> String? {
        guard let plates = symbol.plates else { return nil }
        return "on the plates contrast \(Int((plates.symbolContrast * 100).rounded())) %"
    }
}
