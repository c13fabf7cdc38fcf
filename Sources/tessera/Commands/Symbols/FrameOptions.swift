import ArgumentParser
import Artwork
import Service
import Vocabulary

/// What is drawn around a symbol.
struct FrameOptions: ParsableArguments {
    @Flag(help: "Draw the brand's frame with its words around the symbol; in png, svg, pdf and eps.")
    var framed = false

    @Option(
        help: ArgumentHelp(
            "Draw this frame, a file of templates/frames: banner, bubble, card, ticket or one of your own.",
            valueName: "name"))
    var frame: String?

    @Option(help: ArgumentHelp("The frame's words, in any script.", valueName: "text"))
    var call: String?

    @Option(help: ArgumentHelp("The human-readable code in the frame.", valueName: "text"))
    var codeText: String?

    @Option(
        help: ArgumentHelp("Which of the brand's words to take: en, zh-Hans.", valueName: "tag"))
    var language = "en"

    /// Returns the frame; `nil` where none was asked for.
    ///
    /// - Throws: `UsageError` for words that are missing, `ServiceError` for a frame that is none.
    func frame(of kit: BrandKit?, style: SymbolStyle, library: FrameLibrary) throws -> CallFrame? {
        guard framed || frame != nil || call != nil || codeText != nil else { return nil }
        guard let words = call ?? kit?.frame?.words.text(in: language) else {
            throw UsageError("a frame needs --call, or --brand with a frame of its own")
        }
        return try library.frame(
            frame ?? kit?.frame?.name ?? FrameLibrary.standardName, style: style, call: words,
            code: codeText ?? "", fonts: kit?.frame?.fonts ?? [])
    }
}
