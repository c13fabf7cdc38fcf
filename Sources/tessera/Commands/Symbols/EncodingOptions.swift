import ArgumentParser
import QRSymbol
import Service

/// How a text becomes modules, for what few need.
struct EncodingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What makes the modules; tessera chooses by itself.", valueName: "bulk|libqrencode"))
    var encoder: Choice<EncoderKind>?

    @Flag(help: "Write Japanese characters in Kanji mode, which is shorter. WeChat does not read it.")
    var kanji = false

    @Option(
        help: ArgumentHelp(
            "Say the character set in an ECI header: its name, such as UTF-8 or GB18030, or its number.",
            valueName: "name|number"))
    var eci: String?

    @Option(
        help: ArgumentHelp(
            "Announce fields by FNC1: gs1, or an industry's two digits or letter.", valueName: "gs1|indicator"
        ))
    var fnc1: String?

    @Flag(help: "Make a Micro QR symbol. WeChat and many telephones do not read it.")
    var micro = false

    @Option(
        help: ArgumentHelp(
            "Divide a long text over 2 to 16 symbols of at most this version, which readers join.",
            valueName: "version"))
    var split: Int?

    /// Returns what the encoders take.
    ///
    /// - Throws: `ServiceError.invalidInput` or `UsageError`.
    func encoding() throws -> SymbolEncoding {
        var encoding = SymbolEncoding()
        encoding.encoder = encoder?.value
        encoding.allowsKanji = kanji
        if micro { encoding.family = .micro }
        encoding.channel = try eci.map(channel)
        encoding.functionCharacter = try fnc1.map(functionCharacter)
        return encoding
    }

    private func channel(_ text: String) throws -> ExtendedChannel {
        if let number = Int(text) {
            do { return try ExtendedChannel(number) } catch {
                throw ServiceError.invalidInput([.encoding(error)])
            }
        }
        guard let known = ExtendedChannel.named.first(where: { $0.name == text.uppercased() }) else {
            let names = ExtendedChannel.named.map(\.name).joined(separator: ", ")
            throw UsageError("--eci '\(text)' is none of \(names), and no number")
        }
        return known.channel
    }

    private func functionCharacter(_ text: String) throws -> FunctionCharacter {
        if text.lowercased() == "gs1" { return .gs1 }
        do { return .industry(try .init(parsing: text)) } catch {
            throw ServiceError.invalidInput([.encoding(error)])
        }
    }
}
