import Foundation
import OfflineTill
import Payload
import Promotion
import Service

/// The folder in which a till keeps its key, its journal and what it fetched; each file for its owner only.
struct TillState: Sendable {
    let path: String

    /// 16 MB: terms have a third of it; a status list has a quarter, a lease a quarter.
    static let maximumFileBytes = 16 << 20

    /// Opens the folder, or makes it.
    ///
    /// - Parameter path: Where.
    /// - Throws: `ServiceError.file` if it cannot be made, or others may enter it.
    init(opening path: String) throws(ServiceError) {
        self.path = URL(filePath: path).standardizedFileURL.path(percentEncoded: false).withoutFinalSlash
        do {
            try PrivateFile.makeFolder(self.path)
            try PrivateFile.makeFolder(self.path + "/lists")
            try PrivateFile.makeFolder(self.path + "/leases")
        } catch { throw error.serviceError }
    }

    /// The folder that is used if none is named: below the XDG state directory, one for each server and token.
    ///
    /// A token is 43 random characters, so that eight bytes of its hash tell nothing of it.
    ///
    /// - Parameters:
    ///   - server: The server's address.
    ///   - token: The terminal's token.
    ///   - environment: With `XDG_STATE_HOME` or `HOME`.
    /// - Returns: A path; `nil` if the environment names no home.
    static func standardPath(
        server: String, token: String, environment: [String: String]
    ) -> String? {
        let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        guard let base = state ?? environment["HOME"].map({ $0 + "/.local/state" }) else { return nil }
        let url = URL(string: server)
        let host = (url?.host() ?? server) + (url?.port.map { "-\($0)" } ?? "")
        let name = host.filter { $0.isASCII && ($0.isLetter || $0.isNumber || ".-".contains($0)) }
        let terminal = Hex.encode(Digest256(hashing: Array(token.utf8)).bytes.prefix(8))
        return "\(base)/tessera/terminals/\(name)-\(terminal)"
    }

    /// Reads a file; `nil` if there is none, or it cannot be trusted.
    func read(_ name: String) -> [UInt8]? {
        (try? PrivateFile.contents(path + "/" + name, limit: Self.maximumFileBytes)) ?? nil
    }

    /// Replaces a file, synced.
    func write(_ name: String, _ bytes: [UInt8]) throws(DiskError) {
        try PrivateFile.replace(path + "/" + name, with: bytes)
    }

    /// The names of the files in a folder of it, in order.
    func names(in folder: String) -> [String] {
        let found = try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)
        return (found ?? []).filter { !$0.hasSuffix(".new") }.sorted().map { folder + "/" + $0 }
    }

    /// Removes a file that is of no use any more.
    func remove(_ name: String) { unlink(path + "/" + name) }
}

extension DiskError {
    /// One sentence for the cashier.
    func text(in language: SpokenLanguage) -> String {
        switch (self, language) {
        case (.full, .english): "This till's disk is full."
        case (.full, .simplifiedChinese): "本机磁盘已满。"
        case (_, .english): "This till's folder cannot be written; call the office."
        case (_, .simplifiedChinese): "本机数据目录无法写入，请联系总部。"
        }
    }

    /// The error as every command reports one.
    var serviceError: ServiceError {
        switch self {
        case .inUse(let path):
            .file(path: path, reason: "another till uses it; end that one, or give this one its own --state")
        case .openToOthers(let path, let mode):
            .file(path: path, reason: "others may read it (mode \(String(mode, radix: 8))); chmod go= it")
        case .full(let path): .file(path: path, reason: "the disk is full")
        case .failed(let path, let doing, let reason): .file(path: path, reason: "\(doing): \(reason)")
        }
    }
}

extension String {
    fileprivate var withoutFinalSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
