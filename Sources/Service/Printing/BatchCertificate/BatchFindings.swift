import Artwork
import Vocabulary

/// What the certified codes of a batch come to.
struct BatchFindings: Sendable, Hashable {
    let batch: BatchID
    let codeCount: Int
    let sampleCount: Int
    let seed: UInt64
    let worst: WorstMember
    /// In the order of their serials; the worst is among them.
    let members: [CertifiedMember]

    /// The worst of all codes, certified.
    var worstMember: CertifiedMember {
        guard let member = members.first(where: \.isWorst) else {
            preconditionFailure("the worst code is certified")
        }
        return member
    }

    /// The certified code that bears least; the first of equals.
    var weakest: CertifiedMember {
        members.dropFirst().reduce(members[0]) { $1.isWeaker(than: $0) ? $1 : $0 }
    }

    /// The grade of the batch: that of the weakest code.
    var grade: CertificateGrade { weakest.certificate.grade }

    /// The rates of all certified codes, each the mean of both readers, in percent.
    var percents: [Double] { members.map(\.certificate.summary.percent) }

    /// Their mean.
    var meanPercent: Double { percents.reduce(0, +) / Double(percents.count) }

    /// The share of the reader that reads least of a code, over all certified codes, in percent.
    var weakestReaderPercent: Double { members.map(\.certificate.summary.weakerPercent).min() ?? 0 }

    /// The damaged pictures of all.
    var pictureCount: Int { members.reduce(0) { $0 + $1.certificate.summary.pictures } }
}
