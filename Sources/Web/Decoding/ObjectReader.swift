import Service
import Vocabulary

/// Takes the fields of a JSON object one by one, and collects every fault with its pointer (RFC 6901).
///
/// What nobody took is an unknown field: a misspelt `amuont` must not be silently ignored at a till.
final class ObjectReader {
    /// Faults of a document, shared by the readers of its parts.
    final class Faults {
        private(set) var all: [InputFault] = []

        func add(_ pointer: String, _ detail: String) {
            all.append(InputFault(pointer: pointer, detail: detail))
        }
    }

    /// Where the object stands; `nil` for the document.
    private let place: Place?
    private let members: [JSONValue.Member]
    private let faults: Faults
    /// For each member, whether it was taken.
    private var isTaken: [Bool]

    /// A field of another object, or one of the list in it; made into a pointer only for a fault.
    private struct Place {
        let parent: ObjectReader
        let name: String
        var index: Int?

        var pointer: String { parent.path(name) + (index.map { "/\($0)" } ?? "") }
    }

    private init(_ value: JSONValue, at place: Place? = nil, faults: Faults) {
        self.place = place
        self.faults = faults
        guard case .object(let members) = value else {
            faults.add(place?.pointer ?? "", "An object was expected here, not \(value.kind).")
            (self.members, isTaken) = ([], [])
            return
        }
        self.members = members
        isTaken = [Bool](repeating: false, count: members.count)
    }

    /// Reads a document with `body`, which returns `nil` only if it met a fault.
    ///
    /// - Throws: A problem that names every fault.
    static func read<Value>(_ bytes: [UInt8], _ body: (ObjectReader) -> Value?) throws(Problem) -> Value {
        let faults = Faults()
        let reader = ObjectReader(try document(bytes), faults: faults)
        let value = body(reader)
        reader.refuseUnknown()
        guard faults.all.isEmpty, let value else { throw .invalidInput(faults.all) }
        return value
    }

    private static func document(_ bytes: [UInt8]) throws(Problem) -> JSONValue {
        do {
            return try JSONScanner.parse(bytes)
        } catch {
            throw .invalidInput([InputFault(pointer: "", detail: sentence(error))])
        }
    }

    private static func sentence(_ fault: JSONScanner.Fault) -> String {
        switch fault {
        case .notUTF8: "The body is not valid UTF-8."
        case .unexpected(let offset): "The body is not valid JSON at byte \(offset)."
        case .tooDeep(let offset): "The body is nested too deeply at byte \(offset)."
        case .duplicate(let name): "The name \(shortened(name)) occurs twice in one object."
        }
    }

    private func refuseUnknown() {
        for (member, isTaken) in zip(members, isTaken) where !isTaken {
            faults.add(path(member.name), "This field is not known.")
        }
    }

    private func path(_ name: String) -> String {
        let escaped = Self.shortened(name).replacing("~", with: "~0").replacing("/", with: "~1")
        return (place?.pointer ?? "") + "/" + escaped
    }

    /// 40 characters are evidence enough; a longer name would only blow the answer up.
    private static func shortened(_ text: String) -> String { String(text.prefix(40)) }
}

extension ObjectReader {
    /// Whether a field may be left out; `null` is as good as left out.
    enum Presence {
        case required, optional
    }

    private func take(_ name: String, _ presence: Presence) -> JSONValue? {
        if let index = members.firstIndex(where: { $0.name == name }) {
            isTaken[index] = true
            let value = members[index].value
            guard case .null = value else { return value }
        }
        if presence == .required { faults.add(path(name), "This field is missing.") }
        return nil
    }

    func string(_ name: String, _ presence: Presence = .required) -> String? {
        switch take(name, presence) {
        case nil: return nil
        case .string(let text): return text
        case .some(let other):
            faults.add(path(name), "A string was expected here, not \(other.kind).")
            return nil
        }
    }

    /// A list of strings; `nil` if the field is missing.
    func strings(_ name: String) -> [String]? {
        guard let value = take(name, .optional) else { return nil }
        guard case .array(let elements) = value else {
            faults.add(path(name), "A list was expected here, not \(value.kind).")
            return []
        }
        return elements.enumerated().compactMap { index, element in
            if case .string(let text) = element { return text }
            faults.add("\(path(name))/\(index)", "A string was expected here, not \(element.kind).")
            return nil
        }
    }

    /// Adds a fault of a field that stands in the way of another.
    func refuse(_ name: String, because detail: String) {
        faults.add(path(name), detail)
    }

    /// Yes or no; `nil` if the field is missing.
    func flag(_ name: String) -> Bool? {
        switch take(name, .optional) {
        case nil: return nil
        case .boolean(let flag): return flag
        case .some(let other):
            faults.add(path(name), "true or false was expected here, not \(other.kind).")
            return nil
        }
    }

    func integer(_ name: String, _ presence: Presence = .required) -> Int? {
        guard let value = take(name, presence) else { return nil }
        if case .number(let digits) = value, let number = Int(digits) { return number }
        faults.add(path(name), "A whole number was expected here, not \(value.kind).")
        return nil
    }

    /// How much of an entry of the unit ledger: a whole number of points or stamps, or money; may be missing.
    func part(_ name: String) -> UnitPart? {
        if case .number? = members.first(where: { $0.name == name })?.value {
            return integer(name, .optional).map { .count(Int64($0)) }
        }
        return money(name, .optional).map { .money($0) }
    }

    /// A day, such as `2027-12-31`.
    func date(_ name: String) -> CalendarDate? {
        guard let text = string(name) else { return nil }
        if let day = CalendarDate(parsing: text) { return day }
        refuse(name, because: "A day such as 2027-12-31 was expected.")
        return nil
    }

    func identifier<ID: Identifier>(_ name: String, _ presence: Presence = .required) -> ID? {
        guard let text = string(name, presence) else { return nil }
        do {
            return try ID(parsing: text)
        } catch {
            faults.add(
                path(name), "A name has 1 to 64 of A-Z a-z 0-9 . _ -, beginning with a letter or digit.")
            return nil
        }
    }

    /// A list of names, or `nil` if the field is missing.
    func identifiers<ID: Identifier>(_ name: String) -> [ID]? {
        guard let value = take(name, .optional) else { return nil }
        guard case .array(let elements) = value else {
            faults.add(path(name), "A list was expected here, not \(value.kind).")
            return nil
        }
        return elements.enumerated().compactMap { index, element in
            if case .string(let text) = element, let id = try? ID(parsing: text) { return id }
            faults.add(
                "\(path(name))/\(index)",
                "A name has 1 to 64 of A-Z a-z 0-9 . _ -, beginning with a letter or digit.")
            return nil
        }
    }

    /// A member's id, or what was scanned from their card; may be missing.
    func member(_ name: String) -> PresentedMember? {
        guard let text = string(name, .optional) else { return nil }
        do {
            return try PresentedMember(parsing: text)
        } catch {
            faults.add(path(name), "A member's id or card was expected here.")
            return nil
        }
    }

    func word<Word: RawRepresentable & CaseIterable>(_ name: String) -> Word? where Word.RawValue == String {
        guard let text = string(name) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
        faults.add(path(name), "One of \(words) was expected here.")
        return nil
    }

    /// An amount, `{"amount":"12.80","currency":"CNY"}`; never negative.
    func money(_ name: String, _ presence: Presence = .required) -> Money? {
        guard let value = take(name, presence) else { return nil }
        let reader = ObjectReader(value, at: Place(parent: self, name: name), faults: faults)
        defer { reader.refuseUnknownIfObject(value) }
        guard case .object = value, let code = reader.string("currency"), let text = reader.string("amount")
        else { return nil }
        guard let currency = Currency(parsing: code) else {
            faults.add(reader.path("currency"), "A currency is three capital letters (ISO 4217).")
            return nil
        }
        do {
            return try Money(parsing: text, currency: currency)
        } catch {
            faults.add(reader.path("amount"), Self.sentence(error, currency))
            return nil
        }
    }

    /// A list of objects, each read with `body`; empty if the field is missing.
    func objects<Value>(_ name: String, _ body: (ObjectReader) -> Value?) -> [Value] {
        guard let value = take(name, .optional) else { return [] }
        guard case .array(let elements) = value else {
            faults.add(path(name), "A list was expected here, not \(value.kind).")
            return []
        }
        return elements.enumerated().compactMap { index, element in
            let reader = ObjectReader(
                element, at: Place(parent: self, name: name, index: index), faults: faults)
            let read = body(reader)
            reader.refuseUnknownIfObject(element)
            return read
        }
    }

    private func refuseUnknownIfObject(_ value: JSONValue) {
        if case .object = value { refuseUnknown() }
    }

    private static func sentence(_ error: Money.ParseError, _ currency: Currency) -> String {
        switch error {
        case .malformed: "An amount is digits with at most one point, such as 12.80."
        case .tooPrecise(let digits, let allowed):
            "\(currency) has \(allowed) decimal digits, and here are \(digits)."
        case .tooLarge: "The amount is larger than any purchase."
        case .negative: "An amount is never negative."
        }
    }
}
