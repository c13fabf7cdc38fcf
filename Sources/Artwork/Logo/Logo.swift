public import QRSymbol

/// A picture for the middle of a symbol, as the bytes of an SVG or PNG file.
public struct Logo: Sendable, Hashable {
    /// The largest file, 2 MB: a logo prints at a few millimetres, and a bigger file is a photograph.
    public static let maximumByteCount = 2_000_000
    /// The largest PNG side, 4,096 pixels: more than 300 dots a millimetre at any label's logo size.
    public static let maximumSide = 4_096

    /// The format of the file.
    public enum Format: String, Sendable, Hashable {
        /// Scalable Vector Graphics, drawn by librsvg without access to files or the network.
        case svg
        /// Portable Network Graphics.
        case png
    }

    /// How much of the symbol it takes, its light margin included.
    public enum Size: Sendable, Hashable {
        /// As much as error correction carries with a margin for dirt.
        case largest
        /// At most this share of the symbol's area, quiet zone not counted; more than 0.
        case percent(Double)
        /// A square of this many modules a side: odd, at least ``LogoArea/minimumSide``.
        case modules(Int)
    }

    /// Why bytes are not a logo.
    public enum LogoError: Error, Sendable, Hashable {
        /// More bytes than ``maximumByteCount``.
        case tooManyBytes(Int)
        /// A side longer than ``maximumSide``, in pixels.
        case tooManyPixels(width: Int, height: Int)
        /// Neither a PNG nor an SVG file.
        case unknownFormat
    }

    /// The format of ``bytes``.
    public let format: Format
    /// The file.
    public let bytes: [UInt8]
    /// How much of the symbol it takes.
    public let size: Size
    /// How far to the middle it belongs, where its share is planned for.
    public let position: LogoWish.Position

    /// Takes an SVG or PNG file; which of them it is, its first bytes say.
    ///
    /// Whether the picture can be drawn is found when it is drawn.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - size: How much of the symbol it takes.
    ///   - position: How far to the middle it belongs.
    /// - Throws: ``LogoError``.
    public init(
        _ bytes: [UInt8], size: Size = .largest, position: LogoWish.Position = .best
    ) throws(LogoError) {
        guard bytes.count <= Self.maximumByteCount else { throw .tooManyBytes(bytes.count) }
        format = try Self.format(of: bytes)
        self.bytes = bytes
        self.size = size
        self.position = position
    }

    /// Returns the same picture at another size.
    public func resized(to size: Size) -> Logo {
        Logo(format: format, bytes: bytes, size: size, position: position)
    }

    /// Returns the same picture elsewhere.
    public func moved(to position: LogoWish.Position) -> Logo {
        Logo(format: format, bytes: bytes, size: size, position: position)
    }

    private init(format: Format, bytes: [UInt8], size: Size, position: LogoWish.Position) {
        self.position = position
        self.format = format
        self.bytes = bytes
        self.size = size
    }

    private static func format(of bytes: [UInt8]) throws(LogoError) -> Format {
        if let header = PNGHeader(bytes) {
            guard max(header.width, header.height) <= maximumSide else {
                throw .tooManyPixels(width: header.width, height: header.height)
            }
            return .png
        }
        // An XML declaration, comments and a document type may come first, but not much of them.
        guard bytes.prefix(4_096).contains(sequence: Array("<svg".utf8)) else { throw .unknownFormat }
        return .svg
    }
}

extension Collection where Element == UInt8 {
    /// Returns whether the bytes hold a sequence, O(n × m).
    func contains(sequence: [UInt8]) -> Bool {
        guard !sequence.isEmpty else { return true }
        return indices.contains { self[$0...].starts(with: sequence) }
    }
}
