/// One file of an archive, unpacked piece by piece: however large it is, one piece of it is in memory.
public final class ArchiveEntryStream {
    private let handle: ArchiveReadHandle
    /// What the handle reads from, if the archive is in memory.
    private let memory: StableBytes?
    private let entry: ArchiveReader.Entry
    private let mostBytes: Int
    /// How many bytes were unpacked so far.
    public private(set) var byteCount = 0

    init(
        _ handle: ArchiveReadHandle, memory: StableBytes?, entry: ArchiveReader.Entry, mostBytes: Int
    ) {
        self.handle = handle
        self.memory = memory
        self.entry = entry
        self.mostBytes = mostBytes
    }

    /// Unpacks the next piece.
    ///
    /// - Returns: At most 64 KiB, none after the last.
    /// - Throws: ``ArchiveError``; `.entryTooLarge` as soon as there is more than the limits allow.
    public func next() throws(ArchiveError) -> [UInt8] {
        var bytes: [UInt8] = []
        guard try handle.read(into: &bytes) else { return [] }
        byteCount += bytes.count
        guard byteCount <= mostBytes else { throw .entryTooLarge(name: entry.name, mostBytes: mostBytes) }
        return bytes
    }
}

/// Bytes that stay where they are, for a library that reads them in its own time.
@safe final class StableBytes {
    let buffer: UnsafeRawBufferPointer

    init(_ bytes: [UInt8]) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        unsafe copy.copyBytes(from: bytes)
        unsafe buffer = UnsafeRawBufferPointer(copy)
    }

    deinit {
        unsafe buffer.deallocate()
    }
}

extension ArchiveReader {
    /// Opens one file to be unpacked piece by piece.
    ///
    /// - Parameter name: As ``entries()`` lists it.
    /// - Returns: The file, before its first byte.
    /// - Throws: ``ArchiveError``, `.noSuchEntry` among them.
    /// - Complexity: O(the entries before it).
    public func stream(_ name: String) throws(ArchiveError) -> ArchiveEntryStream {
        try SystemCall.withUTF8 { () throws(ArchiveError) in
            switch source {
            case .file(let path): try stream(name, from: ArchiveReadHandle(path: path), memory: nil)
            case .bytes(let bytes): try stream(name, inMemory: StableBytes(bytes))
            }
        }
    }

    private func stream(_ name: String, inMemory memory: StableBytes) throws(ArchiveError)
        -> ArchiveEntryStream
    {
        try stream(name, from: unsafe ArchiveReadHandle(memory.buffer), memory: memory)
    }

    private func stream(
        _ name: String, from handle: ArchiveReadHandle, memory: StableBytes?
    ) throws(ArchiveError) -> ArchiveEntryStream {
        var count = 0
        while let header = try handle.next() {
            guard count < limits.mostEntries else { throw .tooManyEntries(most: limits.mostEntries) }
            count += 1
            guard header.kind != .folder, header.name?.utf8.elementsEqual(name.utf8) == true else { continue }
            return ArchiveEntryStream(
                handle, memory: memory, entry: try checked(header), mostBytes: limits.mostEntryBytes)
        }
        throw .noSuchEntry(name: name)
    }
}
