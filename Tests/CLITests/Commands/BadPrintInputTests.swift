import Foundation
import Testing

/// What people give a press by mistake or in bad faith: each is a clear refusal, and no file is left.
@Suite struct BadPrintInputTests {
    /// A text whose symbol carries a logo.
    private static let long = "HTTPS://QQ.EXAMPLE/C/7K4M9TX2RBABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGHIJ"

    private struct Case: Sendable, CustomTestStringConvertible {
        var words: [String]
        var says: String
        var status: Int32 = 65

        var testDescription: String { words.map { String($0.prefix(40)) }.joined(separator: " ") }
    }

    private static let cases = [
        Case(
            words: [String(repeating: "x", count: 2_954), "--level", "L"],
            says: "2954 bytes need 23652 bits; this level holds 23648"),
        Case(
            words: [String(repeating: "x", count: 2_800), "--level", "M"],
            says: "2800 bytes need 22420 bits; this level holds 18672"),
        Case(words: [long, "--logo", "empty.png"], says: "is no logo"),
        Case(words: [long, "--logo", "huge.png"], says: "30000"),
        Case(words: [long, "--logo", "bomb.svg"], says: "it declares entities of its own"),
        Case(words: [long, "--logo", "script.svg"], says: "it has a script: onload"),
        Case(words: [long, "--logo", "linked.svg"], says: "outside itself: http://a.example/x.png"),
        Case(words: [long, "--logo", "dashes.svg"], says: "more than 100000 elements would be drawn"),
        Case(
            words: [long, "--logo", "noise.svg"],
            says: "feTurbulence numOctaves is 1000; at most 8 is drawn"),
        Case(words: [long, "--logo", "unseen.svg"], says: "nothing of it can be seen"),
        Case(
            words: [long, "--logo", "square.svg", "--logo-area", "60"], says: "60.0 %; 1.0 to 40.0 %"),
        Case(
            words: [long, "--logo", "square.svg", "--logo-place", "center"],
            says: "--logo-place needs --logo-area with a share", status: 64),
        Case(
            words: [long, "--logo", "square.svg", "--logo-ring", "5"],
            says: "--logo-ring is 5.0 modules; 0 to 4 are possible", status: 64),
        Case(words: [long, "--logo-ring", "0.5"], says: "--logo-ring needs --logo", status: 64),
        Case(words: [long, "--logo-shape", "outline"], says: "--logo-shape needs --logo", status: 64),
        Case(words: ["hello", "--logo", "square.svg"], says: "has no room for a logo"),
        Case(words: [long, "--module-mm", "0.05"], says: "modules would be 0.05 mm; the least is 0.25 mm"),
        Case(words: [long, "--size-mm", "5"], says: "the least is 0.25 mm"),
        Case(words: [long, "--dark", "#ffffff", "--light", "#000000"], says: "not darker than"),
        Case(words: [long, "--dark", "#808080", "--light", "#808080"], says: "not darker than"),
        Case(
            words: [long, "--dark", "linear:0:#000000,#ffe000"], says: "#ffe000 on #ffffff has a contrast of"),
        Case(words: [long, "--eye-fill", "#000000/#ffe000"], says: "#ffe000 on #ffffff has a contrast of"),
        Case(words: [long, "--dark", "linear:0:#000"], says: "a gradient of 1 colours", status: 64),
        Case(words: [long, "--eye", "star"], says: "'star' is none of square", status: 64),
        Case(words: [long, "--on-dark", "--quiet-zone", "2"], says: "at least 4 of light around it"),
        Case(words: [long, "--on-dark", "--light", "none"], says: "leaves it out", status: 64),
        Case(words: [long, "--brand", "nope"], says: "known: harbour", status: 66),
        Case(words: [long, "--frame", "banner"], says: "needs --call", status: 64),
        Case(words: [long, "--frame", "nope", "--call", "Scan"], says: "known: banner", status: 66),
        Case(words: [long, "--call", "\u{10D30}"], says: "no font of this machine has"),
        Case(words: [long, "--call", "Scan", "--light", "none"], says: "would show through"),
        Case(words: [long, "--preset", "retail-pos", "--dark", "#d00000"], says: "in red light"),
        Case(words: [long, "--dpi", "7"], says: "7 dpi; 36 to 4800"),
        Case(
            words: [long, "--encoder", "bulk", "--eci", "UTF-8"], says: "bulk does not write an ECI header"),
        Case(words: [long, "--micro"], says: "Micro QR"),
        Case(words: [long, "--micro", "--fnc1", "gs1"], says: "exclude each other"),
        Case(words: [long, "--split", "20"], says: "nothing to split"),
        Case(words: [long, "--eci", "EBCDIC"], says: "none of ISO-8859-1", status: 64),
        Case(words: [long, "--ink", "red"], says: "is no ink", status: 64),
        Case(words: [long, "--preset", "retail-pos", "--module-mm", "0.2"], says: "0.396"),
        Case(words: [long, "--preset", "retail-pos", "--quiet-zone", "2"], says: "quiet zone"),
    ]

    @Test("A wrong order for a symbol names what is wrong and leaves no file", arguments: cases)
    private func refused(order: Case) async throws {
        try await Scratch.with { folder in
            try Self.write(to: folder)
            for form in ["png", "svg", "pdf", "eps"] {
                let file = folder.appending(path: "out.\(form)")
                let words = order.words.map { word in
                    let path = folder.appending(path: word)
                    return ["png", "svg"].contains(path.pathExtension) ? path.path() : word
                }
                let ending = try await Command(["qr"] + words + ["-o", file.path()]).run()
                #expect(ending.status == order.status, "\(form): \(ending.errors)")
                #expect(ending.errors.contains(order.says), "\(form): \(ending.errors)")
                #expect(!FileManager.default.fileExists(atPath: file.path()))
            }
        }
    }

    @Test("A logo that is too much names the largest that is not, and a fifth of the symbol is done")
    func logoShare() async throws {
        try await Scratch.with { folder in
            try Self.write(to: folder)
            let (logo, file) = (
                folder.appending(path: "square.svg").path(), folder.appending(path: "out.png")
            )
            let words = ["qr", Self.long, "--logo", logo, "-o", file.path(), "--json", "--logo-area"]
            let refused = try await Command(words + ["38", "--level", "H"]).run()
            #expect(refused.status == 65)
            #expect(refused.errors.contains("/logo_area") && refused.errors.contains("the largest is"))
            #expect(!FileManager.default.fileExists(atPath: file.path()))
            let drawn = try await Command(words + ["20"]).run()
            #expect(drawn.status == 0, "\(drawn.errors)")
            let pattern = #/"percent":(2[01])(?:\.\d)?\b/#
            #expect(drawn.output.contains(pattern), "\(drawn.output)")
            #expect(drawn.output.contains(#/"damage_left":[1-9]/#), "\(drawn.output)")
        }
    }

    @Test("A wide logo lies on a symbol on its side, or on an upright one if that is asked for")
    func logoTurn() async throws {
        try await Scratch.with { folder in
            let (logo, file) = (folder.appending(path: "word.svg"), folder.appending(path: "out.png"))
            let word =
                ##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 26 10"><path fill="#fff" d="M0 0h26v10H0z"/>"##
                + ##"<path d="M2 2h22v6H2zm3 2v2h16V4z" fill-rule="evenodd"/></svg>"##
            try Data(word.utf8).write(to: logo)
            let words = [
                "qr", Self.long, "--logo", logo.path(), "-o", file.path(), "--json", "--logo-area", "26",
            ]
            for (place, turn) in [("best", "left"), ("upright", "upright")] {
                let drawn = try await Command(words + ["--logo-place", place, "--force"]).run()
                #expect(drawn.status == 0, "\(drawn.errors)")
                #expect(drawn.output.contains(#""turn":"\#(turn)""#), "\(drawn.output)")
            }
        }
    }

    @Test("An outline hides less than its rectangle, by the ring that was asked for")
    func logoShape() async throws {
        try await Scratch.with { folder in
            let (logo, file) = (folder.appending(path: "disc.svg"), folder.appending(path: "out.svg"))
            let disc =
                #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4.5" cy="4.5" r="4.5"/></svg>"#
            try Data(disc.utf8).write(to: logo)
            let drawn = try await Command(
                "qr", Self.long, "--logo", logo.path(), "-o", file.path(), "--json", "--logo-area", "14",
                "--logo-ring", "0.5", "--logo-shape", "outline"
            ).run()
            #expect(drawn.status == 0, "\(drawn.errors)")
            #expect(drawn.output.contains(#/"percent":1[45](?:\.\d)?\b/#), "\(drawn.output)")
            let svg = try String(contentsOf: file, encoding: .utf8)
            // Half a module lies between the picture and a module's edge.
            #expect(svg.contains(#/<image x="\d+\.5" y="\d+\.5"/#))
        }
    }

    @Test(
        "An ink that no scanner sees, or a form without plates, is refused",
        arguments: ["png", "svg", "pdf", "eps"])
    func inks(form: String) async throws {
        try await Scratch.with { folder in
            let file = folder.appending(path: "out.\(form)").path()
            let ending = try await Command("qr", "tea", "-o", file, "--ink", "cmyk:0,0,100,0").run()
            #expect(ending.status == 65)
            let hasPlates = form == "pdf" || form == "eps"
            #expect(ending.errors.contains(hasPlates ? "contrast" : "has no plates"), "\(ending.errors)")
            #expect(!FileManager.default.fileExists(atPath: file))
        }
    }

    @Test("A poster is read back however large it is") func poster() async throws {
        try await Scratch.with { folder in
            let file = folder.appending(path: "poster.pdf").path()
            let ending = try await Command(
                "qr", Self.long, "-o", file, "--preset", "poster", "--reading-distance-mm", "5000"
            ).run()
            #expect(ending.status == 0, "\(ending.errors)")
        }
    }

    private static func write(to folder: URL) throws {
        try Data().write(to: folder.appending(path: "empty.png"))
        try Data(header(width: 30_000, height: 30_000)).write(to: folder.appending(path: "huge.png"))
        let entities = (1...9).map { level in
            let inner = level == 1 ? "&#97;" : String(repeating: "&e\(level - 1);", count: 10)
            return "<!ENTITY e\(level) \"\(inner)\">"
        }
        let bomb =
            "<!DOCTYPE svg [\(entities.joined())]>"
            + #"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&e9;</text></svg>"#
        try Data(bomb.utf8).write(to: folder.appending(path: "bomb.svg"))
        let drawings = [
            "square": #"<rect width="9" height="9"/>"#, "script": #"<rect onload="x()"/>"#,
            "linked": #"<image href="http://a.example/x.png"/>"#, "unseen": #"<g id="empty"/>"#,
            "dashes": #"<path d="M0 0H99999" stroke="red" stroke-dasharray="0.1"/>"#,
            "noise": #"<filter id="f"><feTurbulence numOctaves="1000"/></filter>"#,
        ]
        for (name, inside) in drawings {
            let document = #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\#(inside)</svg>"#
            try Data(document.utf8).write(to: folder.appending(path: "\(name).svg"))
        }
    }

    /// The beginning of a PNG file that says how large it is.
    private static func header(width: UInt32, height: UInt32) -> [UInt8] {
        func bytes(_ number: UInt32) -> [UInt8] {
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
        }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + bytes(13) + Array("IHDR".utf8)
            + bytes(width) + bytes(height) + [8, 2, 0, 0, 0] + bytes(0)
    }
}
