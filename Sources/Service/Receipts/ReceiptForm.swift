import Payload
import Store

/// The bytes of a receipt's proof: issuer and writer with their lengths, the sequences, the path, key and signature.
enum ReceiptForm {
    /// The first byte, should the form ever change.
    private static let version: UInt8 = 1
    private static let hashByteCount = 32
    private static let signatureByteCount = 64

    static func encode(_ issuer: String, _ proof: ReceiptProof) -> [UInt8] {
        var bytes: [UInt8] = [version, proof.seal.keyID]
        bytes.reserveCapacity(512)
        append(issuer, to: &bytes)
        append(proof.writer, to: &bytes)
        withUnsafeBytes(of: proof.first.bigEndian) { bytes += $0 }
        withUnsafeBytes(of: proof.last.bigEndian) { bytes += $0 }
        withUnsafeBytes(of: proof.sequence.bigEndian) { bytes += $0 }
        bytes.append(UInt8(proof.path.count))
        for hash in proof.path { bytes += hash }
        bytes += proof.seal.signature
        return bytes
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        let utf8 = text.utf8.prefix(Int(UInt8.max))
        bytes.append(UInt8(utf8.count))
        bytes += utf8
    }

    static func decode(_ bytes: [UInt8]) -> (issuer: String, proof: ReceiptProof)? {
        var rest = bytes[...]
        guard rest.popFirst() == version, let keyID = rest.popFirst(), let issuer = text(&rest),
            let writer = text(&rest), let first = number(&rest), let last = number(&rest),
            let sequence = number(&rest), let count = rest.popFirst(),
            rest.count == Int(count) * hashByteCount + signatureByteCount
        else { return nil }
        let path = (0..<Int(count)).map { _ in take(hashByteCount, &rest) }
        let seal = Seal(keyID: keyID, signature: Array(rest))
        return (
            issuer,
            ReceiptProof(
                writer: writer, first: first, last: last, sequence: sequence, path: path, seal: seal)
        )
    }

    private static func text(_ rest: inout ArraySlice<UInt8>) -> String? {
        guard let count = rest.popFirst(), rest.count >= count else { return nil }
        return String(validating: take(Int(count), &rest), as: UTF8.self)
    }

    private static func number(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        guard rest.count >= 8 else { return nil }
        return take(8, &rest).reduce(0) { $0 << 8 | Int64($1) }
    }

    private static func take(_ count: Int, _ rest: inout ArraySlice<UInt8>) -> [UInt8] {
        let taken = Array(rest.prefix(count))
        rest = rest.dropFirst(count)
        return taken
    }
}
