import Foundation
import OfflineTill
import Payload
import Promotion
import Vocabulary

extension TillTerms {
    /// 16 MB: a hundred campaigns of a hundred offers with ten thousand batches have less than half of it.
    package static let maximumByteCount = 16 << 20

    /// Writes the terms, equal terms in equal bytes.
    ///
    /// - Throws: Nothing that terms can bring about.
    package func encoded() throws(ServiceError) -> [UInt8] { try JSONText.document(self) }

    /// Reads terms, from the server or from a file of the till.
    ///
    /// Whatever the rules look at must be known to the last field: a till that overlooks a condition would give where
    /// the server does not.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - file: Its name in messages, if it is one.
    /// - Throws: `ServiceError.invalidInput` with what is wrong and where.
    package init(parsing bytes: [UInt8], file: String? = nil) throws(ServiceError) {
        func fault(_ pointer: String, _ detail: String) -> ServiceError {
            .invalidInput([InputFault(file: file, pointer: pointer, detail: detail)])
        }
        guard bytes.count <= Self.maximumByteCount else {
            throw fault(
                "", "Terms have at most \(Self.maximumByteCount) bytes, and these have \(bytes.count).")
        }
        do {
            self = try Self.decoder.decode(Self.self, from: Data(bytes))
        } catch {
            let found = InputFault(decoding: error, of: bytes, file: file, as: "a till's terms")
            throw fault(Self.written(found.pointer), found.detail)
        }
        // What a server of this version writes is its own bytes again, and nothing was passed over.
        let read = try encoded()
        if read != bytes, let pointer = UnknownFields.first(in: bytes, beside: read, under: Self.strictKeys) {
            throw fault(
                pointer, "This till does not know this field, which decides on coupons: update the till.")
        }
        if let found = contradiction { throw fault(found.pointer, found.detail) }
    }

    /// What decides on coupons; what a later server says beside these is passed over.
    private static let strictKeys = ["keys", "campaigns", "offers", "batches"]

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }

    /// A path of properties as the document writes them: `usable_until` for `usableUntil`.
    private static func written(_ path: String) -> String {
        path.reduce(into: "") { text, letter in
            text += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
        }
    }
}

extension TillTerms: Codable {
    private enum CodingKeys: String, CodingKey {
        case version, terminal, store, standing, timeZone, utcOffsetSeconds, currency, issuedAt, usableUntil
        case keys, campaigns, offers, batches
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        // First of all: whatever else is wrong with terms of another version is no fault of theirs.
        let version = try fields.decode(Int.self, forKey: .version)
        guard version == Self.version else {
            let detail = "This till reads version \(Self.version), not \(version): update the till."
            throw DecodingError.dataCorruptedError(forKey: .version, in: fields, debugDescription: detail)
        }
        self.init(
            terminal: try fields.decode(TerminalID.self, forKey: .terminal),
            store: try fields.decode(StoreID.self, forKey: .store),
            standing: try fields.decode(Standing.self, forKey: .standing),
            timeZone: try fields.decode(String.self, forKey: .timeZone),
            utcOffsetSeconds: try fields.decode(Int.self, forKey: .utcOffsetSeconds),
            currency: try fields.decode(Currency.self, forKey: .currency),
            issuedAt: try fields.time(.issuedAt), usableUntil: try fields.time(.usableUntil),
            keys: try fields.decode([Key].self, forKey: .keys),
            campaigns: try fields.decode([CampaignItem].self, forKey: .campaigns),
            offers: try fields.decode([OfferItem].self, forKey: .offers),
            batches: try fields.decode([BatchItem].self, forKey: .batches))
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(Self.version, forKey: .version)
        try fields.encode(terminal, forKey: .terminal)
        try fields.encode(store, forKey: .store)
        try fields.encode(standing, forKey: .standing)
        try fields.encode(timeZone, forKey: .timeZone)
        try fields.encode(utcOffsetSeconds, forKey: .utcOffsetSeconds)
        try fields.encode(currency, forKey: .currency)
        try fields.encode(issuedAt.rfc3339, forKey: .issuedAt)
        try fields.encode(usableUntil.rfc3339, forKey: .usableUntil)
        try fields.encode(keys, forKey: .keys)
        try fields.encode(campaigns, forKey: .campaigns)
        try fields.encode(offers, forKey: .offers)
        try fields.encode(batches, forKey: .batches)
    }
}

extension TillTerms.Key: Codable {
    private enum CodingKeys: String, CodingKey {
        case id, publicKey, endsAt
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let id = try fields.decode(UInt8.self, forKey: .id)
        let text = try fields.decode(String.self, forKey: .publicKey)
        guard let bytes = try? Hex.decode(text),
            let key = try? IssuerVerifyingKey(keyID: id, rawRepresentation: bytes)
        else {
            let detail = "It must be a public key of 64 hexadecimal digits, not \"\(text.prefix(80))\"."
            throw DecodingError.dataCorruptedError(
                forKey: .publicKey, in: fields, debugDescription: detail)
        }
        self.init(key, endsAt: fields.contains(.endsAt) ? try fields.time(.endsAt) : nil)
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(key.keyID, forKey: .id)
        try fields.encode(Hex.encode(key.rawRepresentation), forKey: .publicKey)
        try fields.encodeIfPresent(endsAt?.rfc3339, forKey: .endsAt)
    }
}

extension KeyedDecodingContainer {
    /// A time in RFC 3339.
    fileprivate func time(_ key: Key) throws -> Instant {
        let text = try decode(String.self, forKey: key)
        guard let time = Instant(rfc3339: text) else {
            let detail = "It must be a time such as 2026-11-21T09:30:00Z, not \"\(text.prefix(40))\"."
            throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: detail)
        }
        return time
    }
}
