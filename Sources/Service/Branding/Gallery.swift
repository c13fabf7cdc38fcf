package import Artwork
import Foundation
import QRSymbol
package import Templates
import Vocabulary

/// Every shape, fill, frame and brand kit on one page, each as a file of its own.
package struct Gallery: Sendable {
    /// What every symbol of the gallery holds.
    package static let text = "HTTPS://TESSERA.EXAMPLE/C/7K3M-9QXR-2VHD"

    /// One picture.
    package struct Item: Sendable, Hashable {
        /// A file name without its ending.
        package var name: String
        /// What it shows.
        package var title: String
        /// The options of `tessera qr` that make it.
        package var options: String
        package var style: SymbolStyle
        package var frame: CallFrame?
    }

    /// Pictures under one heading.
    package struct Section: Sendable, Hashable {
        package var title: String
        package var items: [Item]
    }

    package let sections: [Section]

    /// Gathers what there is.
    ///
    /// - Parameter templates: Whose brand kits and frames are shown.
    /// - Throws: `ServiceError` for a kit or a frame that is none.
    package init(_ templates: TemplateLibrary) throws(ServiceError) {
        sections = [
            try Self.shapes(), try Self.eyes(), try Self.fills(), try Self.grounds(),
            try Self.frames(FrameLibrary(templates)),
            try Self.brands(BrandKitLibrary(templates), FrameLibrary(templates)),
        ]
    }

    /// Draws a picture as an SVG document, after a reader took it.
    ///
    /// - Throws: `ServiceError.unreadablePicture` for one that no reader takes.
    package func draw(_ item: Item) throws(ServiceError) -> [UInt8] {
        var order = SymbolOrder(text: Self.text, format: .svg, style: item.style)
        order.frame = item.frame
        order.level = item.style.logo == nil ? .quartile : nil
        return try SymbolPrinting.draw(order, title: item.title).bytes
    }

    private static func shapes() throws(ServiceError) -> Section {
        var items: [Item] = []
        for shape in ModuleShape.allCases {
            var settings = LookSettings()
            settings.shape = shape
            settings.frame = .rounded
            items.append(
                try item(
                    "shape-\(shape.rawValue)", shape.rawValue, "--shape \(shape.rawValue) --eye rounded",
                    settings))
        }
        return Section(title: "Shapes of modules", items: items)
    }

    private static func eyes() throws(ServiceError) -> Section {
        var items: [Item] = []
        for frame in FinderShape.allCases {
            for pupil in FinderShape.allCases {
                var settings = LookSettings()
                (settings.shape, settings.frame, settings.pupil) = (.rounded, frame, pupil)
                let eye = "\(frame.rawValue)/\(pupil.rawValue)"
                items.append(
                    try item(
                        "eye-\(frame.rawValue)-\(pupil.rawValue)", eye, "--shape rounded --eye \(eye)",
                        settings))
            }
        }
        return Section(title: "Finder patterns: frames and pupils", items: items)
    }

    private static func fills() throws(ServiceError) -> Section {
        let fills = [
            ("colour", "#0b6e4f", nil), ("two colours", "#0b6e4f", "#8c1d18"),
            ("along a line", "linear:45:#0b6e4f,#3c1361", nil),
            ("three along a line", "linear:90:#8c1d18,#3c1361@50,#0d2a4a", "#0d2a4a"),
            ("in rings", "radial:#b3261e,#5b1030", nil),
            ("in rings, pupils apart", "radial:#125e8a,#0d2a4a", "#000000"),
        ]
        var items: [Item] = []
        for (index, fill) in fills.enumerated() {
            var settings = LookSettings()
            settings.shape = .fluid
            settings.dark = try? Fill(parsing: fill.1)
            settings.frame = .rounded
            settings.frameFill = fill.2.flatMap { try? Fill(parsing: $0) }
            settings.pupilFill = settings.frameFill
            let eye = fill.2.map { " --eye-fill '\($0)'" } ?? ""
            items.append(
                try item(
                    "fill-\(index + 1)", fill.0, "--shape fluid --eye rounded --dark '\(fill.1)'" + eye,
                    settings))
        }
        return Section(title: "Fills", items: items)
    }

    private static func grounds() throws(ServiceError) -> Section {
        var texture = LookSettings()
        (texture.shape, texture.lightShape) = (.dot, .dot)
        texture.lightFill = try? Fill(parsing: "#ffe9c9")
        var bare = LookSettings()
        (bare.shape, bare.ground) = (.soft, .transparent)
        var dark = LookSettings()
        (dark.shape, dark.ground, dark.frame) = (.rounded, .knockedOut, .rounded)
        dark.dark = try? Fill(parsing: "#0d2a4a")
        return Section(
            title: "Light modules and grounds",
            items: [
                try item(
                    "ground-texture", "light modules painted",
                    "--shape dot --light-shape dot --light-fill '#ffe9c9'", texture),
                try item("ground-none", "no ground, for something light", "--shape soft --light none", bare),
                try item(
                    "ground-dark", "light ink on something dark",
                    "--shape rounded --eye rounded --dark '#0d2a4a' --on-dark", dark),
            ])
    }

    private static func frames(_ library: FrameLibrary) throws(ServiceError) -> Section {
        let calls = ["Scan me", "扫码领礼", "امسح الرمز", "Сканируй"]
        var items: [Item] = []
        for (index, name) in library.names.enumerated() {
            var settings = LookSettings()
            (settings.shape, settings.frame) = (.rounded, .rounded)
            let call = calls[index % calls.count]
            var made = try item(
                "frame-\(name)", name,
                "--shape rounded --eye rounded --frame \(name) --call '\(call)' --code-text 7K3M-9QXR-2VHD",
                settings)
            made.frame = try library.frame(name, style: made.style, call: call, code: "7K3M-9QXR-2VHD")
            items.append(made)
        }
        return Section(title: "Frames", items: items)
    }

    private static func brands(
        _ library: BrandKitLibrary, _ frames: FrameLibrary
    ) throws(ServiceError) -> Section {
        var items: [Item] = []
        for name in library.names {
            let kit = try library.kit(name)
            let style = try kit.look.style(
                quietZone: SymbolStyle.standardQuietZone, logo: library.logo(of: kit))
            let title = kit.name.text(in: "en")
            items.append(Item(name: "brand-\(name)", title: title, options: "--brand \(name)", style: style))
            guard let frame = kit.frame else { continue }
            items.append(
                Item(
                    name: "brand-\(name)-framed", title: title, options: "--brand \(name) --framed",
                    style: style,
                    frame: try frames.frame(
                        frame.name, style: style, call: frame.words.text(in: "en"), fonts: frame.fonts)))
        }
        return Section(title: "Brand kits", items: items)
    }

    private static func item(
        _ name: String, _ title: String, _ options: String, _ settings: LookSettings
    ) throws(ServiceError) -> Item {
        let style = try settings.style(quietZone: SymbolStyle.standardQuietZone, logo: nil)
        return Item(name: name, title: title, options: options, style: style)
    }
}
