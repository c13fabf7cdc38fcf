package import Artwork
package import Foundation

/// How somebody wants a batch certified that is being printed.
package struct BatchCertificateOrder: Sendable {
    /// How many codes chance may choose: with the worst they are the lines of the report's one page.
    package static let sampleCounts = 1...MemberBars.mostLines - 1
    /// How many chance chooses unless told otherwise: when all twelve bear it, at most one code in five of the
    /// batch does not (1 - 0.05^(1/12) = 22 %, at 95 % confidence), and the work stays within half a minute.
    package static let standardSampleCount = 12

    /// The file, and what it is written as.
    package var url: URL
    package var form: CertificateForm
    /// One of ``sampleCounts``.
    package var sampleCount: Int
    /// What the choice and the damages begin with; the batch's id decides the choice, too.
    package var seed: UInt64
    /// How often each damage is tried, see `CertificateOrder.trialRange`.
    package var trialCount = 1
    /// What is done to each code.
    package var damages = Damage.standard

    package init(
        to url: URL, as form: CertificateForm, sampleCount: Int = standardSampleCount, seed: UInt64 = 1
    ) {
        (self.url, self.form, self.sampleCount, self.seed) = (url, form, sampleCount, seed)
    }

    /// Refuses what cannot be, before anything is drawn.
    ///
    /// - Parameter print: What it is the certificate of.
    /// - Throws: `ServiceError.invalidInput`, or `.exists`.
    func check(with print: BatchPrintOrder) throws(ServiceError) {
        guard ![print.url, print.manifest].map(\.plainPath).contains(url.plainPath) else {
            throw .invalidInput([
                InputFault(pointer: "/certificate", detail: "\(url.plainPath) is a file of the print itself")
            ])
        }
        guard Self.sampleCounts.contains(sampleCount) else {
            throw .invalidInput([
                InputFault(
                    pointer: "/certificate/sample",
                    detail: "\(sampleCount) codes; \(Self.sampleCounts.lowerBound) to "
                        + "\(Self.sampleCounts.upperBound) are possible")
            ])
        }
        if print.existing == .keep, FileManager.default.fileExists(atPath: url.plainPath) {
            throw .exists(kind: "file", name: url.plainPath)
        }
    }
}
