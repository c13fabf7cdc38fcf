/// How much an archive may hold before reading it is given up.
///
/// A zip of 42 kB can unpack to petabytes, so nothing that an archive says of itself is believed: bytes are
/// counted as they come.
public struct ArchiveLimits: Sendable, Hashable {
    /// The most entries.
    public var mostEntries: Int
    /// The most bytes of one entry, unpacked.
    public var mostEntryBytes: Int
    /// The most bytes of all entries that are read, unpacked.
    public var mostBytes: Int

    /// What a workspace or a press order holds at most: as many entries as can be written, entries that fit
    /// memory several times over, and together what a small server's disk has free.
    public static let standard = ArchiveLimits(
        mostEntries: ArchiveWriter.mostEntries, mostEntryBytes: 256 << 20, mostBytes: 8 << 30)

    /// Sets all limits, each 0 or more.
    public init(mostEntries: Int, mostEntryBytes: Int, mostBytes: Int) {
        self.mostEntries = mostEntries
        self.mostEntryBytes = mostEntryBytes
        self.mostBytes = mostBytes
    }
}
