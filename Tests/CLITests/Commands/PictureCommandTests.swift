import Foundation
import Testing

/// Codes with a picture as the ground.
@Suite struct PictureCommandTests {
    private static let text = "HTTPS://T.QINGQUAN.EXAMPLE/C/7K3M-9QXR-2VHD4"
    /// One of the pictures of the benchmark, a JPEG.
    private static let picture = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Benchmarks/gauntlet/pictures/landscape.jpg").path()

    @Test("A picture is drawn into each form, read back, and the report says how much of it is left")
    func draws() async throws {
        try await Scratch.with { folder in
            let files = ["png", "svg", "pdf"].map { folder.appending(path: "a.\($0)").path() }
            let drawn = try await Command(
                ["qr", Self.text, "--picture", Self.picture, "--json", "-o"] + files
            ).run()
            #expect(drawn.status == 0, "\(drawn.errors)")
            let reports = try #require(try drawn.json()["files"] as? [[String: Any]])
            for report in reports {
                let symbol = try #require(report["symbol"] as? [String: Any])
                #expect(symbol["is_read_back"] as? Bool == true)
                let picture = try #require(symbol["picture"] as? [String: Any])
                let strength = try #require(picture["strength"] as? Double)
                #expect((10...50).contains(strength))
                #expect(try #require(picture["agreement"] as? Double) > 70)
            }
            for file in files {
                let read = try await Command("qr", "check", file, "--json").run()
                let symbols = try #require(try read.json()["symbols"] as? [[String: Any]])
                #expect(symbols.map { $0["text"] as? String } == [Self.text])
            }
        }
    }

    private struct Case: Sendable, CustomTestStringConvertible {
        var words: [String]
        var says: String
        var status: Int32 = 65

        var testDescription: String { words.joined(separator: " ") }
    }

    private static let cases = [
        Case(words: ["moving.gif"], says: "it is a GIF; save it as PNG"),
        Case(words: ["photo.webp"], says: "it is a WebP"),
        Case(words: ["empty.png"], says: "it must be a PNG or JPEG file"),
        Case(words: ["cut.jpg"], says: "it ends before its picture does"),
        Case(words: [picture, "--picture-strength", "60"], says: "60.0 %; 10.0 to 50.0 % are possible"),
        Case(words: [picture, "--logo", "square.svg"], says: "a logo does not go with a picture"),
        Case(words: [picture, "--dark", "#0b6e4f"], says: "a colour of modules does not go with a picture"),
        Case(words: [picture, "--ink", "k"], says: "an ink does not go with a picture"),
        Case(words: [picture, "--eci", "UTF-8"], says: "a special encoding does not go with a picture"),
        Case(words: [picture, "--scale", "2"], says: "2 pixels a module; a picture needs 3 to 200"),
    ]

    @Test("What does not go with a picture, or is none, is said, and no file is left", arguments: cases)
    private func refused(order: Case) async throws {
        try await Scratch.with { folder in
            try Self.write(to: folder)
            let words = order.words.map { word in
                FileManager.default.fileExists(atPath: folder.appending(path: word).path())
                    ? folder.appending(path: word).path() : word
            }
            let file = folder.appending(path: "out.png").path()
            let ending = try await Command(["qr", Self.text, "-o", file, "--picture"] + words).run()
            #expect(ending.status == order.status, "\(ending.errors)")
            #expect(ending.errors.contains(order.says), "\(ending.errors)")
            #expect(!FileManager.default.fileExists(atPath: file))
        }
    }

    @Test("Forms that hold no picture refuse one", arguments: ["eps", "zpl", "escpos", "txt"])
    func forms(form: String) async throws {
        try await Scratch.with { folder in
            let file = folder.appending(path: "out.\(form)").path()
            let ending = try await Command("qr", Self.text, "-o", file, "--picture", Self.picture).run()
            #expect(ending.status == 65)
            #expect(ending.errors.contains("\(form) holds no picture as the ground"), "\(ending.errors)")
            #expect(!FileManager.default.fileExists(atPath: file))
        }
    }

    @Test("A strength without a picture is a mistake, and so is a picture over several symbols")
    func usage() async throws {
        try await Scratch.with { folder in
            let file = folder.appending(path: "out.png").path()
            let alone = try await Command("qr", "tea", "-o", file, "--picture-strength", "30").run()
            #expect(alone.status == 64)
            #expect(alone.errors.contains("--picture-strength needs --picture"))
            let split = try await Command(
                "qr", Self.text, "-o", file, "--picture", Self.picture, "--split", "1"
            ).run()
            #expect(split.status == 64)
            #expect(split.errors.contains("--split and --picture exclude each other"))
        }
    }

    private static func write(to folder: URL) throws {
        func write(_ bytes: Data, _ name: String) throws { try bytes.write(to: folder.appending(path: name)) }
        try write(Data("GIF89a".utf8) + Data(count: 20), "moving.gif")
        try write(Data("RIFF".utf8) + Data(count: 4) + Data("WEBPVP8 ".utf8), "photo.webp")
        try write(Data(), "empty.png")
        try write(Data(contentsOf: URL(filePath: picture)).dropLast(500), "cut.jpg")
        let square =
            #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>"#
        try write(Data(square.utf8), "square.svg")
    }
}
