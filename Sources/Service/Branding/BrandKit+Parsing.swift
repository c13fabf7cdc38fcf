import Artwork
import QRSymbol
import Vocabulary

extension BrandKit {
    /// Sixty-four colours: more than any brand's manual has.
    static let paintCounts = 1...64
    /// A few families, each for scripts that those before it lack.
    static let fontCounts = 1...8

    /// Reads a kit, strictly.
    ///
    /// - Parameters:
    ///   - text: The YAML of the kit.
    ///   - file: Its name in messages.
    /// - Throws: `ServiceError.invalidInput` with every fault.
    package init(parsing text: String, file: String) throws(ServiceError) {
        self = try DocumentReader.read(Array(text.utf8), file: file) { BrandKit(document: $0) }
    }

    private init?(document: DocumentValue) {
        guard let fields = document.fields(["name", "colours", "symbol", "logo", "frame"]) else { return nil }
        let name = fields.required("name")?.localizedText()
        let paints = fields.optional("colours").map(Self.paints) ?? [:]
        guard let paints else { return nil }
        let look =
            fields.optional("symbol").map { LookSettings(document: $0, paints: paints) } ?? LookSettings()
        let logo = fields.optional("logo").map { LogoSettings(document: $0) }
        let frame = fields.optional("frame").map { FrameSettings(document: $0) }
        // A part that is there and wrong has been noted.
        guard let name, let look, logo != .some(nil), frame != .some(nil) else { return nil }
        self.init(name: name, paints: paints, look: look, logo: logo ?? nil, frame: frame ?? nil)
    }

    private static func paints(_ list: DocumentValue) -> [String: Paint]? {
        guard let items = list.list(of: paintCounts, "colours") else { return nil }
        var paints: [String: Paint] = [:]
        for item in items {
            guard let fields = item.fields(["name", "screen", "cmyk", "spot"]),
                let name = fields.required("name")?.kebabName(),
                let color = fields.required("screen")?.color(),
                let ink = ink(fields)
            else { return nil }
            guard paints.updateValue(Paint(color, ink: ink), forKey: name) == nil else {
                item.fault("The colour \(name) is there already.")
                return nil
            }
        }
        return paints
    }

    /// The stated ink; `nil` inside for none, `nil` outside after a fault was noted.
    private static func ink(_ fields: DocumentFields) -> Ink?? {
        var process = Ink.Process.key
        if let value = fields.optional("cmyk") {
            let ink = value.parsed("four percentages such as \"90,30,75,25\", in quotes") {
                try? Ink(parsing: "cmyk:" + $0)
            }
            guard case .process(let inks)? = ink else { return nil }
            process = inks
            guard fields.optional("spot") != nil else { return .some(ink) }
        }
        guard let value = fields.optional("spot") else { return .some(nil) }
        guard fields.optional("cmyk") != nil else {
            value.fault("A spot ink needs cmyk, too: what shows where the ink is not there.")
            return nil
        }
        let ink = value.parsed("the name of an ink such as PANTONE 3298 C") {
            try? Ink(parsing: "spot:" + $0)
        }
        guard case .spot(let name, _)? = ink else { return nil }
        return .some(.spot(name: name, appearance: process))
    }
}

extension LookSettings {
    fileprivate init?(document: DocumentValue, paints: [String: Paint]) {
        let keys = [
            "dark", "light", "ground", "shape", "eye", "eye_fill", "light_shape", "light_fill",
        ]
        guard let fields = document.fields(keys) else { return nil }
        func paint(_ text: String) -> Paint? { paints[text] ?? Fill.paint(parsing: text) }
        self.init()
        dark = fields.optional("dark")?.fill(paint)
        lightFill = fields.optional("light_fill")?.fill(paint)
        light = fields.optional("light")?.parsed("a colour such as \"#f4f1de\", or the name of one", paint)
        ground = fields.optional("ground")?
            .choice(["filled": .filled, "transparent": .transparent, "knocked-out": .knockedOut])
        shape = fields.optional("shape")?.word()
        lightShape = fields.optional("light_shape")?.word()
        if let eye = fields.optional("eye")?.parsed(Self.eyeExpectation, Self.eye) {
            (frame, pupil) = (eye.frame, eye.pupil)
        }
        if let fills = fields.optional("eye_fill")?.eyeFill(paint) {
            (frameFill, pupilFill) = (fills.frame, fills.pupil)
        }
    }

    private static var eyeExpectation: String {
        let shapes = FinderShape.allCases.map(\.rawValue).joined(separator: ", ")
        return "one of \(shapes), or one for the frame and one for the pupil such as leaf/circle"
    }
}

extension BrandKit.LogoSettings {
    fileprivate init?(document: DocumentValue) {
        guard let fields = document.fields(["file", "area", "place", "ring", "shape"]) else { return nil }
        let file = fields.required("file")?.parsed("an .svg file beside the kit") { text in
            text.lowercased().hasSuffix(".svg") && !text.contains("/") ? text : nil
        }
        let size: Logo.Size? =
            if let area = fields.optional("area") {
                area.parsed("auto, or a share in percent") { text in
                    text == "auto"
                        ? .largest : Double(text).flatMap { $0 > 0 && $0 < 100 ? .percent($0) : nil }
                }
            } else { .largest }
        let position: LogoWish.Position? = fields.optional("place").map { $0.word() } ?? .best
        let shape: Logo.Shape? = fields.optional("shape").map { $0.word() } ?? .rectangle
        let ring: Double? = fields.optional("ring").map(Self.ring) ?? KnockOut.standardRing
        guard let file, let size, let position, let ring, let shape else { return nil }
        self.init(file: file, size: size, position: position, ring: ring, shape: shape)
    }

    private static func ring(_ value: DocumentValue) -> Double? {
        value.parsed("the width of a ring in modules, \(KnockOut.rings.sentence)") { text in
            Double(text).flatMap { KnockOut.rings.contains($0) ? $0 : nil }
        }
    }
}

extension BrandKit.FrameSettings {
    fileprivate init?(document: DocumentValue) {
        guard let fields = document.fields(["name", "words", "fonts"]) else { return nil }
        let name = fields.required("name")?.kebabName()
        let words = fields.required("words")?.localizedText()
        let fonts = fields.optional("fonts").map { list in
            list.list(of: BrandKit.fontCounts, "families of type")?.compactMap { $0.text() }
        }
        guard let name, let words, fonts != .some(nil) else { return nil }
        self.init(name: name, words: words, fonts: (fonts ?? nil) ?? [])
    }
}
