import Crypto
import Foundation

/// A part of a print, drawn and read back, that takes its place among the others whenever it was made.
struct PrintedPiece: Sendable, Hashable {
    /// One page, picture or label.
    struct Item: Sendable, Hashable {
        /// The name of a picture; empty for what has none.
        var name: String
        var bytes: [UInt8]
    }

    var items: [Item] = []
    /// The rows of the manifest.
    var manifest: [UInt8] = []

    private static let digestByteCount = SHA256.byteCount

    /// The piece as a file: a digest, then everything with its length in front.
    var encoded: [UInt8] {
        var body: [UInt8] = []
        body.append(field: manifest)
        for item in items {
            body.append(field: Array(item.name.utf8))
            body.append(field: item.bytes)
        }
        return Array(SHA256.hash(data: body)) + body
    }

    init() {}

    /// Reads a file; `nil` for one that is not whole, as after a power cut.
    init?(encoded file: [UInt8]) {
        guard file.count >= Self.digestByteCount else { return nil }
        let body = file[Self.digestByteCount...]
        guard SHA256.hash(data: body).elementsEqual(file[..<Self.digestByteCount]) else { return nil }
        var rest = body
        guard let manifest = rest.takeField() else { return nil }
        self.manifest = Array(manifest)
        while !rest.isEmpty {
            guard let name = rest.takeField(), let bytes = rest.takeField() else { return nil }
            items.append(Item(name: String(decoding: name, as: UTF8.self), bytes: Array(bytes)))
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(field: [UInt8]) {
        for shift in stride(from: 0, to: 32, by: 8) {
            append(UInt8(truncatingIfNeeded: field.count >> shift))
        }
        append(contentsOf: field)
    }
}

extension ArraySlice<UInt8> {
    fileprivate mutating func takeField() -> ArraySlice<UInt8>? {
        guard count >= 4 else { return nil }
        let length = prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        self = dropFirst(4)
        guard count >= length else { return nil }
        defer { self = dropFirst(length) }
        return prefix(length)
    }
}
