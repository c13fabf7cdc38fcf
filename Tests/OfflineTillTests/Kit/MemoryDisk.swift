import OfflineTill

/// A disk that remembers what was asked of it, fails when it is told to, and loses what was not synced.
final class MemoryDisk: JournalDisk {
    enum Call: Hashable {
        case append(Int)
        case sync, cut(Int), aside(String)
    }

    let path = "memory"
    var bytes: [UInt8]
    var syncedCount: Int
    var aside: [String: [UInt8]] = [:]
    var calls: [Call] = []
    /// Which call of `append`, `sync` and `cut` fails, 1 for the next; an append first writes half.
    var failsAt: Int?
    var error = DiskError.full(path: "memory")

    init(_ bytes: [UInt8] = []) {
        self.bytes = bytes
        syncedCount = bytes.count
    }

    func contents() throws(DiskError) -> [UInt8] { bytes }

    func read(_ count: Int, at offset: Int) throws(DiskError) -> [UInt8] {
        Array(bytes.dropFirst(offset).prefix(count))
    }

    func append(_ new: [UInt8]) throws(DiskError) {
        calls.append(.append(new.count))
        do throws(DiskError) { try maybeFail() } catch {
            bytes += new.prefix(new.count / 2)
            throw error
        }
        bytes += new
    }

    func sync() throws(DiskError) {
        calls.append(.sync)
        try maybeFail()
        syncedCount = bytes.count
    }

    func cut(to length: Int) throws(DiskError) {
        calls.append(.cut(length))
        try maybeFail()
        bytes = Array(bytes.prefix(length))
    }

    func keepAside(_ bytes: [UInt8], ending: String) throws(DiskError) {
        calls.append(.aside(ending))
        aside[ending] = bytes
    }

    private func maybeFail() throws(DiskError) {
        guard let left = failsAt else { return }
        failsAt = left > 1 ? left - 1 : nil
        if left == 1 { throw error }
    }
}
