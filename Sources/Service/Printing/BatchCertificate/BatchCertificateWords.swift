import Artwork

/// A batch's certificate in words; codes are named by their serials, never by what they hold.
struct BatchCertificateWords {
    private let findings: BatchFindings

    init(_ findings: BatchFindings) {
        self.findings = findings
    }

    /// The verdict in a sentence or two.
    var verdict: String {
        let weakest = findings.weakest.name
        let rates = "Of \(findings.members.count) certified codes \(range) of damaged pictures are read."
        switch findings.grade {
        case .strong: return "Strong: the weakest, \(weakest), bears as much as a plain code. \(rates)"
        case .sound:
            return "Sound: the weakest, \(weakest), reads well, with less to spare than the best. \(rates)"
        case .weak:
            return "Weak: the weakest, \(weakest), reads when all is well, and bears little more. \(rates)"
        case .fails:
            return "Fails: \(weakest) is not read by both readers as expected, even undamaged. \(rates)"
        }
    }

    /// From the least to the highest rate.
    var range: String {
        let percents = findings.percents.map { Int($0.rounded()) }
        let (least, most) = (percents.min() ?? 0, percents.max() ?? 0)
        return least == most ? "\(least) %" : "\(least) to \(most) %"
    }

    /// The mean rate, and the weaker reader's lowest.
    var rateBasis: String {
        "\(findings.meanPercent.rounded(to: 1)) % on average; the lowest share of one reader is "
            + "\(findings.weakestReaderPercent.rounded(to: 1)) %"
    }

    /// Which codes were certified.
    var selection: String {
        let (count, members) = (findings.codeCount, findings.members)
        let sampled = members.count(where: \.isSampled)
        guard members.count < count else { return "all \(count) codes of the batch" }
        return "\(sampled) of \(count) codes by chance"
            + (findings.worstMember.isSampled ? ", among them" : ", and") + " the worst"
    }

    /// Which code is the worst, and why.
    var worst: String {
        let (worst, others) = (findings.worst, findings.worst.count - 1)
        let equals = others == 0 ? "" : ", as \(others) other\(others == 1 ? "" : "s")"
        let count = worst.reserve.damageLeft
        let left = "\(count) codeword\(count == 1 ? "" : "s") left in its weakest block"
        let why =
            worst.reserve.freeBitCount.map { "\(left) and \($0) bits free, the least of all" }
            ?? "\(left) by the logo's plan, the least of all"
        return "No. \(worst.serial) (\(findings.worstMember.place)) has \(why)\(equals)"
    }

    /// What each block of the worst code can still lose, as it is drawn.
    var leftPerBlock: String {
        guard let left = findings.worstMember.leftPerBlock else { return "not known" }
        return left.map { $0.map(String.init) ?? "none" }.joined(separator: ", ")
    }

    /// How codes and damages were chosen.
    var basis: String {
        let trials = findings.members[0].certificate.trialCount
        return "Seed \(findings.seed), each damage \(trials == 1 ? "once" : "\(trials) times"), "
            + "\(findings.pictureCount) pictures"
    }

    /// What a person should know besides, each remark with the codes that it is about.
    var remarks: [String] {
        var names: [(remark: String, names: [String])] = []
        for member in findings.members {
            for remark in CertificateWords(member.certificate).remarks {
                if let known = names.firstIndex(where: { $0.remark == remark }) {
                    names[known].names.append("\(member.serial)")
                } else {
                    names.append((remark, ["\(member.serial)"]))
                }
            }
        }
        return names.map { "no. \($0.names.joined(separator: ", ")): \($0.remark)" }
    }
}

extension CertifiedMember {
    /// What each block can still lose; `nil` inside beyond correction, `nil` when the modules make no symbol.
    var leftPerBlock: [Int?]? {
        certificate.plan?.blocks.map { block in block.wrong.map { block.correctable - $0 } }
    }

    /// Why it is certified.
    var role: String {
        switch (isWorst, isSampled) {
        case (true, true): "worst, by chance too"
        case (true, false): "worst"
        default: "by chance"
        }
    }
}
