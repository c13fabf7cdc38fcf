/// Writes an archive entry by entry, passing its bytes on as they come.
///
/// The same entries in the same order are the same bytes on every machine: all entries have the caller's one
/// time, mode 0644 and owner 0. (Deflated bytes are also those of one version of zlib.) Memory is constant but
/// for the names and, in a zip, the list of entries at its end: some 200 bytes an entry.
///
/// An archive exists once ``finish()`` returned. What a writer that is dropped, or that threw, passed on is no
/// whole archive: a zip without its list, a tar without its end.
///
/// A zip states an entry's checksum and size after its data (APPNOTE 6.3, 4.3.9) and in the list at the end, so
/// it is read by programs that look there, as all do that are given a file.
public final class ArchiveWriter {
    /// The times that a zip's headers (from 1980) and its extra field (32 bits, signed) can both hold.
    public static let modificationSeconds: ClosedRange<Int64> = 315_532_800...2_147_483_647
    /// More entries than this is a slip, and their list would not fit the memory of a small server.
    public static let mostEntries = 2_000_000

    private let modified: Int64
    /// Nil when the archive was finished or has failed.
    private var handle: ArchiveHandle?
    private let output: ArchiveOutput
    private var names = EntryNames()

    /// Begins an archive.
    ///
    /// - Parameters:
    ///   - format: Zip or tar.
    ///   - seconds: The time of all entries, in seconds since 1970, one of ``modificationSeconds``; a zip's
    ///     headers show it in UTC.
    ///   - sink: Takes the archive's bytes in order, chunks of about 64 KiB; its error ends the archive.
    /// - Throws: ``ArchiveError``.
    public init(
        _ format: ArchiveFormat, modifiedSecondsSince1970 seconds: Int64,
        to sink: @escaping ([UInt8]) throws -> Void
    ) throws(ArchiveError) {
        guard Self.modificationSeconds.contains(seconds) else {
            throw .modificationTime(secondsSince1970: seconds, allowed: Self.modificationSeconds)
        }
        modified = seconds
        let clock = format == .zip ? ZipClock(secondsSince1970: seconds) : nil
        let output = ArchiveOutput(clock: clock, sink: sink)
        self.output = output
        handle = try SystemCall.withUTF8 { () throws(ArchiveError) in
            try ArchiveHandle(format, to: output)
        }
    }

    /// Begins an archive in an open file.
    ///
    /// - Parameters:
    ///   - format: Zip or tar.
    ///   - seconds: The time of all entries, as above.
    ///   - descriptor: A file, pipe or socket that is open for writing; the caller closes it.
    /// - Throws: ``ArchiveError``.
    public convenience init(
        _ format: ArchiveFormat, modifiedSecondsSince1970 seconds: Int64, descriptor: Int32
    ) throws(ArchiveError) {
        try self.init(format, modifiedSecondsSince1970: seconds) { chunk in
            try SystemCall.write(chunk, to: descriptor)
        }
    }

    /// How many entries were added.
    public var entryCount: Int { names.count }

    /// Adds a file.
    ///
    /// A refused name leaves the archive as it was; after any other error it has failed.
    ///
    /// - Parameters:
    ///   - name: The path inside the archive, such as `codes/000001.png`: relative, parted by slashes,
    ///     at most 1,024 bytes of UTF-8 and 255 a part, without `.` and `..`, control characters, `\` and `:`,
    ///     and not one that unpacks to an earlier entry's place on a disk that ignores case.
    ///   - bytes: What the file holds.
    ///   - compression: For a zip; nil for what its name suggests.
    /// - Throws: ``ArchiveError``.
    /// - Complexity: O(bytes)
    public func add(
        _ name: String, bytes: [UInt8], compression: ArchiveFormat.Compression? = nil
    ) throws(ArchiveError) {
        guard handle != nil else { throw .closed }
        guard names.count < Self.mostEntries else { throw .tooManyEntries(most: Self.mostEntries) }
        try names.insert(name)
        try attempt { (handle) throws(ArchiveError) in
            try handle.choose(compression ?? ArchiveFormat.Compression(forName: name))
            output.clock?.beginEntry()
            try handle.begin(name, byteCount: bytes.count, secondsSince1970: modified)
            try handle.fill(bytes)
        }
    }

    /// Writes the archive's end and passes on what is left.
    ///
    /// - Throws: ``ArchiveError``; a second call throws ``ArchiveError/closed``.
    public func finish() throws(ArchiveError) {
        guard handle != nil else { throw .closed }
        try attempt { (handle) throws(ArchiveError) in
            output.clock?.beginDirectory()
            try handle.close()
            output.flush()
        }
        handle = nil
    }

    /// Runs calls into the library; after an error the archive takes nothing more.
    private func attempt(
        _ body: (ArchiveHandle) throws(ArchiveError) -> Void
    ) throws(ArchiveError) {
        guard let current = handle else { throw .closed }
        do {
            try SystemCall.withUTF8 { () throws(ArchiveError) in try body(current) }
        } catch {
            handle = nil
            throw error
        }
        if let failure = output.failure {
            handle = nil
            throw Self.error(failure)
        }
    }

    private static func error(_ failure: any Error) -> ArchiveError {
        failure as? ArchiveError ?? .output(failure)
    }
}
