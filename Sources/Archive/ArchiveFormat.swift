/// How files are packed into one.
public enum ArchiveFormat: String, Sendable, Hashable, CaseIterable {
    /// A zip (PKWARE APPNOTE 6.3), in its 64-bit form from 65,536 entries or 4 GiB on.
    case zip
    /// A tar: ustar, with a pax header where a name needs it (IEEE Std 1003.1, `pax`).
    case tar

    /// Whether an entry of a zip is packed smaller; a tar stores them all.
    public enum Compression: String, Sendable, Hashable, CaseIterable {
        /// As it is: for bytes that are compressed already.
        case stored
        /// By DEFLATE (RFC 1951).
        case deflated

        /// The formats that carry their own compression; to deflate them again costs time and gains nothing.
        static let compressedSuffixes = [".png", ".pdf", ".jpg", ".jpeg", ".webp", ".gz", ".zip", ".pkpass"]

        /// Chooses by a file's name: PNG and the like are stored, everything else is deflated.
        public init(forName name: String) {
            let lowercase = name.lowercased()
            self = Self.compressedSuffixes.contains { lowercase.hasSuffix($0) } ? .stored : .deflated
        }
    }
}
