/// What a journal needs of a file; the real one is `LockedFile`.
package protocol JournalDisk: AnyObject {
    /// Where it is, for people.
    var path: String { get }

    /// Reads everything.
    func contents() throws(DiskError) -> [UInt8]

    /// Reads some bytes from a place, fewer at the end.
    func read(_ count: Int, at offset: Int) throws(DiskError) -> [UInt8]

    /// Writes behind the last byte, in one call; part of it may be there after an error.
    func append(_ bytes: [UInt8]) throws(DiskError)

    /// Returns once everything that was written is on the disk.
    func sync() throws(DiskError)

    /// Removes everything behind a length.
    func cut(to length: Int) throws(DiskError)

    /// Writes bytes to a file beside it, whose name has this ending, synced; the ending follows from the bytes, so that
    /// a file of that name is an earlier try.
    func keepAside(_ bytes: [UInt8], ending: String) throws(DiskError)
}

/// What the system said.
package enum DiskError: Error, Sendable, Hashable {
    /// Another process has the file.
    case inUse(path: String)
    /// The file can be read or written by others than its owner; the mode's low nine bits.
    case openToOthers(path: String, mode: UInt32)
    /// No room is left.
    case full(path: String)
    /// Anything else: what was tried, and the system's word.
    case failed(path: String, doing: String, reason: String)
}
