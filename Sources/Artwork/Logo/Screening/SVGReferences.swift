/// Judges what an SVG document refers to and what it would run.
enum SVGReferences {
    /// Elements that run something or bring another kind of document in, without their prefix.
    private static let elements: Set<String> = [
        "script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener",
        "link",
        "base",
    ]
    /// Attributes that are addresses, without their prefix.
    private static let addresses: Set<String> = [
        "href", "src", "srcset", "data", "action", "formaction", "poster", "background",
    ]
    /// Schemes that run what follows them.
    private static let schemes = ["javascript:", "vbscript:", "data:text"]
    /// Functions of CSS that take an address besides `url`, or run one.
    private static let functions = ["image-set(", "image(", "src(", "expression(", "@import", "-moz-binding"]

    /// A name without its prefix, in lower case.
    static func local(_ name: some StringProtocol) -> String {
        guard let colon = name.lastIndex(of: ":") else { return name.lowercased() }
        return name[name.index(after: colon)...].lowercased()
    }

    /// Judges an element by its name and attributes.
    ///
    /// - Returns: Documents that are embedded in it.
    /// - Throws: ``SVGFault``.
    static func check(_ tag: XMLScanner.Tag) throws(SVGFault) -> [[UInt8]] {
        guard !elements.contains(local(tag.name)) else { throw .script("<\(tag.name)>") }
        var embedded: [[UInt8]] = []
        for (name, value) in tag.attributes {
            let key = local(name)
            guard !key.hasPrefix("on") else { throw .script(name) }
            guard name.lowercased() != "xml:base" else { throw .external(value) }
            // Animation can give another element an address or a script.
            let target = local(value)
            if key == "attributename", addresses.contains(target) || target.hasPrefix("on") {
                throw .script("\(name)=\"\(value)\"")
            }
            let plain = plain(value)
            if let scheme = schemes.first(where: plain.contains) { throw .script(scheme) }
            if addresses.contains(key) {
                if let document = try checkAddress(value) { embedded.append(document) }
            } else {
                try checkStyle(value)
            }
        }
        return embedded
    }

    /// Judges a style sheet, or a value that may hold an address.
    ///
    /// - Throws: ``SVGFault``.
    static func checkStyle(_ style: String) throws(SVGFault) {
        // Escapes of CSS hide words from us and not from a browser.
        for text in style.contains("\\") ? [style, CSSEscapes.resolved(style)] : [style] {
            let lower = text.lowercased()
            if let function = functions.first(where: lower.contains) { throw .external(function) }
            var rest = lower[...]
            while let start = rest.firstRange(of: "url(") {
                rest = rest[start.upperBound...]
                let address = rest.drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
                guard address.hasPrefix("#") || isPixels(address) else {
                    throw .external(address.prefix { $0 != ")" })
                }
            }
        }
    }

    /// Whether an address holds a picture of pixels, which refers to nothing.
    private static func isPixels(_ address: some StringProtocol) -> Bool {
        address.hasPrefix("data:image/") && !address.hasPrefix("data:image/svg")
    }

    /// Judges an address.
    ///
    /// - Returns: The SVG document that it holds, to be judged as well.
    private static func checkAddress(_ address: String) throws(SVGFault) -> [UInt8]? {
        let plain = plain(address)
        if plain.hasPrefix("#") || isPixels(plain) { return nil }
        guard plain.hasPrefix("data:image/svg+xml"), let comma = address.firstIndex(of: ",") else {
            throw .external(address)
        }
        let data = address[address.index(after: comma)...].utf8
        let document =
            address[..<comma].lowercased().contains(";base64")
            ? DataAddress.base64(data) : DataAddress.percentDecoded(data)
        guard let document else { throw .external(address) }
        return document
    }

    /// A value as a browser reads an address: no white space or control characters, and case does not matter.
    private static func plain(_ value: String) -> String {
        String(String.UnicodeScalarView(value.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }))
            .lowercased()
    }
}
