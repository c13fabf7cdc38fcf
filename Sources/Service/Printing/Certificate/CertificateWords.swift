package import Artwork

/// A certificate's findings in words.
package struct CertificateWords: Sendable {
    private let certificate: SymbolCertificate

    package init(_ certificate: SymbolCertificate) {
        self.certificate = certificate
    }

    /// The verdict in a sentence or two.
    package var verdict: String {
        let rate = "zxing-cpp and ZBar read \(overall) of \(certificate.summary.pictures) damaged pictures"
        switch certificate.grade {
        case .strong: return "Strong: it bears as much as a plain code. \(rate)."
        case .sound: return "Sound: it reads well, with less to spare than the best. \(rate)."
        case .weak: return "Weak: it reads when all is well, and bears little more. \(rate)."
        case .fails:
            let missing = certificate.summary.readers.map(\.reader)
                .filter { !certificate.cleanReaders.contains($0) }.map(\.title)
            let who =
                missing.isEmpty
                ? "not every reader reads it"
                : "\(missing.joined(separator: " and ")) "
                    + (missing.count == 1 ? "does" : "do") + " not read it"
            return "Fails: even undamaged, \(who) as expected."
        }
    }

    /// Each reader's share.
    package var overall: String {
        certificate.summary.readers.map { "\(Int($0.percent.rounded())) %" }.joined(separator: " and ")
    }

    /// What a person should know besides.
    package var remarks: [String] {
        var remarks: [String] = []
        if certificate.measurement.contrast.symbolContrast < Legibility.minimumSymbolContrast {
            let least = Int((Legibility.minimumSymbolContrast * 100).rounded())
            remarks.append("the contrast is \(contrast); print needs \(least) %")
        }
        if certificate.plan == nil { remarks.append("the modules make no symbol that our own reading knows") }
        if let plan = certificate.plan, plan.damageLeft == nil {
            remarks.append("our own reading finds a block beyond correction")
        }
        if certificate.plan?.damageLeft == 0 {
            remarks.append("the first smudge spoils it: no codeword is left")
        }
        if certificate.unfinishedReadings > 0 {
            remarks.append("\(certificate.unfinishedReadings) readings took too long and count as not read")
        }
        return remarks
    }

    /// Such as `5-H`.
    package var version: String { certificate.plan.map { "\($0.version)-\($0.level)" } ?? "not known" }

    /// Such as `3`.
    package var mask: String { certificate.plan.map { "\($0.mask)" } ?? "not known" }

    /// Such as `37 × 37`.
    package var modules: String { "\(certificate.measurement.size) × \(certificate.measurement.size)" }

    /// What the worst block can still lose.
    package var damageLeft: String {
        guard let plan = certificate.plan else { return "not known" }
        guard let left = plan.damageLeft else { return "none: beyond correction" }
        return "\(left) of \(plan.blocks.first?.correctable ?? 0) codewords"
    }

    /// The same in two words, such as `6 of 14`.
    var shortDamageLeft: String {
        guard let plan = certificate.plan else { return "not known what is" }
        return "\(plan.damageLeft ?? 0) of \(plan.blocks.first?.correctable ?? 0)"
    }

    /// The wrong codewords of every block, as `0, 2, 1`.
    package var blocks: String {
        guard let plan = certificate.plan else { return "not known" }
        return plan.blocks.map { $0.wrong.map(String.init) ?? "too many" }.joined(separator: ", ")
    }

    /// The logo's share and its planned cost.
    package var logo: String {
        guard let logo = certificate.logo else { return "none known" }
        return "\(logo.percent.rounded(to: 1)) %, at \(logo.rows) × \(logo.columns) modules"
    }

    /// Dark against light, in percent.
    package var contrast: String {
        "\(Int((certificate.measurement.contrast.symbolContrast * 100).rounded())) %"
    }

    /// From how far a telephone reads it.
    package var distance: String {
        guard let distance = certificate.distance else { return "not read reliably at any" }
        guard let millimetres = distance.millimetres else {
            return "\(Int(distance.symbolWidths.rounded())) symbol widths"
        }
        return Self.length(millimetres)
    }

    /// How the distance was found.
    package var distanceBasis: String {
        guard let distance = certificate.distance else { return "" }
        let preview = distance.previewMillimetres.map { "; through a preview \(Self.length($0))" } ?? ""
        return "12 MP phone, \(distance.pixelsPerModule.rounded(to: 2)) pixels a module\(preview)"
    }

    /// How small it may be printed.
    package var smallestPrint: String {
        guard let print = certificate.smallestPrint else { return "not read reliably at any" }
        return "\(print.sideMillimetres.rounded(to: 1)) mm a side"
    }

    /// How the size was found.
    package var printBasis: String {
        guard let print = certificate.smallestPrint else { return "\(certificate.printer.dotsPerInch) dpi" }
        let dots = print.dotsPerModule == 1 ? "1 dot" : "\(print.dotsPerModule) dots"
        return
            "\(print.printer.dotsPerInch) dpi, modules of \(dots), \(print.moduleMillimetres.rounded(to: 3)) mm"
    }

    /// What the symbol holds.
    package var text: String { certificate.text ?? "\(certificate.bytes.count) bytes that are no text" }

    /// How the damages were chosen.
    package var basis: String {
        let trials = certificate.trialCount == 1 ? "once" : "\(certificate.trialCount) times"
        return "Seed \(certificate.seed), each damage \(trials), \(certificate.summary.pictures) pictures"
    }

    /// Metres from one on, centimetres below.
    private static func length(_ millimetres: Double) -> String {
        millimetres < 1_000
            ? "\(Int((millimetres / 10).rounded())) cm" : "\((millimetres / 1_000).rounded(to: 1)) m"
    }
}

extension CheckReader {
    /// The reader's own name.
    package var title: String {
        switch self {
        case .zbar: "ZBar"
        case .zxing: "zxing-cpp"
        case .tessera: "Tessera"
        }
    }
}
