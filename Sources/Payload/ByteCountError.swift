/// Bytes of a fixed-length value came in another length.
public struct ByteCountError: Error, Sendable, Hashable {
    /// How many bytes the value has.
    public let expected: Int
    /// How many were given.
    public let found: Int

    /// Notes the two counts.
    ///
    /// - Parameters:
    ///   - expected: How many bytes the value has.
    ///   - found: How many were given.
    public init(expected: Int, found: Int) {
        self.expected = expected
        self.found = found
    }

    /// Passes `bytes` through if there are `expected` of them.
    static func check(_ bytes: [UInt8], expected: Int) throws(ByteCountError) -> [UInt8] {
        guard bytes.count == expected else { throw ByteCountError(expected: expected, found: bytes.count) }
        return bytes
    }
}
