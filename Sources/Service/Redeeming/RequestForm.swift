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
    /// The digest of this request for a code that was understood, or else for the text as it came.
    func digest(of code: CouponCode?) -> [UInt8] {
        var form = RequestForm("redemption 1")
        form.append(optional: code?.text)
        if code == nil { form.append(self.code) }
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
