import Artwork
import Service

/// A certificate for a person at a terminal: the numbers, a table of rates, the verdict last.
struct CertificateText {
    private let document: CertificateDocument
    private let atLeast: Double?

    init(_ document: CertificateDocument, atLeast: Double? = nil) {
        (self.document, self.atLeast) = (document, atLeast)
    }

    /// The lines, without the last line end.
    var text: String {
        let certificate = document.certificate
        let words = CertificateWords(certificate)
        let names = certificate.summary.readers.map { $0.reader.title.padded(to: Self.numberWidth) }
        let head = "".padded(to: Self.nameWidth, side: .right) + names.joined() + "  levels"
        var lines = [words.text] + facts(words).map { "  " + $0 } + ["", head]
        lines += RateBars(certificate).lines.map(Self.line)
        lines += ["In all".padded(to: Self.nameWidth, side: .right) + Self.shares(certificate.summary), ""]
        lines += document.remarks.map { "note  " + $0 }
        if let atLeast, document.ratePercent < atLeast {
            let rate = document.ratePercent.formatted(digits: 1)
            lines.append(
                "FAIL  \(rate) % are read; at least \(atLeast.formatted(digits: 1)) % were asked for")
        }
        return (lines + [document.verdict]).joined(separator: "\n")
    }

    private static let nameWidth = 26
    private static let numberWidth = 10

    private func facts(_ words: CertificateWords) -> [String] {
        let logo = document.certificate.logo == nil ? "" : ", logo \(words.logo)"
        return [
            "version \(words.version), mask \(words.mask), damage left \(words.damageLeft), "
                + "contrast \(words.contrast)\(logo)",
            "read from \(words.distance)"
                + (words.distanceBasis.isEmpty ? "" : " (\(words.distanceBasis))"),
            "printed at \(words.smallestPrint) (\(words.printBasis))",
        ]
    }

    private static func line(_ line: RateBars.Line) -> String {
        let start = line.kind.title.padded(to: nameWidth, side: .right) + shares(line.summary)
        return line.levels.isEmpty ? start : start + "  " + line.levels
    }

    private static func shares(_ summary: RateSummary) -> String {
        summary.readers.map { "\(Int($0.percent.rounded())) %".padded(to: numberWidth) }.joined()
    }
}

extension String {
    fileprivate enum Side {
        case left, right
    }

    /// The text with spaces on one side, so that it has a width.
    fileprivate func padded(to width: Int, side: Side = .left) -> String {
        let spaces = String(repeating: " ", count: max(0, width - count))
        return side == .left ? spaces + self : self + spaces
    }
}
