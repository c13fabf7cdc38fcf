import ArgumentParser
import Artwork
import Foundation
import Service
import Vocabulary

/// Draws a placement's code.
struct PlacementPrint: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "print",
        abstract: "Draws the code of a placement in the brand's colours, with its logo.",
        discussion: "Formats: png, svg, pdf, txt. A picture is read back before it is kept.")

    @Argument(help: "The placement's id.", transform: identifier)
    var id: PlacementID

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file; its extension is the format.", valueName: "file"))
    var output: String

    @Flag(help: "Leave the brand's logo out.")
    var noLogo = false

    @OptionGroup(title: "Size") var size: SizeOptions
    @OptionGroup var replace: ReplaceOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let format = try format(of: output, as: SymbolFormat.self)
        try await withSession { context in
            let style = try BrandStyle(context).style(
                logo: noLogo ? .none : .brand, quietZone: size.quietZone ?? SymbolStyle.standardQuietZone)
            let drawn = try await PlacementPrinting(context).draw(
                id, order: size.order(text: "", format: format, style: style))
            try OutputFile.write(
                drawn.bytes, to: URL(filePath: output, relativeTo: .current), existing: replace.existing)
            let file = DrawnFile(path: output, format: format.rawValue, symbol: drawn.report)
            try global.output.confirm(file, text: file.sentence)
        }
    }
}
