import Payload
import Promotion
import Vocabulary

/// How the values of the vocabulary stand in a line.
extension LineReader {
    mutating func identifier<ID: Identifier>(_ name: String, as _: ID.Type = ID.self) throws(LineFault) -> ID
    {
        try value(name) { try? ID(parsing: $0) }
    }

    mutating func digest(_ name: String) throws(LineFault) -> Digest256 {
        try value(name) { text in (try? Hex.decode(text)).flatMap { try? Digest256(bytes: $0) } }
    }

    mutating func instant(_ name: String) throws(LineFault) -> Instant {
        Instant(millisecondsSince1970: try number(name))
    }

    mutating func money(_ name: String) throws(LineFault) -> Money { try value(name, Money.init(line:)) }

    mutating func optionalMoney(_ name: String) throws(LineFault) -> Money? {
        hasNext(name) ? try money(name) : nil
    }

    mutating func day(_ name: String) throws(LineFault) -> CalendarDate {
        try value(name) { CalendarDate(parsing: $0) }
    }

    mutating func basket(_ name: String) throws(LineFault) -> Basket? {
        guard hasNext(name) else { return nil }
        try self.name(name)
        var lines: [Basket.Line] = []
        try open("[")
        while !isAt("]") {
            guard lines.count < OfflineWish.maximumLineCount else { throw LineFault(name) }
            try open("{")
            lines.append(
                Basket.Line(
                    article: try optionalText("sku"), quantity: try number("quantity"),
                    unitPrice: try money("unit_price")))
            try close("}")
        }
        try close("]")
        guard let basket = Basket(lines: lines) else { throw LineFault(name) }
        return basket
    }
}

extension LineWriter {
    mutating func add(_ name: String, _ instant: Instant) { add(name, instant.millisecondsSince1970) }

    mutating func add(_ name: String, _ basket: Basket?) {
        guard let basket else { return }
        self.name(name)
        open("[")
        for line in basket.lines {
            open("{")
            add("sku", optional: line.article)
            add("quantity", line.quantity)
            add("unit_price", line.unitPrice.description)
            close("}")
        }
        close("]")
    }
}

extension Money {
    /// Reads what `description` wrote, such as `12.80 CNY`, of an amount that is not negative.
    init?(line text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let currency = Currency(parsing: parts[1]),
            let money = try? Money(parsing: parts[0], currency: currency)
        else { return nil }
        self = money
    }
}
