import Foundation
import Payload
import Service
import Testing
import Vocabulary

@Suite struct WorkspaceTests {
    @Test("A new sample workspace opens again with the same keys and settings")
    func createsSample() throws {
        try withTemporaryFolder { parent in
            let folder = parent.appending(path: "new workspace")
            let created = try Workspace.create(at: folder, content: .sample)
            let opened = try Workspace.open(at: folder)
            #expect(opened.configuration == created.configuration)
            #expect(opened.keys.couponLookup == created.keys.couponLookup)
            #expect(opened.keys.signing == created.keys.signing)
            #expect(opened.keys.ownerToken == created.keys.ownerToken)
            #expect(opened.keys.keyring.keys == [created.keys.signing.publicKey])
            for name in ["packaging", "till-card", "welcome", "midweek"] {
                #expect(exists(folder, "campaigns/\(name).yaml"))
            }
            for campaign in Workspace.sampleCampaigns { #expect(exists(folder, campaign)) }
        }
    }

    @Test("A bare workspace has settings and keys and no campaign")
    func createsBare() throws {
        try withTemporaryFolder { folder in
            let workspace = try Workspace.create(at: folder, content: .bare)
            #expect(workspace.configuration.issuer.id.text == "my-brand")
            let campaigns = folder.appending(path: "campaigns").path(percentEncoded: false)
            #expect(try FileManager.default.contentsOfDirectory(atPath: campaigns).isEmpty)
        }
    }

    @Test("The keys of each purpose differ from one another and from those of another workspace")
    func keysDiffer() throws {
        try withTemporaryFolder { folder in
            let one = try Workspace.create(at: folder.appending(path: "1"), content: .bare).keys
            let two = try Workspace.create(at: folder.appending(path: "2"), content: .bare).keys
            let secrets = [one, two].flatMap { [$0.couponLookup, $0.identityLookup, $0.visitorSalt] }
            #expect(Set(secrets).count == 6)
            #expect(one.signing != two.signing)
            #expect(one.ownerToken != two.ownerToken)
        }
    }

    @Test("Known random bytes give known keys, so that a changed derivation is noticed")
    func derivationIsFrozen() throws {
        try withTemporaryFolder { folder in
            let surroundings = Surroundings(
                now: { .init(millisecondsSince1970: 0) }, randomBytes: { Array(repeating: 7, count: $0) })
            let keys = try Workspace.create(at: folder, content: .bare, surroundings: surroundings).keys
            // HKDF-SHA256 (RFC 5869) of 32 bytes 07 without salt, made with Python's hmac and hashlib.
            #expect(
                Hex.encode(keys.couponLookup.bytes)
                    == "084393235304efb4b46d1dc0820249890188d438d73e36b60de30550963ffa06")
            #expect(
                Hex.encode(keys.identityLookup.bytes)
                    == "05a83bba8c97fae63aea6adf3fe941499592d97c091252b2803e1b7da62b97c7")
            #expect(
                Hex.encode(keys.visitorSalt.bytes)
                    == "2f23e1781ef48e964051c5534c06d20eda79968cce614a7d87bf1562525bd796")
        }
    }

    @Test("A folder that is a workspace is refused and left as it is")
    func refusesExisting() throws {
        try withTemporaryFolder { folder in
            let keys = try Workspace.create(at: folder, content: .sample).keys
            let path = folder.path(percentEncoded: false)
            #expect(throws: ServiceError.exists(kind: "workspace", name: path)) {
                try Workspace.create(at: folder, content: .bare)
            }
            let opened = try Workspace.open(at: folder)
            #expect(opened.configuration.issuer.id.text == "qingquan")
            #expect(opened.keys.couponLookup == keys.couponLookup)
        }
    }

    @Test("Overwriting renews the settings and never the keys")
    func overwriteKeepsKeys() throws {
        try withTemporaryFolder { folder in
            let keys = try Workspace.create(at: folder, content: .bare).keys
            let renewed = try Workspace.create(at: folder, content: .sample, existing: .overwrite)
            #expect(renewed.configuration.issuer.id.text == "qingquan")
            #expect(renewed.keys.couponLookup == keys.couponLookup)
            #expect(renewed.keys.signing == keys.signing)
        }
    }

    @Test("An interrupted creation is finished by the next one with the keys that it made")
    func finishesInterrupted() throws {
        try withTemporaryFolder { folder in
            let keys = try Workspace.create(at: folder, content: .sample).keys
            for name in ["tessera.yaml", "keys/issuer-1.pub", "keys/owner.token"] {
                try FileManager.default.removeItem(at: folder.appending(path: name))
            }
            let again = try Workspace.create(at: folder, content: .sample)
            #expect(again.keys.couponLookup == keys.couponLookup)
            #expect(again.keys.signing == keys.signing)
        }
    }

    @Test("A folder without settings is no workspace")
    func findsNothing() throws {
        try withTemporaryFolder { folder in
            let path = folder.path(percentEncoded: false)
            #expect(throws: ServiceError.notFound(kind: "workspace", name: path)) {
                try Workspace.open(at: folder)
            }
        }
    }

    @Test(
        "The flag comes before the variable, and the variable before the current folder",
        arguments: [
            ("/a", ["TESSERA_WORKSPACE": "/b"], "/a/"), ("sub", [:], "/here/sub/"),
            (nil, ["TESSERA_WORKSPACE": "/b"], "/b/"),
            (nil, ["TESSERA_WORKSPACE": "../b"], "/b/"), (nil, ["TESSERA_WORKSPACE": ""], "/here/"),
            (nil, [:], "/here/"),
        ] as [(String?, [String: String], String)])
    func finds(flag: String?, environment: [String: String], expected: String) {
        let here = URL(filePath: "/here", directoryHint: .isDirectory)
        let found = Workspace.find(flag: flag, environment: environment, currentDirectory: here)
        #expect(found.path(percentEncoded: false) == expected)
    }

    private func exists(_ folder: URL, _ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: path).path(percentEncoded: false))
    }
}
