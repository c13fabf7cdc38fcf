#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The camera that distances are stated for.
public struct ScanCamera: Sendable, Hashable, Codable {
    /// Pixels across.
    public let widthPixels: Int
    /// What it sees from left to right, in degrees.
    public let fieldDegrees: Double

    /// Twelve megapixels, 4,000 across, behind a lens of 26 mm on full frame (2 × atan(18 / 26) = 69.4 degrees): the
    /// main camera of most telephones.
    public static let phone = ScanCamera(widthPixels: 4_000, fieldDegrees: 70)
    /// The same lens through the preview of 1,920 pixels that many scanning programs search.
    public static let preview = ScanCamera(widthPixels: 1_920, fieldDegrees: 70)

    /// From where a hand scans small print: nearer, many telephones do not focus.
    public static let handMillimetres = 150.0
    /// How soft such a picture is, one deviation in pixels: lens, hand and the sensor's colour filter.
    static let blurPixels = 0.8

    /// Returns how finely a flat thing straight ahead is seen.
    ///
    /// - Parameter millimetres: Its distance, more than 0.
    /// - Returns: Pixels a millimetre.
    public func pixelsPerMillimetre(at millimetres: Double) -> Double { focalPixels / millimetres }

    /// Returns from how far a length is seen with so many pixels, in the length's own unit.
    public func distance(of length: Double, pixels: Double) -> Double { focalPixels * length / pixels }

    /// The distance from lens to sensor, in pixels.
    private var focalPixels: Double {
        Double(widthPixels) / (2 * tan(fieldDegrees * .pi / 360))
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case widthPixels = "width_pixels"
        case fieldDegrees = "field_degrees"
    }
}
