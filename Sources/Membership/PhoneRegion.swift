/// A numbering plan whose mobile numbers we can tell from others.
///
/// Numbers elsewhere are taken by E.164's rules alone, and must be written with their country code.
package enum PhoneRegion: String, Sendable, Hashable, CaseIterable {
    case mainlandChina = "CN"
    case hongKong = "HK"
    case australia = "AU"

    /// The digits after `+`; no code is the beginning of another.
    package var countryCode: String {
        switch self {
        case .mainlandChina: "86"
        case .hongKong: "852"
        case .australia: "61"
        }
    }

    /// The region of a number that begins with `+`, or `nil` if it is another.
    init?(ofE164 number: String) {
        guard let region = Self.allCases.first(where: { number.dropFirst().hasPrefix($0.countryCode) }) else {
            return nil
        }
        self = region
    }

    /// Returns the national significant number of a mobile phone, or `nil` if the digits are none.
    ///
    /// The trunk prefix 0 is taken off where one is dialled, as in `0412 345 678` and `+61 (0)412 345 678`.
    /// Plans: CN 11 digits 13 to 19; HK 8 digits 4 to 9; AU 9 digits beginning with 4.
    func nationalNumber(ofDialled digits: String) -> String? {
        let number = self != .hongKong && digits.hasPrefix("0") ? digits.dropFirst() : digits[...]
        let bytes = Array(number.utf8)
        let isMobile =
            switch self {
            case .mainlandChina: bytes.count == 11 && bytes[0] == 0x31 && (0x33...0x39).contains(bytes[1])
            case .hongKong: bytes.count == 8 && (0x34...0x39).contains(bytes[0])
            case .australia: bytes.count == 9 && bytes[0] == 0x34
            }
        return isMobile ? String(number) : nil
    }
}
