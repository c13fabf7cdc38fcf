import Artwork

/// A code of a batch with its certificate.
struct CertifiedMember: Sendable, Hashable {
    /// 1 for the first of the batch.
    var serial: UInt32
    /// Where the print has it.
    var place: String
    /// What it was reckoned to be able to lose, before it was drawn.
    var reserve: MemberReserve
    /// Whether it is the batch's worst.
    var isWorst: Bool
    /// Whether chance chose it.
    var isSampled: Bool
    var symbol: CertifiedSymbol

    var certificate: SymbolCertificate { symbol.certificate }

    /// Such as `no. 37`.
    var name: String { "no. \(serial)" }

    /// Whether it bears less than another: by its grade, then by its rate.
    func isWeaker(than other: CertifiedMember) -> Bool {
        let (mine, others) = (certificate.grade.rank, other.certificate.grade.rank)
        return mine > others
            || mine == others && certificate.summary.percent < other.certificate.summary.percent
    }
}

extension CertificateGrade {
    /// 0 for the best.
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
