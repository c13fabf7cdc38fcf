import Store
import Vocabulary

extension Row {
    /// Reads an identifier that is never NULL.
    func id<ID: Identifier>(_ column: Int) throws(StoreError) -> ID {
        ID(unchecked: try self[column])
    }

    /// Reads an identifier that may be NULL.
    func optionalID<ID: Identifier>(_ column: Int) throws(StoreError) -> ID? {
        let text: String? = try self[column]
        return text.map(ID.init(unchecked:))
    }

    func instant(_ column: Int) throws(StoreError) -> Instant {
        Instant(millisecondsSince1970: try self[column])
    }

    func optionalInstant(_ column: Int) throws(StoreError) -> Instant? {
        let milliseconds: Int64? = try self[column]
        return milliseconds.map(Instant.init(millisecondsSince1970:))
    }

    func day(_ column: Int) throws(StoreError) -> CalendarDate {
        CalendarDate(daysSince1970: try self[column])
    }

    func optionalDay(_ column: Int) throws(StoreError) -> CalendarDate? {
        let days: Int32? = try self[column]
        return days.map(CalendarDate.init(daysSince1970:))
    }

    /// Reads a stored word of an enumeration.
    func word<Word: RawRepresentable<String>>(_ column: Int) throws(StoreError) -> Word {
        try stored(try self[column] as String)
    }

    /// Reads an amount and its currency, both of which may be NULL.
    func optionalMoney(_ column: Int, currency: Int) throws(StoreError) -> Money? {
        guard let minorUnits: Int64 = try self[column], let code: String = try self[currency] else {
            return nil
        }
        return try Self.money(minorUnits, code)
    }

    func money(_ column: Int, currency: Int) throws(StoreError) -> Money {
        try Self.money(try self[column], try self[currency])
    }

    /// Reads an instant, its day and its second of the day, in three columns from `column` on.
    func moment(_ column: Int) throws(StoreError) -> LocalMoment {
        let second: Int = try self[column + 2]
        guard (0..<86_400).contains(second) else { throw .corrupt("no second of a day: \(second)") }
        return LocalMoment(
            instant: try instant(column), date: try day(column + 1), secondOfDay: second)
    }

    private static func money(_ minorUnits: Int64, _ code: String) throws(StoreError) -> Money {
        guard let currency = Currency(parsing: code) else { throw .corrupt("no currency: \(code)") }
        return Money(minorUnits: minorUnits, currency: currency)
    }
}

extension CouponKey {
    /// PostgreSQL's integers have a sign.
    init(column: Int64) {
        self.init(rawValue: UInt64(bitPattern: column))
    }

    var column: Int64 { Int64(bitPattern: rawValue) }
}

extension Parameter {
    static func id(_ id: some Identifier) -> Parameter { .text(id.text) }
    static func id(_ id: (some Identifier)?) -> Parameter { .text(id?.text) }
    static func instant(_ instant: Instant) -> Parameter { .integer(instant.millisecondsSince1970) }
    static func home(_ home: Home) -> Parameter { .integer(home.rawValue) }
}

extension ResultRows {
    /// Reads every row.
    func map<Value>(_ read: (Row) throws(StoreError) -> Value) throws(StoreError) -> [Value] {
        try rows.map(read)
    }

    /// Reads the first row, if there is one.
    func one<Value>(_ read: (Row) throws(StoreError) -> Value) throws(StoreError) -> Value? {
        guard let first else { return nil }
        return try read(first)
    }
}
