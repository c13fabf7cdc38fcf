import Vocabulary

extension RedemptionDocument {
    /// The document as JSON, byte for byte what `JSONText` writes.
    package var json: [UInt8] {
        // The receipt is most of it, 700 bytes.
        var writer = JSONWriter(capacity: 1_600)
        writer.object(write)
        return writer.bytes
    }

    private func write(_ writer: inout JSONWriter) {
        writer.name("benefit")
        writer.object(benefit.write)
        writer.field("coupon", coupon)
        if let items {
            writer.name("items")
            writer.array(items) { writer, item in
                writer.object { writer in
                    writer.field("discount", item.discount)
                    writer.field("sku", item.sku)
                }
            }
        }
        writer.name("offer")
        writer.object { writer in
            writer.field("id", offer.id.text)
            writer.field("title", offer.title)
        }
        writer.field("outcome", outcome.rawValue)
        writer.field("receipt", receipt)
        writer.field("redeemed_at", redeemedAt)
        writer.field("redemption", redemption.text)
        writer.field("use", use)
        writer.field("uses_left", usesLeft)
    }
}

extension BenefitDocument {
    fileprivate func write(_ writer: inout JSONWriter) {
        writer.field("amount", amount)
        writer.field("cap", cap)
        writer.field("discount", discount)
        writer.field("kind", kind.rawValue)
        writer.field("percent", percent)
    }
}
