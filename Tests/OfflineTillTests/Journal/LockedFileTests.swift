import Foundation
import OfflineTill
import Payload
import Support
import Testing

/// The journal on a real disk.
@Suite struct LockedFileTests {
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "till-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path(percentEncoded: false))
    }

    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    @Test("A journal is private, and a second opening of it is told that it is in use") func locked() throws {
        try inFolder { folder in
            let path = folder + "/journal"
            do {
                let journal = try JournalFile(
                    LockedFile(path), terminal: Sample.terminal, key: Sample.key())
                _ = try journal.append(.serverTime(Sample.noon), at: Sample.reading(), utcOffsetSeconds: 0)
                #expect(try mode(path) == 0o600)
                #expect(throws: DiskError.inUse(path: path)) { try LockedFile(path) }
                _ = journal.head
            }
            // The lock goes with its holder.
            let again = try JournalFile(LockedFile(path), terminal: Sample.terminal, key: Sample.key())
            #expect(again.head.sequence == 1)
        }
    }

    @Test("A journal that others may read is refused") func openToOthers() throws {
        try inFolder { folder in
            let path = folder + "/journal"
            _ = try LockedFile(path)
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
            #expect(throws: DiskError.openToOthers(path: path, mode: 0o640)) { try LockedFile(path) }
        }
    }

    @Test("A symbolic link and a missing folder are refused") func links() throws {
        try inFolder { folder in
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/link", withDestinationPath: folder + "/elsewhere")
            #expect(throws: DiskError.self) { try LockedFile(folder + "/link") }
            #expect(throws: DiskError.self) { try LockedFile(folder + "/none/journal") }
        }
    }

    @Test("A torn tail is kept in a private file beside the journal") func torn() throws {
        try inFolder { folder in
            let path = folder + "/journal"
            do {
                let journal = try JournalFile(
                    LockedFile(path), terminal: Sample.terminal, key: Sample.key())
                for event in try Sample.events() {
                    _ = try journal.append(event, at: Sample.reading(), utcOffsetSeconds: 0)
                }
            }
            let whole = try Data(contentsOf: URL(filePath: path))
            try whole.dropLast(7).write(to: URL(filePath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            let journal = try JournalFile(LockedFile(path), terminal: Sample.terminal, key: Sample.key())
            let tail = try #require(journal.tornTail)
            let kept = try Data(contentsOf: URL(filePath: path + tail.ending))
            #expect(try Data(contentsOf: URL(filePath: path)) + kept == whole.dropLast(7))
            #expect(try mode(path + tail.ending) == 0o600)
        }
    }

    @Test("A terminal's key is made once, kept private, and never shows itself") func keys() throws {
        try inFolder { folder in
            let path = folder + "/terminal.key"
            let made = try TerminalKeyFile.open(path) { [UInt8](repeating: 7, count: $0) }
            let read = try TerminalKeyFile.open(path) { [UInt8](repeating: 9, count: $0) }
            #expect(made.publicKey == read.publicKey)
            #expect(try mode(path) == 0o600)
            #expect("\(made)" == "«secret»")
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            #expect(throws: TerminalKeyFile.Fault.disk(.openToOthers(path: path, mode: 0o644))) {
                try TerminalKeyFile.open(path) { _ in [] }
            }
            #expect(throws: TerminalKeyFile.Fault.randomness(given: 0)) {
                try TerminalKeyFile.open(folder + "/other.key") { _ in [] }
            }
            try Data("no key\n".utf8).write(to: URL(filePath: folder + "/damaged.key"))
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: folder + "/damaged.key")
            #expect(throws: TerminalKeyFile.Fault.damaged(path: folder + "/damaged.key")) {
                try TerminalKeyFile.open(folder + "/damaged.key") { _ in [] }
            }
        }
    }
}
