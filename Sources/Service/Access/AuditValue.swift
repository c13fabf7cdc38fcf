import Foundation

/// A value of an audit entry's detail.
package enum AuditValue: Sendable, Hashable, Codable {
    case text(String)
    case number(Int64)
    case flag(Bool)
    case list([AuditValue])
    case object([String: AuditValue])
    case nothing

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int64.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([AuditValue].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: AuditValue].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .list(let list): try container.encode(list)
        case .object(let object): try container.encode(object)
        case .nothing: try container.encodeNil()
        }
    }

    /// The value as people read it: `count 100, offer thank-you`.
    package var text: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        case .flag(let flag): flag ? "yes" : "no"
        case .list(let list): list.map(\.text).joined(separator: " ")
        case .object(let object):
            object.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.text)" }.joined(separator: ", ")
        case .nothing: "-"
        }
    }

    /// Reads the detail of an entry; what is no JSON, which nothing of ours writes, is shown as text.
    static func reading(_ detail: String) -> AuditValue {
        (try? JSONDecoder().decode(AuditValue.self, from: Data(detail.utf8))) ?? .text(detail)
    }
}

extension AuditValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    package init(stringLiteral text: String) {
        self = .text(text)
    }

    package init(integerLiteral number: Int64) {
        self = .number(number)
    }
}
