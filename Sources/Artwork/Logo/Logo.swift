public import QRSymbol

/// A picture for the middle of a symbol, as the bytes of an SVG, PNG or JPEG file.
public struct Logo: Sendable, Hashable {
    /// The largest file, 2 MB: a logo prints at a few millimetres, and a bigger file is a photograph.
    public static let maximumByteCount = 2_000_000
    /// The largest side of a picture of pixels, 4,096: more than 300 dots a millimetre at any label's logo size.
    public static let maximumSide = 4_096

    /// The format of the file.
    public enum Format: String, Sendable, Hashable {
        /// Scalable Vector Graphics, drawn by librsvg without access to files or the network.
        case svg
        /// Portable Network Graphics.
        case png
        /// Baseline or progressive JPEG, upright; one that lies otherwise becomes a PNG.
        case jpeg

        /// As a browser takes it.
        public var mediaType: String {
            switch self {
            case .svg: "image/svg+xml"
            case .png: "image/png"
            case .jpeg: "image/jpeg"
            }
        }
    }

    /// How much of the symbol it takes, its light margin included.
    public enum Size: Sendable, Hashable {
        /// As much as error correction carries with a margin for dirt.
        case largest
        /// At most this share of the symbol's area, quiet zone not counted; more than 0.
        case percent(Double)
        /// A square of this many modules a side: odd, at least `KnockOut.minimumSquare`.
        case modules(Int)
    }

    /// Why bytes are not a logo.
    public enum LogoError: Error, Sendable, Hashable {
        /// More bytes than ``maximumByteCount``.
        case tooManyBytes(Int)
        /// A side longer than ``maximumSide``, in pixels.
        case tooManyPixels(width: Int, height: Int)
        /// Neither an SVG file nor a picture of pixels.
        case unknownFormat
        /// A picture of pixels that is none for a logo.
        case picture(PictureFileError)
        /// An SVG document with something that must not be passed on.
        case document(SVGFault)
        /// Nothing of it can be seen.
        case invisible
        /// A ring that is none of `KnockOut.rings`, in modules.
        case ring(Double)
    }

    /// The format of ``bytes``.
    public let format: Format
    /// The file.
    public let bytes: [UInt8]
    /// How much of the symbol it takes.
    public let size: Size
    /// How far to the middle it belongs, where its share is planned for.
    public let position: LogoWish.Position
    /// How it was asked to be knocked out.
    public let shape: Shape
    /// The ring around it, and its outline if no more is hidden; a picture without transparent parts has none.
    public let knockOut: KnockOut

    /// Takes an SVG, PNG or JPEG file; which of them it is, its first bytes say.
    ///
    /// Whether the picture can be drawn is found when it is drawn. What cameras add to a JPEG (places, names) is left out.
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
        (format, self.bytes) = try LogoFile.checked(bytes)
        self.size = size
        self.position = position
        shape = .rectangle
        knockOut = .standard
    }

    /// Returns the same picture at another size.
    public func resized(to size: Size) -> Logo { Logo(self, size: size) }

    /// Returns the same picture elsewhere.
    public func moved(to position: LogoWish.Position) -> Logo { Logo(self, position: position) }

    /// Returns the same picture with another ring.
    ///
    /// - Parameter ring: In modules, whole or not; one of `KnockOut.rings`.
    /// - Returns: The logo.
    /// - Throws: ``LogoError/ring(_:)``.
    public func ringed(by ring: Double) throws(LogoError) -> Logo {
        guard KnockOut.rings.contains(ring) else { throw .ring(ring) }
        return Logo(self, knockOut: KnockOut(ring: ring, outline: knockOut.outline))
    }

    /// Returns the same picture, knocked out as its rectangle or as its outline.
    ///
    /// - Complexity: An outline is found by drawing the picture twice, some milliseconds.
    public func shaped(_ shape: Shape) -> Logo {
        let outline = shape == .outline ? Self.outline(of: self) : nil
        return Logo(self, shape: shape, knockOut: KnockOut(ring: knockOut.ring, outline: outline))
    }

    private init(
        _ logo: Logo, size: Size? = nil, position: LogoWish.Position? = nil, shape: Shape? = nil,
        knockOut: KnockOut? = nil
    ) {
        (format, bytes) = (logo.format, logo.bytes)
        self.size = size ?? logo.size
        self.position = position ?? logo.position
        self.shape = shape ?? logo.shape
        self.knockOut = knockOut ?? logo.knockOut
    }
}

extension Collection where Element == UInt8 {
    /// Returns whether the bytes hold a sequence, O(n × m).
    func contains(sequence: [UInt8]) -> Bool {
        guard !sequence.isEmpty else { return true }
        return indices.contains { self[$0...].starts(with: sequence) }
    }
}
