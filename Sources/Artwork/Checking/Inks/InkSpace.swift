/// How numbers name inks: what matters of a colour space, ISO 32000-1, 8.6.
indirect enum InkSpace: Hashable {
    case grey
    /// A screen's colours: which inks they become is the printer's to say.
    case screen
    /// The same by lightness and two colours.
    case lab
    case process
    case named([String])
    /// A table of colours, any of which may occur.
    case table(Set<String>)
    /// Patterns; those without colours of their own take them from another space.
    case pattern(over: InkSpace?)

    /// What a screen's colours are called among inks.
    static let screenName = "RGB"
    /// A pattern over a table over a space: no more makes sense.
    private static let deepest = 4

    /// The space that a name or an array stands for.
    ///
    /// - Parameters:
    ///   - object: A name of the standard's, or an array that begins with one.
    ///   - resources: Where other names are looked up.
    ///   - depth: In how many others it lies; one that lies in itself ends at ``deepest``.
    init?(_ object: PDFObject?, in resources: PDFObject?, depth: Int = 0) {
        guard let object, depth < Self.deepest else { return nil }
        if let name = object.name {
            self.init(name: name, in: resources)
            return
        }
        let items = object.items
        guard let family = items.first?.name else { return nil }
        let base = items.count > 1 ? items[1] : nil
        switch family {
        case "ICCBased": self.init(componentCount: base?["N"]?.number)
        case "Separation": self = .named([base?.name].compactMap(\.self))
        case "DeviceN": self = .named(base?.items.compactMap(\.name) ?? [])
        case "Pattern": self = .pattern(over: InkSpace(base, in: resources, depth: depth + 1))
        case "Indexed", "I":
            self = .table(InkSpace(base, in: resources, depth: depth + 1)?.all ?? [Self.screenName])
        default: self.init(name: family, in: nil)
        }
    }

    /// - Parameters:
    ///   - name: As content and resources call a space.
    ///   - resources: Where names that are not the standard's are looked up.
    init?(name: String, in resources: PDFObject?) {
        switch name {
        case "DeviceGray", "G", "CalGray": self = .grey
        case "DeviceRGB", "RGB", "CalRGB": self = .screen
        case "Lab": self = .lab
        case "DeviceCMYK", "CMYK": self = .process
        case "Pattern": self = .pattern(over: nil)
        default:
            // A name is not looked up twice: a space that names itself would never end.
            guard let resources, let known = resources["ColorSpace"]?[name] else { return nil }
            self.init(known, in: nil)
        }
    }

    private init?(componentCount: Double?) {
        switch componentCount {
        case 1: self = .grey
        case 3: self = .screen
        case 4: self = .process
        default: return nil
        }
    }

    private var numberCount: Int {
        switch self {
        case .grey, .table: 1
        case .screen, .lab: 3
        case .process: 4
        case .named(let names): names.count
        case .pattern: 0
        }
    }

    /// What prints for a colour.
    ///
    /// - Parameter operands: Those of the operator; its own are the last.
    /// - Returns: The names of inks; none for white.
    func inks(_ operands: [Double]) -> Set<String> {
        let numbers = Array(operands.suffix(numberCount))
        switch self {
        case .grey: return numbers.first ?? 0 < 1 ? ["Black"] : []
        case .screen: return numbers.count >= 3 && numbers.allSatisfy { $0 >= 1 } ? [] : [Self.screenName]
        case .lab: return numbers.first ?? 0 >= 100 ? [] : [Self.screenName]
        case .process: return Self.named(Ink.Process.names, numbers)
        case .named(let names): return Self.named(names, numbers)
        case .table(let inks): return inks
        case .pattern: return []
        }
    }

    /// `All` prints on every plate and `None` on none, ISO 32000-1, 8.6.6.4.
    private static func named(_ names: [String], _ numbers: [Double]) -> Set<String> {
        Set(zip(names, numbers).filter { $0.1 > 0 && $0.0 != "None" }.map(\.0))
    }

    /// What a picture in this space may print.
    var all: Set<String> {
        switch self {
        case .grey: ["Black"]
        case .screen, .lab: [Self.screenName]
        case .process: Set(Ink.Process.names)
        case .named(let names): Set(names).subtracting(["None"])
        case .table(let inks): inks
        case .pattern: []
        }
    }

    /// What prints before a colour is chosen, ISO 32000-1, table 74, CS.
    var initial: Set<String> {
        switch self {
        case .process: ["Black"]
        default: all
        }
    }

    /// The process inks first, then a screen's colours, then others by name.
    static func inOrder(_ inks: Set<String>) -> [String] {
        let first = (Ink.Process.names + [screenName]).filter(inks.contains)
        return first + inks.subtracting(first).sorted()
    }
}
