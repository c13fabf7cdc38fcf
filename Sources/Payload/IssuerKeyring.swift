/// The public keys of an issuer that a till trusts, each under its id.
///
/// A key is rotated by adding the new one and keeping the old one until its last coupon has ended.
public struct IssuerKeyring: Sendable, Hashable {
    private let keysByID: [UInt8: IssuerVerifyingKey]

    /// Two different keys have the same id, so a token would not say which is meant.
    public struct DuplicateKeyError: Error, Sendable, Hashable {
        /// The id that occurs twice.
        public let keyID: UInt8
    }

    /// Collects keys; the same key may come twice.
    ///
    /// - Throws: `DuplicateKeyError` if two different keys share an id.
    public init(_ keys: some Sequence<IssuerVerifyingKey>) throws(DuplicateKeyError) {
        var keysByID: [UInt8: IssuerVerifyingKey] = [:]
        for key in keys {
            let earlier = keysByID.updateValue(key, forKey: key.keyID)
            guard earlier == nil || earlier == key else { throw DuplicateKeyError(keyID: key.keyID) }
        }
        self.keysByID = keysByID
    }

    /// The keys in the order of their ids.
    public var keys: [IssuerVerifyingKey] { keysByID.values.sorted { $0.keyID < $1.keyID } }

    /// The key with this id, if it is trusted.
    public subscript(keyID: UInt8) -> IssuerVerifyingKey? { keysByID[keyID] }
}
