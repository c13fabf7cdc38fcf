/// A phone number that a message can reach, in the one spelling of ITU-T E.164.
///
/// `+86 138-0013-8000`, `008613800138000`, `86-13800138000`, `13800138000` and full-width digits are the same number.
package struct PhoneNumber: Sendable, Hashable, CustomStringConvertible {
    /// `+`, the country code and the rest, 8 to 15 digits: `+8613800138000`.
    package let e164: String

    /// E.164 allows fifteen digits; under eight no country has numbers that can be called from abroad.
    package static let digitCounts = 8...15

    /// Why a text is no phone number.
    package enum ParseError: Error, Sendable, Hashable {
        case empty
        /// This character has no place in a phone number, or a `+` is not in front.
        case unreadable(Character)
        /// The digits do not make a number of this region, which was assumed since no country code was written.
        case notInRegion(PhoneRegion, digitCount: Int)
        /// The country code is this region's, and the rest is no mobile number there.
        case notMobile(PhoneRegion)
        /// Outside `digitCounts`.
        case digitCount(Int)
        /// No country code begins with zero.
        case unknownCountryCode
    }

    /// Reads a number as people write it.
    ///
    /// - Parameters:
    ///   - text: The number; spaces, hyphens, points and brackets between the digits do not count.
    ///   - region: Where a number without country code belongs: the region of the member's store.
    /// - Throws: `ParseError` with the reason.
    package init(parsing text: some StringProtocol, region: PhoneRegion) throws(ParseError) {
        let dialled = try DialledDigits(text)
        if let international = dialled.international(from: region) {
            e164 = try Self.checked(international: international)
        } else {
            guard let national = region.nationalNumber(ofDialled: dialled.digits) else {
                throw .notInRegion(region, digitCount: dialled.digits.count)
            }
            e164 = "+" + region.countryCode + national
        }
    }

    /// The number with all but its country code and last four digits hidden, for lists and logs.
    package var masked: String { Identity(self).masked }

    package var description: String { e164 }

    private static func checked(international digits: String) throws(ParseError) -> String {
        if let region = PhoneRegion(ofE164: "+" + digits) {
            let rest = String(digits.dropFirst(region.countryCode.count))
            guard let national = region.nationalNumber(ofDialled: rest) else { throw .notMobile(region) }
            return "+" + region.countryCode + national
        }
        guard digits.first != "0" else { throw .unknownCountryCode }
        guard digitCounts.contains(digits.count) else { throw .digitCount(digits.count) }
        return "+" + digits
    }
}

/// The digits of a number as dialled, with what was between them left out.
private struct DialledDigits {
    let digits: String
    let hasPlus: Bool

    /// Separators that people and programs write: ASCII, no-break and full-width forms, and the typographic hyphens.
    private static let separators: Set<Unicode.Scalar> = [
        " ", "-", "(", ")", ".", "\u{A0}", "\u{2009}", "\u{202F}", "\u{3000}", "\u{2010}", "\u{2011}",
        "\u{2012}",
        "\u{2013}", "\u{2014}", "\u{2212}", "\u{FF08}", "\u{FF09}", "\u{FF0D}",
    ]

    init(_ text: some StringProtocol) throws(PhoneNumber.ParseError) {
        var digits = ""
        var hasPlus = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39: digits.unicodeScalars.append(scalar)
            case 0xFF10...0xFF19: digits += String(scalar.value - 0xFF10)
            case 0x2B where digits.isEmpty && !hasPlus, 0xFF0B where digits.isEmpty && !hasPlus:
                hasPlus = true
            default:
                guard Self.separators.contains(scalar) else { throw .unreadable(Character(scalar)) }
            }
        }
        guard !digits.isEmpty else { throw .empty }
        self.digits = digits
        self.hasPlus = hasPlus
    }

    /// The digits from the country code on, or `nil` if the number was written for use inside the region.
    func international(from region: PhoneRegion) -> String? {
        if hasPlus { return digits }
        // No area code begins with 1 after country code 1, so 0011 is only ever Australia's way out.
        if region == .australia, digits.hasPrefix("0011") { return String(digits.dropFirst(4)) }
        if digits.hasPrefix("00") { return String(digits.dropFirst(2)) }
        guard digits.hasPrefix(region.countryCode) else { return nil }
        // `86-138…` without a plus: only if what follows is a number there, or 852… could not begin a local one.
        let rest = String(digits.dropFirst(region.countryCode.count))
        return region.nationalNumber(ofDialled: rest) == nil ? nil : digits
    }
}
