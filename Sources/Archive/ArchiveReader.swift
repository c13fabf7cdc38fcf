/// Reads a zip or a tar, whichever it is, trusting nothing that it says.
///
/// Names that would unpack outside a folder or twice to one place, links, wrong checksums and more than the
/// limits allow are refused. Folders have no bytes and are passed over.
public struct ArchiveReader: Sendable {
    /// Where the archive is.
    enum Source: Sendable {
        case bytes([UInt8])
        case file(path: String)
    }

    /// One file of an archive.
    public struct Entry: Sendable, Hashable {
        /// The path inside the archive, relative and safe to unpack.
        public let name: String
        /// The size that the archive states, in bytes; nil when it does not, and no promise.
        public let byteCount: Int?
        /// The time in seconds since 1970, when the archive states it.
        public let modifiedSecondsSince1970: Int64?
    }

    let source: Source
    let limits: ArchiveLimits

    /// Reads an archive in memory.
    public init(_ bytes: [UInt8], limits: ArchiveLimits = .standard) {
        source = .bytes(bytes)
        self.limits = limits
    }

    /// Reads an archive in a file; each call of a method opens it anew.
    public init(path: String, limits: ArchiveLimits = .standard) {
        source = .file(path: path)
        self.limits = limits
    }

    /// Lists the files in the archive's order, without unpacking them.
    ///
    /// - Returns: The files.
    /// - Throws: ``ArchiveError``; for a stated size above the limit, too.
    /// - Complexity: O(entries), and O(bytes) for a tar.
    public func entries() throws(ArchiveError) -> [Entry] {
        var entries: [Entry] = []
        try walk { (entry, _) throws(ArchiveError) in
            entries.append(entry)
            return true
        }
        return entries
    }

    /// Unpacks one file.
    ///
    /// - Parameter name: As ``entries()`` lists it.
    /// - Returns: Its bytes.
    /// - Throws: ``ArchiveError``, `.noSuchEntry` among them.
    /// - Complexity: O(the archive before it); use ``forEach(_:)`` for many.
    public func bytes(of name: String) throws(ArchiveError) -> [UInt8] {
        var found: [UInt8]?
        try walk { (entry, contents) throws(ArchiveError) in
            // Bytes, not canonical equivalence: the archive may hold only one of the spellings.
            guard entry.name.utf8.elementsEqual(name.utf8) else { return true }
            found = try contents()
            return false
        }
        guard let found else { throw .noSuchEntry(name: name) }
        return found
    }

    /// Unpacks all files, one after the other, in one pass and with one of them in memory.
    ///
    /// - Parameter body: Takes a file and its bytes; its error ends the pass.
    /// - Throws: ``ArchiveError``; an error of the body as ``ArchiveError/output(_:)``.
    public func forEach(_ body: (Entry, [UInt8]) throws -> Void) throws(ArchiveError) {
        try walk { (entry, contents) throws(ArchiveError) in
            let bytes = try contents()
            do {
                try body(entry, bytes)
            } catch {
                throw .output(error)
            }
            return true
        }
    }

    /// Visits the files until a visit says no; its second argument unpacks the file.
    private func walk(
        _ visit: (Entry, () throws(ArchiveError) -> [UInt8]) throws(ArchiveError) -> Bool
    ) throws(ArchiveError) {
        try SystemCall.withUTF8 { () throws(ArchiveError) in
            switch source {
            case .file(let path):
                try walk(ArchiveReadHandle(path: path), visit)
            case .bytes(let bytes):
                // C reads the array's own memory, so the array must not move until the last entry.
                let result = unsafe bytes.withUnsafeBytes { buffer in
                    Result { () throws(ArchiveError) in
                        try walk(unsafe ArchiveReadHandle(buffer), visit)
                    }
                }
                try result.get()
            }
        }
    }

    private func walk(
        _ archive: ArchiveReadHandle,
        _ visit: (Entry, () throws(ArchiveError) -> [UInt8]) throws(ArchiveError) -> Bool
    ) throws(ArchiveError) {
        var names = EntryNames()
        var bytesLeft = limits.mostBytes
        while let header = try archive.next() {
            guard names.count < limits.mostEntries else { throw .tooManyEntries(most: limits.mostEntries) }
            guard header.kind != .folder else { continue }
            let entry = try checked(header)
            try names.insert(entry.name)
            let goesOn = try visit(entry) { () throws(ArchiveError) in
                let bytes = try contents(of: entry, in: archive, bytesLeft: bytesLeft)
                bytesLeft -= bytes.count
                return bytes
            }
            guard goesOn else { return }
        }
    }

    func checked(_ header: ArchiveReadHandle.Header) throws(ArchiveError) -> Entry {
        guard let name = header.name else { throw .name("", .unreadable) }
        guard header.kind == .file else { throw .notAFile(name: name) }
        if let count = header.byteCount, count > limits.mostEntryBytes {
            throw .entryTooLarge(name: name, mostBytes: limits.mostEntryBytes)
        }
        return Entry(name: name, byteCount: header.byteCount, modifiedSecondsSince1970: header.modified)
    }

    private func contents(
        of entry: Entry, in archive: ArchiveReadHandle, bytesLeft: Int
    ) throws(ArchiveError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(entry.byteCount ?? 0, ArchiveReadHandle.chunkBytes))
        while try archive.read(into: &bytes) {
            guard bytes.count <= limits.mostEntryBytes else {
                throw .entryTooLarge(name: entry.name, mostBytes: limits.mostEntryBytes)
            }
            guard bytes.count <= bytesLeft else { throw .tooLarge(mostBytes: limits.mostBytes) }
        }
        return bytes
    }
}
