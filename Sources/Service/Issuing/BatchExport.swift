import Foundation
import Membership
import Promotion
import Store
package import Vocabulary

/// Writes the coupons of a batch as a list for a packaging house or a mailing.
package struct BatchExport: Sendable {
    private let context: ServiceContext

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// How the list is written; raw values are file extensions.
    package enum Format: String, Sendable, Hashable, CaseIterable {
        case csv, jsonl
    }

    /// The first six columns, in this order, are what scripts rely on.
    package static let columns = [
        "code", "url", "serial", "batch", "offer", "valid_until", "profile", "state", "uses_taken",
        "uses_allowed",
    ]

    /// 1,000 rows a write: few system calls, and cancelling is quick.
    package static let chunkCount: UInt32 = 1_000

    /// Writes the issued coupons of a batch in the order of their serials.
    ///
    /// - Parameters:
    ///   - id: The batch.
    ///   - file: Where to; it is finished by this call.
    ///   - format: How.
    /// - Returns: How many coupons were written.
    /// - Throws: `ServiceError`; then there is no file.
    package func write(_ id: BatchID, to file: OutputFile, as format: Format) async throws(ServiceError)
        -> Int
    {
        let batch = try await BatchService(context).show(id)
        let maker = try CouponMaker(batch: batch, context: context)
        let lastDay = try await lastDay(of: batch)
        let uses = try await stored(await context.store.usesTaken(of: id))
        if format == .csv { try file.write(CSVWriter().row(Self.columns)) }
        var serial: UInt32 = 1
        while serial <= batch.issued {
            guard !Task.isCancelled else {
                throw .interrupted(done: Int(serial - 1), of: Int(batch.issued), resume: id.text)
            }
            let last = min(serial + Self.chunkCount - 1, batch.issued)
            var bytes: [UInt8] = []
            for serial in serial...last {
                let coupon = try maker.coupon(serial: serial)
                let row = Row(coupon, of: batch, lastDay: lastDay, usesTaken: uses[serial] ?? 0)
                bytes += try format == .csv ? CSVWriter().row(row.cells) : row.line()
            }
            try file.write(bytes)
            serial = last + 1
        }
        // Before the file appears: there is no list of codes that nobody knows of.
        try await context.audit(.batchExport, id.text, detail: ["codes": .number(Int64(batch.issued))])
        try file.finish()
        return Int(batch.issued)
    }

    private func lastDay(of batch: BatchRecord) async throws(ServiceError) -> CalendarDate? {
        if let lastDay = batch.lastDay { return lastDay }
        return try await stored(await context.store.offer(batch.offer))?.validity.lastDay
    }

    /// One coupon of the list.
    private struct Row: Encodable {
        var code: String
        var url: String
        var serial: UInt32
        var batch: BatchID
        var offer: OfferID
        var validUntil: String
        var profile: BatchRecord.Profile
        var state: BatchRecord.State
        var usesTaken: UInt32
        var usesAllowed: UInt32

        init(_ coupon: IssuedCoupon, of batch: BatchRecord, lastDay: CalendarDate?, usesTaken: UInt32) {
            code = coupon.text
            url = coupon.url
            serial = coupon.serial
            self.batch = batch.id
            offer = batch.offer
            validUntil = lastDay?.description ?? ""
            profile = batch.profile
            state = batch.state
            self.usesTaken = usesTaken
            usesAllowed = batch.usesPerCoupon
        }

        var cells: [String] {
            [
                code, url, String(serial), batch.text, offer.text, validUntil, profile.rawValue,
                state.rawValue,
                String(usesTaken), String(usesAllowed),
            ]
        }

        func line() throws(ServiceError) -> [UInt8] {
            try JSONText.line(self)
        }
    }
}
