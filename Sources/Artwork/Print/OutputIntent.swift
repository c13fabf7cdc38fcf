/// The press that a file is made for: what PDF/X-4 (ISO 15930-7, 6.2) asks of a file, a printing condition with its profile.
public struct OutputIntent: Sendable, Hashable {
    /// The largest profile, 4 MB: those of the usual conditions have 0.5 to 2.5 MB.
    public static let maximumProfileByteCount = 4_000_000
    /// The longest name of a condition, in bytes: those of the ICC's registry have under 40.
    public static let maximumConditionByteCount = 100
    /// The least that has a header (ICC.1, 7.2).
    private static let headerByteCount = 128

    /// The name of the printing condition, such as `FOGRA51`.
    public let condition: String
    /// The ICC profile of an output device.
    public let profile: [UInt8]
    /// The number of inks that the profile describes.
    let componentCount: Int

    /// Why something is no output intent.
    public enum IntentError: Error, Sendable, Hashable {
        /// More bytes than ``OutputIntent/maximumProfileByteCount``.
        case tooManyBytes(Int)
        /// The bytes do not begin as an ICC profile of their own length does.
        case noProfile
        /// The profile is of a scanner or a screen (its class), not of a press.
        case noPress(profileClass: String)
        /// The profile describes other colours than the four process inks or black.
        case colours(String)
        /// The condition is empty, too long or has control characters.
        case condition(String)
    }

    /// Takes a profile.
    ///
    /// - Parameters:
    ///   - profile: The file, an ICC profile of class `prtr` for `CMYK` or `GRAY`.
    ///   - condition: The name of the printing condition.
    /// - Throws: ``IntentError``.
    public init(profile: [UInt8], condition: String) throws(IntentError) {
        guard profile.count <= Self.maximumProfileByteCount else { throw .tooManyBytes(profile.count) }
        guard profile.count >= Self.headerByteCount, Self.word(profile, at: 36) == "acsp",
            profile.prefix(4).reduce(0, { $0 << 8 | Int($1) }) == profile.count
        else { throw .noProfile }
        let kind = Self.word(profile, at: 12)
        guard kind == "prtr" else { throw .noPress(profileClass: kind) }
        let colours = Self.word(profile, at: 16)
        guard let count = ["CMYK": 4, "GRAY": 1][colours] else { throw .colours(colours) }
        let isClean = condition.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard isClean, (1...Self.maximumConditionByteCount).contains(condition.utf8.count) else {
            throw .condition(condition)
        }
        self.profile = profile
        self.condition = condition
        componentCount = count
    }

    private static func word(_ bytes: [UInt8], at place: Int) -> String {
        String(decoding: bytes[place..<place + 4], as: UTF8.self)
    }
}
