import Artwork

/// The code of a batch that can lose least, of all its codes.
struct WorstMember: Sendable, Hashable {
    /// 1 for the first of the batch; the first of equals.
    var serial: UInt32
    var reserve: MemberReserve
    /// How many have no more, itself among them.
    var count: Int

    /// Compares with codes that come later.
    mutating func compare(_ other: WorstMember) {
        if other.reserve < reserve {
            self = other
        } else if !(reserve < other.reserve) {
            count += other.count
        }
    }

    /// Some thousand are done in the wink of an eye: progress moves, and Ctrl-C is heard.
    private static let codesPerPiece = 2_000

    /// Looks at every code of a print.
    ///
    /// - Parameters:
    ///   - job: The coupons.
    ///   - look: How their symbols are made and drawn.
    ///   - progress: Told how many were looked at, of how many.
    /// - Returns: The worst.
    /// - Throws: `ServiceError`; `interrupted` if the task was cancelled.
    /// - Complexity: O(*n*) in the codes, on every core.
    static func find(
        in job: PrintJob, _ look: BatchLook, progress: @escaping BatchPrinting.Progress
    ) async throws(ServiceError) -> WorstMember {
        var worst: WorstMember?
        let pieceCount = (job.count + codesPerPiece - 1) / codesPerPiece
        try await Pipeline.run(0..<pieceCount) { index throws(ServiceError) -> WorstMember? in
            guard !Task.isCancelled else { throw BatchPress.interrupted(job, done: 0) }
            let places = index * codesPerPiece..<min((index + 1) * codesPerPiece, job.count)
            return try of(try job.coupons(places), look)
        } take: { index, piece throws(ServiceError) in
            guard !Task.isCancelled else { throw BatchPress.interrupted(job, done: 0) }
            guard let piece else { return }
            worst?.compare(piece)
            worst = worst ?? piece
            progress(min((index + 1) * codesPerPiece, job.count), job.count)
        }
        guard let worst else { preconditionFailure("a print has coupons") }
        return worst
    }

    private static func of(_ coupons: [IssuedCoupon], _ look: BatchLook) throws(ServiceError) -> WorstMember?
    {
        var reckoner = ReserveReckoner(look.symbols, style: look.style)
        var worst: WorstMember?
        for coupon in coupons {
            let reserve = try reckoner.reserve(of: Array(coupon.url.utf8))
            let one = WorstMember(serial: coupon.serial, reserve: reserve, count: 1)
            worst?.compare(one)
            worst = worst ?? one
        }
        return worst
    }
}
