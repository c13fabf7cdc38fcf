import ArgumentParser
import Foundation
import Service

/// The certificate of a batch that is being printed.
struct BatchCertificateOptions: ParsableArguments {
    @Option(
        name: .customLong("certificate"),
        help: ArgumentHelp(
            "Damage some codes in many ways, read them, and write what the batch bears: pdf, html or json. Only its owner may read "
                + "it.", valueName: "file"))
    var path: String?

    @Option(
        name: .customLong("certificate-sample"),
        help: ArgumentHelp(
            "How many codes chance chooses, 1 to 24; the worst of the batch comes to them.",
            valueName: "number"))
    var sampleCount = BatchCertificateOrder.standardSampleCount

    @Option(
        name: .customLong("certificate-seed"),
        help: ArgumentHelp("What the choice and the damages begin with.", valueName: "number"))
    var seed: UInt64 = 1

    /// The order, if a certificate is wanted.
    ///
    /// - Throws: `UsageError` for a name without a form.
    func order() throws -> BatchCertificateOrder? {
        guard let path else { return nil }
        return BatchCertificateOrder(
            to: URL(filePath: path, relativeTo: .current), as: try format(of: path, as: CertificateForm.self),
            sampleCount: sampleCount, seed: seed)
    }
}

/// How far certifying is, in a line for each of its stages.
struct CertifyingLines: Sendable {
    private let codes: ProgressLine
    private let pictures: ProgressLine

    init(output: Output) {
        codes = ProgressLine("codes compared", output: output)
        pictures = ProgressLine("damaged pictures", output: output)
    }

    func update(_ stage: BatchCertifying.Stage, _ done: Int, of count: Int) {
        switch stage {
        case .comparing: codes.update(done, of: count)
        case .reading: pictures.update(done, of: count)
        }
    }
}
