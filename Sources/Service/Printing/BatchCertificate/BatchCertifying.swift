import Artwork
import Foundation

/// Certifies a batch that is about to be printed: codes that chance chooses, and the worst of all.
package struct BatchCertifying: Sendable {
    /// What it is doing.
    package enum Stage: Sendable, Hashable {
        /// Looking at every code for the worst.
        case comparing
        /// Reading damaged pictures.
        case reading
    }

    /// Told how much of a stage is done, of how much: codes, then pictures.
    package typealias Progress = @Sendable (Stage, _ done: Int, _ count: Int) -> Void

    let job: PrintJob
    let form: any CertifiableForm
    let order: BatchCertificateOrder
    let progress: Progress

    /// Certifies.
    ///
    /// - Returns: The certificate, the same for the same batch, print, order and libraries.
    /// - Throws: `ServiceError`; `interrupted` if the task was cancelled.
    func report() async throws(ServiceError) -> BatchCertificateReport {
        let progress = progress
        let worst = try await WorstMember.find(in: job, form.look) { progress(.comparing, $0, $1) }
        let sampled = RandomMembers(
            order.sampleCount, of: job.count, seed: order.seed, name: "batch/\(job.batch)"
        ).places
        let places = Set(sampled + [Int(worst.serial) - 1]).sorted()
        var reckoner = ReserveReckoner(form.look.symbols, style: form.look.style)
        var members: [CertifiedMember] = []
        for place in places {
            let coupon = try job.maker.coupon(serial: UInt32(place + 1))
            let picture = try form.picture(of: coupon, at: place)
            members.append(
                CertifiedMember(
                    serial: coupon.serial, place: picture.place,
                    reserve: try reckoner.reserve(of: Array(coupon.url.utf8)),
                    isWorst: coupon.serial == worst.serial, isSampled: sampled.contains(place),
                    symbol: try certify(coupon, picture, isAfter: members.count, of: places.count)))
        }
        return BatchCertificateReport(
            BatchFindings(
                batch: job.batch, codeCount: job.count, sampleCount: order.sampleCount, seed: order.seed,
                worst: worst, members: members))
    }

    private func certify(
        _ coupon: IssuedCoupon, _ picture: MemberPicture, isAfter doneCount: Int, of memberCount: Int
    ) throws(ServiceError) -> CertifiedSymbol {
        var maker = BatchSymbols.Maker(form.look.symbols)
        let text = Array(coupon.url.utf8)
        let wanted = CertificateOrder(
            accepted: [text], dotsPerInch: form.dotsPerInch, trialCount: order.trialCount, seed: order.seed,
            damages: order.damages, logo: try maker.logoArea(text, style: form.look.style))
        let found: CertifiedSymbol?
        do {
            found = try SymbolCertifying.symbol(picture.bytes, name: picture.place, wanted) { done, count in
                progress(.reading, doneCount * count + done, memberCount * count)
            }
        } catch let error as ServiceError {
            throw error
        } catch {
            throw BatchPress.interrupted(job, done: 0)
        }
        guard let found else {
            throw .unreadablePicture("no reader finds coupon \(coupon.serial) in its picture")
        }
        return found
    }
}
