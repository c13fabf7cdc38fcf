import Vocabulary

extension Problem {
    /// The document as JSON, byte for byte what `JSONText` writes.
    package var json: [UInt8] {
        guard hasCommonFieldsOnly else { return (try? JSONText.document(self)) ?? [] }
        var writer = JSONWriter(capacity: 512)
        writer.object { writer in
            writer.field("detail", detail)
            if let limit { writer.field("limit", limit) }
            writer.field("reason", reason)
            writer.field("status", status)
            writer.field("title", title)
            writer.field("type", type)
            if let uses {
                writer.name("uses")
                writer.array(uses) { writer, use in
                    writer.object { writer in
                        writer.field("at", use.at)
                        writer.field("store", use.store.text)
                    }
                }
            }
        }
        return writer.bytes
    }

    /// Whether it has no field but those that the refusals of a busy till have.
    private var hasCommonFieldsOnly: Bool {
        errors == nil && keyEndedAt == nil && validFrom == nil && validUntil == nil && stores == nil
            && weekdays == nil && minimum == nil && currency == nil && redeemedOn == nil && budget == nil
            && reservedUntil == nil && articles == nil && coupons == nil && left == nil && againOn == nil
            && areas == nil
            && member == nil && available == nil && wanted == nil && nextEntry == nil && line == nil
    }
}
