import Payload
import Promotion
import Store
package import Vocabulary

/// Makes single coupons as pictures, to send to a phone or to print.
package struct CouponPictureService: Sendable {
    private let context: ServiceContext

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// The width of the template: a third of an A4 page held upright, and a phone's screen.
    private static let widthMillimetres = 90.0

    /// Draws one coupon of a batch and reads its symbol back.
    ///
    /// - Parameters:
    ///   - serial: The coupon's place in its batch, from 1.
    ///   - batch: The batch.
    ///   - format: How it is drawn.
    /// - Returns: The bytes of the file.
    /// - Throws: `ServiceError`; `notFound` if there is no such batch or coupon.
    package func picture(
        ofCoupon serial: UInt32, in batch: BatchID, as format: PictureFormat
    ) async throws(ServiceError) -> [UInt8] {
        let record = try await BatchService(context).show(batch)
        guard serial >= 1, serial <= record.issued else {
            throw .notFound(kind: "coupon", name: "\(batch) \(serial)")
        }
        let offer = try await stored(await context.store.offer(record.offer))
        guard let offer else { throw .notFound(kind: "offer", name: record.offer.text) }
        let coupon = try CouponMaker(batch: record, context: context).coupon(serial: serial)
        let picture = BrandPicture(
            template: "coupons/coupon.svg", values: values(coupon, of: record, offer: offer),
            symbolText: coupon.url, widthMillimetres: Self.widthMillimetres,
            title: "coupon \(serial) of batch \(batch)")
        let drawn = try picture.draw(as: format, in: context)
        try await context.audit(
            .batchPrint, batch.text, detail: ["codes": 1, "serial": .number(Int64(serial))])
        return drawn
    }

    private func values(
        _ coupon: IssuedCoupon, of batch: BatchRecord, offer: OfferRecord
    ) -> [String: String] {
        let settings = context.configuration
        let names = BrandNames(settings.issuer.name)
        let wording = OfferWording(offer.offer, language: settings.issuer.language)
        return [
            "brand": names.first, "brand_en": names.second,
            "title": offer.offer.title.text(in: settings.issuer.language), "value": wording.value,
            "conditions": wording.conditions(usesPerCoupon: batch.usesPerCoupon),
            "expiry": (batch.lastDay ?? offer.validity.lastDay).description,
            "stores": wording.stores { settings.store($0)?.name.text(in: settings.issuer.language) },
            "code": coupon.code.grouped,
        ]
    }
}
