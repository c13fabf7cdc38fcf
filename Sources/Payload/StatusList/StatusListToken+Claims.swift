/// The claims of a Status List Token in CBOR (RFC 8392; draft-ietf-oauth-status-list, sections 4.3 and 5.2).
extension StatusListToken {
    /// The keys of claims.
    private enum Key {
        static let subject = CBORValue.unsigned(2)
        static let expiration = CBORValue.unsigned(4)
        static let issuedAt = CBORValue.unsigned(6)
        static let statusList = CBORValue.unsigned(65_533)
        static let timeToLive = CBORValue.unsigned(65_534)
        /// A claim of our own; the draft knows no changes.
        static let changes = CBORValue.text("status_changes")
        static let bits = CBORValue.text("bits")
        static let list = CBORValue.text("lst")
        static let base = CBORValue.text("base")
        static let result = CBORValue.text("result")
        static let size = CBORValue.text("size")
        static let packed = CBORValue.text("changes")
    }

    /// The claims as a map, its keys in the order of RFC 8949, section 4.2.1.
    static func payload(_ claims: Claims, _ content: Content) -> CBORValue {
        var pairs = [
            CBORValue.Pair(key: Key.subject, value: .text(claims.uri)),
            CBORValue.Pair(key: Key.expiration, value: number(claims.expiresAt)),
            CBORValue.Pair(key: Key.issuedAt, value: number(claims.issuedAt)),
        ]
        let timeToLive = CBORValue.Pair(key: Key.timeToLive, value: number(claims.timeToLive))
        switch content {
        case .list(let compressed):
            pairs += [CBORValue.Pair(key: Key.statusList, value: map(compressed)), timeToLive]
        case .changes(let changes):
            pairs += [timeToLive, CBORValue.Pair(key: Key.changes, value: map(changes))]
        }
        return .map(pairs)
    }

    private static func number(_ value: Int64) -> CBORValue { .unsigned(UInt64(max(0, value))) }

    private static func map(_ compressed: [UInt8]) -> CBORValue {
        .map([
            CBORValue.Pair(key: Key.list, value: .bytes(compressed)),
            CBORValue.Pair(key: Key.bits, value: .unsigned(UInt64(StatusList.bits))),
        ])
    }

    private static func map(_ changes: StatusListChanges) -> CBORValue {
        .map([
            CBORValue.Pair(key: Key.base, value: .bytes(changes.base.bytes)),
            CBORValue.Pair(key: Key.size, value: .unsigned(UInt64(changes.byteCount))),
            CBORValue.Pair(key: Key.result, value: .bytes(changes.result.bytes)),
            CBORValue.Pair(key: Key.packed, value: .bytes(changes.packed)),
        ])
    }

    /// Reads the claims that every token of ours has; the draft only recommends the end and the time to live.
    static func claims(in payload: CBORValue) -> Claims? {
        guard let uri = payload[Key.subject]?.text, let issuedAt = seconds(payload[Key.issuedAt]),
            let expiresAt = seconds(payload[Key.expiration]), let time = seconds(payload[Key.timeToLive]),
            time > 0
        else { return nil }
        return Claims(uri: uri, issuedAt: issuedAt, expiresAt: expiresAt, timeToLive: time)
    }

    /// Whole seconds up to the year 9999.
    private static func seconds(_ value: CBORValue?) -> Int64? {
        guard let number = value?.unsigned, number <= 253_402_300_799 else { return nil }
        return Int64(number)
    }

    static func content(in payload: CBORValue, type: String) -> Content? {
        switch type {
        case listType: list(in: payload, bits: StatusList.bits).map(Content.list(compressed:))
        case changesType: changes(in: payload).map(Content.changes)
        default: nil
        }
    }

    /// The compressed list of the claims, if it has so many bits an entry.
    static func list(in payload: CBORValue, bits: Int) -> [UInt8]? {
        guard let list = payload[Key.statusList], list[Key.bits]?.unsigned == UInt64(bits) else { return nil }
        return list[Key.list]?.bytes
    }

    private static func changes(in payload: CBORValue) -> StatusListChanges? {
        guard let map = payload[Key.changes], let size = map[Key.size]?.unsigned,
            size <= UInt64(StatusList.maximumByteCount), let packed = map[Key.packed]?.bytes,
            let base = digest(map[Key.base]), let result = digest(map[Key.result])
        else { return nil }
        return StatusListChanges(base: base, result: result, byteCount: Int(size), packed: packed)
    }

    private static func digest(_ value: CBORValue?) -> Digest256? {
        value?.bytes.flatMap { try? Digest256(bytes: $0) }
    }
}
