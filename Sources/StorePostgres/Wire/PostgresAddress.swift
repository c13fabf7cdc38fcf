internal import CPostgres
import Payload
package import Store

/// Where a PostgreSQL is and who asks: an address that may hold a password, and so never shows itself.
@safe package struct PostgresAddress: Sendable, Concealed {
    /// The address as given, for libpq alone.
    let text: String
    private let password: String?
    /// Hosts, database and user, for people.
    package let place: String

    /// Reads an address such as `postgresql://user@host1,host2/database`, as libpq reads it.
    ///
    /// - Throws: `StoreError.unreachable` if it is none; the address is not repeated.
    package init(parsing text: String) throws(StoreError) {
        guard Self.isAddress(text), let options = Self.options(of: text) else {
            throw .unreachable(
                "the address of the database is none; one looks like postgresql://user@host/database")
        }
        self.text = text
        password = options["password"].flatMap { $0.isEmpty ? nil : $0 }
        place = Self.place(options)
    }

    /// Whether a setting names a PostgreSQL at all.
    package static func isAddress(_ text: String) -> Bool {
        text.hasPrefix("postgresql://") || text.hasPrefix("postgres://")
    }

    /// Takes the password out of a text that libpq wrote.
    func concealing(_ message: String) -> String {
        let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
        guard let password else { return line }
        return line.split(separator: password, omittingEmptySubsequences: false).joined(separator: "«secret»")
    }

    private static func place(_ options: [String: String]) -> String {
        let user = options["user"].map { $0 + "@" } ?? ""
        let hosts = options["host"] ?? options["hostaddr"] ?? "the local socket"
        let port = options["port"].map { ":" + $0 } ?? ""
        return "\(user)\(hosts)\(port)/\(options["dbname"] ?? "")"
    }

    /// The parts of an address that were given; `nil` if it cannot be read.
    private static func options(of text: String) -> [String: String]? {
        guard let list = unsafe PQconninfoParse(text, nil) else { return nil }
        defer { unsafe PQconninfoFree(list) }
        var options: [String: String] = [:]
        var next = unsafe list
        while let keyword = unsafe next.pointee.keyword {
            if let value = unsafe next.pointee.val {
                unsafe options[String(cString: keyword)] = String(cString: value)
            }
            unsafe next += 1
        }
        return options
    }
}
