import Foundation
import Templates
import Testing

@Suite struct TemplateLibraryTests {
    /// The folder `templates` of the repository.
    static let source = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "templates")

    /// Makes a folder with one file in it, runs a body and removes the folder.
    static func withOverride(
        _ name: String, _ data: Data, run body: (_ folder: URL) throws -> Void
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "templates").appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
        try body(folder.appending(path: "templates"))
    }

    @Test("The binary carries every file of the folder byte for byte, and no other")
    func embedded() throws {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: Self.source.path())
        let files = try paths.filter { path in
            let values = try Self.source.appending(path: path).resourceValues(forKeys: [.isRegularFileKey])
            return values.isRegularFile == true && path.split(separator: "/").last?.first != "."
        }
        #expect(TemplateLibrary.names() == files.sorted())
        for file in files {
            let bytes = try Data(contentsOf: Self.source.appending(path: file))
            let text = try #require(TemplateLibrary.embedded(file))
            #expect(Data(text.utf8) == bytes, "\(file) changed on its way into the binary")
        }
    }

    @Test("The sample list keeps its carriage returns and combining accents")
    func lineEnds() throws {
        let bytes = Array(try TemplateLibrary().text("workspace/data/members.csv").utf8)
        #expect(bytes.count == 611_626)
        #expect(bytes.count { $0 == UInt8(ascii: "\r") } == 5_001)
        #expect(bytes.count { $0 == UInt8(ascii: "\n") } == 5_002)
    }

    @Test("A workspace's own copy wins, and only for its own name")
    func overrides() throws {
        try Self.withOverride("cards/member.svg", Data("<svg/>\r\n".utf8)) { folder in
            let library = TemplateLibrary(overrides: folder)
            let card = try library.text("cards/member.svg")
            let sheet = try library.text("sheets/a4-4x10.yaml")
            #expect(card == "<svg/>\r\n")
            #expect(sheet == TemplateLibrary.embedded("sheets/a4-4x10.yaml"))
        }
    }

    @Test("A template that only the workspace has is found and listed")
    func ownTemplate() throws {
        try Self.withOverride("sheets/tags 30%.yaml", Data("name: tags".utf8)) { folder in
            let library = TemplateLibrary(overrides: folder)
            let text = try library.text("sheets/tags 30%.yaml")
            #expect(text == "name: tags")
            #expect(library.names(under: "sheets").contains("sheets/tags 30%.yaml"))
            #expect(library.names().contains("cards/member.svg"))
        }
    }

    @Test("A missing name lists what the folder has")
    func missing() throws {
        let sheets = [
            "sheets/a4-3x8.yaml", "sheets/a4-4x10.yaml", "sheets/avery-5160.yaml", "sheets/avery-l7160.yaml",
            "sheets/roll-50x30.yaml", "sheets/thermal-100x150.yaml",
        ]
        #expect(throws: TemplateLibrary.Failure.missing(name: "sheets/a5.yaml", known: sheets)) {
            try TemplateLibrary().text("sheets/a5.yaml")
        }
        #expect(throws: TemplateLibrary.Failure.missing(name: "nothing/x", known: [])) {
            try TemplateLibrary().text("nothing/x")
        }
    }

    @Test(
        "A name that could leave the folder is refused",
        arguments: [
            "", "/etc/passwd", "../secret", "sheets/../../secret", "sheets//a.yaml", "sheets/", ".hidden",
            "sheets/..\\..\\secret",
        ])
    func unusableNames(name: String) throws {
        try Self.withOverride("../secret", Data("secret".utf8)) { folder in
            #expect(throws: TemplateLibrary.Failure.unusableName(name)) {
                try TemplateLibrary(overrides: folder).text(name)
            }
        }
    }

    @Test("A name with a zero byte is refused")
    func zeroByte() {
        #expect(throws: TemplateLibrary.Failure.unusableName("sheets/a\0.yaml")) {
            try TemplateLibrary().text("sheets/a\0.yaml")
        }
    }

    @Test("A link that leads out of the folder is refused, one within it is followed")
    func links() throws {
        try Self.withOverride("cards/own.svg", Data("<svg/>".utf8)) { folder in
            let outside = folder.deletingLastPathComponent().appending(path: "secret.svg")
            try Data("secret".utf8).write(to: outside)
            let cards = folder.appending(path: "cards")
            let manager = FileManager.default
            try manager.createSymbolicLink(
                at: cards.appending(path: "member.svg"), withDestinationURL: outside)
            try manager.createSymbolicLink(
                at: cards.appending(path: "alias.svg"), withDestinationURL: cards.appending(path: "own.svg"))
            let library = TemplateLibrary(overrides: folder)
            let path = cards.appending(path: "member.svg").path(percentEncoded: false)
            #expect(throws: TemplateLibrary.Failure.outsideFolder(path: path)) {
                try library.text("cards/member.svg")
            }
            #expect(try library.text("cards/alias.svg") == "<svg/>")
        }
    }

    @Test("A copy at the limit is taken, one byte more is refused")
    func size() throws {
        let limit = TemplateLibrary.maximumByteCount
        try Self.withOverride("cards/member.svg", Data(repeating: 0x20, count: limit)) { folder in
            let text = try TemplateLibrary(overrides: folder).text("cards/member.svg")
            #expect(text.utf8.count == limit)
        }
        try Self.withOverride("cards/member.svg", Data(repeating: 0x20, count: limit + 1)) { folder in
            let path = folder.appending(path: "cards/member.svg").path(percentEncoded: false)
            #expect(throws: TemplateLibrary.Failure.tooLarge(path: path)) {
                try TemplateLibrary(overrides: folder).text("cards/member.svg")
            }
        }
    }

    @Test("A copy that is not UTF-8 or is a folder is refused")
    func unreadable() throws {
        try Self.withOverride("cards/member.svg", Data([0x3C, 0xFF, 0x3E])) { folder in
            let path = folder.appending(path: "cards/member.svg").path(percentEncoded: false)
            #expect(throws: TemplateLibrary.Failure.unreadable(path: path)) {
                try TemplateLibrary(overrides: folder).text("cards/member.svg")
            }
            #expect(throws: TemplateLibrary.Failure.self) {
                try TemplateLibrary(overrides: folder).text("cards")
            }
        }
    }
}
