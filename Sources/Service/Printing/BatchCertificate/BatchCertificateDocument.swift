package import Artwork
package import Vocabulary

/// A batch's certificate as scripts read it; nothing in it tells what a code holds.
package struct BatchCertificateDocument: Sendable, Hashable, Codable {
    /// The rates over all certified codes, in percent.
    package struct Rates: Sendable, Hashable, Codable {
        /// The least mean of both readers.
        package var lowest: Double
        package var highest: Double
        package var mean: Double
        /// The least share of one reader.
        package var weakestReader: Double

        enum CodingKeys: String, CodingKey, CaseIterable {
            case lowest, highest, mean
            case weakestReader = "weakest_reader"
        }
    }

    package var batch: BatchID
    /// The codes of the batch.
    package var codes: Int
    /// What the choice began with, together with the batch's id, and the damages.
    package var seed: UInt64
    /// How many codes chance was to choose.
    package var sampleCount: Int
    /// That of the weakest certified code.
    package var grade: CertificateGrade
    /// The verdict in a sentence or two.
    package var verdict: String
    /// What a person should know besides.
    package var remarks: [String]
    /// The serial of the code that can lose least, of all codes.
    package var worst: UInt32
    /// How many codes can lose no more, the worst among them.
    package var worstCount: Int
    /// The serial of the certified code that bears least.
    package var weakest: UInt32
    package var rates: Rates
    /// In the order of their serials.
    package var members: [BatchMemberDocument]

    enum CodingKeys: String, CodingKey, CaseIterable {
        case batch, codes, seed, grade, verdict, remarks, worst, weakest, rates, members
        case sampleCount = "sample_count"
        case worstCount = "worst_count"
    }
}

/// A certified code of a batch.
package struct BatchMemberDocument: Sendable, Hashable, Codable {
    /// 1 for the first of the batch.
    package var serial: UInt32
    /// Where the print has it.
    package var place: String
    package var isWorst: Bool
    package var isSampled: Bool
    /// The least that a block can lose, by the logo's plan or by the version.
    package var plannedDamageLeft: Int
    /// The bits that the text leaves free; none where the logo's plan uses them.
    package var freeBits: Int?
    /// What each block can still lose as it is drawn, `null` beyond correction; none when the modules make no symbol.
    package var leftPerBlock: [Int?]?
    /// The mean of both readers' shares over all damages, in percent.
    package var ratePercent: Double
    /// How many codewords are in which state.
    package var codewords: [CodewordHeat.Count]?
    /// The findings; `bytes`, `text` and the map of modules are left out.
    package var certificate: SymbolCertificate

    enum CodingKeys: String, CodingKey, CaseIterable {
        case serial, place, codewords, certificate
        case isWorst = "is_worst"
        case isSampled = "is_sampled"
        case plannedDamageLeft = "planned_damage_left"
        case freeBits = "free_bits"
        case leftPerBlock = "left_per_block"
        case ratePercent = "rate_percent"
    }
}

extension BatchCertificateDocument {
    init(_ findings: BatchFindings) {
        let words = BatchCertificateWords(findings)
        self.init(
            batch: findings.batch, codes: findings.codeCount, seed: findings.seed,
            sampleCount: findings.sampleCount, grade: findings.grade, verdict: words.verdict,
            remarks: words.remarks, worst: findings.worst.serial, worstCount: findings.worst.count,
            weakest: findings.weakest.serial,
            rates: Rates(
                lowest: findings.percents.min() ?? 0, highest: findings.percents.max() ?? 0,
                mean: findings.meanPercent, weakestReader: findings.weakestReaderPercent),
            members: findings.members.map(BatchMemberDocument.init))
    }
}

extension BatchMemberDocument {
    init(_ member: CertifiedMember) {
        self.init(
            serial: member.serial, place: member.place, isWorst: member.isWorst, isSampled: member.isSampled,
            plannedDamageLeft: member.reserve.damageLeft, freeBits: member.reserve.freeBitCount,
            leftPerBlock: member.leftPerBlock, ratePercent: member.certificate.summary.percent,
            codewords: member.certificate.heat?.counts, certificate: member.certificate.withoutContent)
    }
}
