extension PublicHost {
    /// Returns what the symbol of a short code holds, `HTTPS://QR.EXAMPLE.COM/C/XXXXXXXXXXXXXXXX`.
    ///
    /// With a host of 14 characters 41 characters, all alphanumeric: version 3-M (29 modules), which holds 61.
    public func couponURL(_ code: CouponCode) -> String {
        capitalOrigin + "/C/" + code.text
    }

    /// Returns what the symbol of a signed token holds, `HTTPS://QR.EXAMPLE.COM/T/` and 129 characters.
    ///
    /// With a host of 14 characters 154 characters, all alphanumeric: exactly what version 6-M (41 modules) holds.
    public func tokenURL(_ token: SignedToken) -> String {
        capitalOrigin + "/T/" + token.text
    }

    /// Returns what the symbol of a placement holds.
    ///
    /// An id of capitals, digits, hyphens and dots gives `HTTPS://HOST/S/ID`, dense in a symbol. Any other keeps its
    /// case, `https://host/s/id`, because ids that differ in case are different placements.
    ///
    /// Characters that a path cannot carry are percent-encoded (RFC 3986, section 2.1).
    public func placementURL(_ id: String) -> String {
        if id.utf8.allSatisfy(Self.isDense) { return capitalOrigin + "/S/" + id }
        return origin + "/s/" + Self.percentEncoded(id)
    }

    /// Whether a byte is a character of an id that costs 5.5 bits and that a path carries.
    private static func isDense(_ byte: UInt8) -> Bool {
        ASCII.uppercaseLetters.contains(byte) || ASCII.digits.contains(byte)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    /// Returns the text with all but unreserved characters (RFC 3986, section 2.3) encoded.
    private static func percentEncoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { encoded, byte in
            let isUnreserved = ASCII.isAlphanumeric(byte) || "-._~".utf8.contains(byte)
            encoded +=
                isUnreserved
                ? String(UnicodeScalar(byte)) : "%" + Hex.encode(CollectionOfOne(byte)).uppercased()
        }
    }
}
