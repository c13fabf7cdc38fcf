import ArgumentParser
import Foundation
import Service

/// Shows every look on one page.
struct QRGallery: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "gallery",
        abstract: "Draws every shape, fill, frame and brand kit, and a page that shows them.",
        discussion: "The workspace's own brand kits and frames are shown among those of the program.")

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder to fill.", valueName: "dir"))
    var output: String

    @OptionGroup var replace: ReplaceOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let gallery = try Gallery(global.templates)
        let folder = URL(filePath: output, directoryHint: .isDirectory, relativeTo: .current)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let items = gallery.sections.flatMap(\.items)
        for item in items {
            try OutputFile.write(
                try gallery.draw(item), to: folder.appending(path: item.name + ".svg"),
                existing: replace.existing)
        }
        let page = folder.appending(path: "index.html")
        try OutputFile.write(Array(gallery.page.utf8), to: page, existing: replace.existing)
        try global.output.confirm(
            Document(page: page.path(percentEncoded: false), pictures: items.count),
            text: "\(page.path(percentEncoded: false)): \(items.count) pictures")
    }

    private struct Document: Encodable {
        var page: String
        var pictures: Int
    }
}
