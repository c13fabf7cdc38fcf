import Foundation
import Payload
import Service
import Testing

@Suite struct KeyFileTests {
    static let files = ["vault.key", "issuer-1.key", "issuer-1.pub", "owner.token"]

    @Test("Only the owner can reach the keys, and the folder is closed to others")
    func permissions() throws {
        try withTemporaryFolder { folder in
            _ = try Workspace.create(at: folder, content: .sample)
            let keys = folder.appending(path: "keys")
            #expect(try mode(keys) == 0o700)
            let names = try FileManager.default.contentsOfDirectory(atPath: keys.path(percentEncoded: false))
            #expect(names.sorted() == Self.files.sorted())
            for name in names { #expect(try mode(keys.appending(path: name)) == 0o600, "\(name)") }
        }
    }

    @Test(
        "Keys that others can reach are refused with the command that mends it",
        arguments: KeyFileTests.files + [""])
    func refusesOpenKeys(name: String) throws {
        try withTemporaryFolder { folder in
            _ = try Workspace.create(at: folder, content: .bare)
            let keys = folder.appending(path: "keys")
            let file = name.isEmpty ? keys : keys.appending(path: name)
            let path = file.path(percentEncoded: false)
            let open = name.isEmpty ? 0o755 : 0o644
            try FileManager.default.setAttributes([.posixPermissions: open], ofItemAtPath: path)
            let wanted = name.isEmpty ? "700" : "600"
            let shown = String(open, radix: 8)
            let message = "others can reach \(path) (mode \(shown)); run: chmod \(wanted) '\(path)'"
            #expect(throws: ServiceError.keys(message)) { try Workspace.open(at: folder) }
        }
    }

    @Test(
        "A damaged or missing key is refused, and what it holds is not repeated",
        arguments: KeyFileTests.files,
        ["", "deadbeef", "not a key", String(repeating: "5", count: 5_000), nil])
    func refusesDamagedKeys(name: String, content: String?) throws {
        // The public half of the newest key follows from the private one.
        guard !(name == "issuer-1.pub" && content == nil) else { return }
        try withTemporaryFolder { folder in
            _ = try Workspace.create(at: folder, content: .bare)
            let file = folder.appending(path: "keys/\(name)")
            try FileManager.default.removeItem(at: file)
            if let content {
                let path = file.path(percentEncoded: false)
                let made = FileManager.default.createFile(
                    atPath: path, contents: Data(content.utf8), attributes: [.posixPermissions: 0o600])
                #expect(made)
            }
            let error = #expect(throws: ServiceError.self) { try Workspace.open(at: folder) }
            guard case .keys(let message) = error else {
                Issue.record("not about keys: \(String(describing: error))")
                return
            }
            #expect(message.contains("keys"))
            if let content, !content.isEmpty { #expect(!message.contains(content)) }
        }
    }

    @Test("A public key that is not the private one's is refused")
    func refusesForeignPublicKey() throws {
        try withTemporaryFolder { folder in
            _ = try Workspace.create(at: folder.appending(path: "1"), content: .bare)
            _ = try Workspace.create(at: folder.appending(path: "2"), content: .bare)
            let foreign = try Data(contentsOf: folder.appending(path: "2/keys/issuer-1.pub"))
            // Writing in place keeps the file's permissions.
            try foreign.write(to: folder.appending(path: "1/keys/issuer-1.pub"))
            let message = "issuer-1.key and issuer-1.pub do not belong together"
            #expect(throws: ServiceError.keys(message)) {
                try Workspace.open(at: folder.appending(path: "1"))
            }
        }
    }

    @Test("The newest private key signs, and every public key is trusted")
    func readsRotatedKeys() throws {
        try withTemporaryFolder { folder in
            let first = try Workspace.create(at: folder.appending(path: "1"), content: .bare).keys
            _ = try Workspace.create(at: folder.appending(path: "2"), content: .bare)
            for suffix in ["key", "pub"] {
                try FileManager.default.copyItem(
                    at: folder.appending(path: "2/keys/issuer-1.\(suffix)"),
                    to: folder.appending(path: "1/keys/issuer-2.\(suffix)"))
            }
            let rotated = try Workspace.open(at: folder.appending(path: "1")).keys
            #expect(rotated.signing.keyID == 2)
            #expect(rotated.keyring.keys == [first.signing.publicKey, rotated.signing.publicKey])
        }
    }

    private func mode(_ file: URL) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path(percentEncoded: false))
        return (attributes[.posixPermissions] as? NSNumber)?.intValue
    }
}
