import Payload
import Promotion
import Vocabulary

/// The canonical form of a request, whose digest tells a retry from a key that was reused.
///
/// It is made of what was understood and not of the bytes that came, so that spaces in the JSON or another
/// spelling of the same code are still the same request. Every field has its length in front: no two requests
/// share a form.
struct RequestForm {
    private var bytes: [UInt8] = []

    /// Begins with what kind of request it is.
    init(_ label: String) {
        append(label)
    }

    /// SHA-256 of the form, 32 bytes.
    var digest: [UInt8] { Digest256(hashing: bytes).bytes }

    mutating func append(_ text: String) {
        append(text.utf8.count)
        bytes += text.utf8
    }

    mutating func append(_ number: Int) {
        withUnsafeBytes(of: Int64(number).bigEndian) { bytes += $0 }
    }

    mutating func append(optional text: String?) {
        append(text == nil ? 0 : 1)
        if let text { append(text) }
    }
}

extension RedemptionCall {
    /// The digest of this request for codes that were understood, or else for the texts as they came.
    ///
    /// - Parameters:
    ///   - read: What was understood of each code.
    ///   - label: What is asked for, with the form's version.
    /// - Returns: SHA-256, 32 bytes.
    func digest(of read: [CouponCode?], as label: String = "redemption 1") -> [UInt8] {
        var form = RequestForm(label)
        // One code has the form that it had before there could be more.
        if codes.count > 1 { form.append(codes.count) }
        for (code, text) in zip(read, codes) {
            form.append(optional: code?.text)
            if code == nil { form.append(text) }
        }
        form.append(optional: amount?.description)
        form.append(items.count)
        for item in items {
            form.append(item.sku)
            form.append(item.quantity)
            form.append(item.unitPrice.description)
        }
        form.append(optional: member?.text)
        form.append(optional: cashier)
        form.append(optional: purchase)
        return form.digest
    }
}

extension ReversalCall {
    /// The digest of this request to undo one redemption.
    func digest(of redemption: RedemptionID) -> [UInt8] {
        var form = RequestForm("reversal 1")
        form.append(redemption.text)
        form.append(kind.rawValue)
        form.append(optional: amount?.description)
        form.append(reason)
        form.append(optional: cashier)
        return form.digest
    }
}
