import Foundation
import NIOCore
import NIOPosix

/// A client that sends bytes as they are, so that tests can send what no decent client would.
enum RawHTTP {
    struct Failure: Error {
        let text: String
    }

    /// Sends bytes and returns every answer until the server closes the connection.
    ///
    /// - Parameters:
    ///   - pieces: What to send, one write each, beside the reading.
    ///   - port: The server on 127.0.0.1.
    ///   - between: Runs before the second piece, once something was answered to the first.
    /// - Returns: The answers in their order.
    /// - Throws: What the connection throws, or `Failure` for an answer that is cut off.
    static func exchange(
        _ pieces: [[UInt8]], port: Int, between: @Sendable () async throws -> Void = {}
    ) async throws -> [Answer] {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let bytes = try await channel.executeThenClose { inbound, outbound in
            var bytes: [UInt8] = []
            var iterator = inbound.makeAsyncIterator()
            try await outbound.write(ByteBuffer(bytes: pieces[0]))
            if pieces.count > 1 {
                if let first = try await iterator.next() { bytes += first.readableBytesView }
                try await between()
                for piece in pieces.dropFirst() { try await outbound.write(ByteBuffer(bytes: piece)) }
            }
            while let part = try await iterator.next() { bytes += part.readableBytesView }
            return bytes
        }
        return try answers(bytes)
    }

    private static func answers(_ bytes: [UInt8]) throws -> [Answer] {
        var rest = bytes[...]
        var answers: [Answer] = []
        while !rest.isEmpty { answers.append(try answer(&rest)) }
        return answers
    }

    private static func answer(_ rest: inout ArraySlice<UInt8>) throws -> Answer {
        let head = try line(&rest).split(separator: " ")
        guard head.count >= 2, let status = Int(head[1]) else { throw Failure(text: "\(head)") }
        var headers: [String: String] = [:]
        while case let field = try line(&rest), !field.isEmpty {
            let parts = field.split(separator: ":", maxSplits: 1).map { String($0) }
            headers[parts[0].lowercased()] =
                parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
        }
        var body: [UInt8] = []
        if headers["transfer-encoding"] == "chunked" {
            while let size = Int(try line(&rest), radix: 16), size > 0 {
                body += rest.prefix(size)
                rest = rest.dropFirst(size)
                _ = try line(&rest)
            }
            _ = try line(&rest)
        } else {
            let length = headers["content-length"].flatMap { Int($0) } ?? 0
            body = Array(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return Answer(status: status, headers: headers, body: body)
    }

    private static func line(_ rest: inout ArraySlice<UInt8>) throws -> String {
        guard let end = rest.firstIndex(of: 0x0A) else {
            throw Failure(text: "cut off: " + String(decoding: rest, as: UTF8.self))
        }
        let line = String(decoding: rest[..<end], as: UTF8.self)
        rest = rest[rest.index(after: end)...]
        return line.hasSuffix("\r") ? String(line.dropLast()) : line
    }
}

/// What the server answered.
struct Answer: Sendable {
    let status: Int
    /// By small name.
    let headers: [String: String]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as a JSON object; empty if it is none.
    var json: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
    }

    subscript(name: String) -> String? { json[name] as? String }

    /// The pointers of a problem about bad input.
    var pointers: [String] {
        (json["errors"] as? [[String: Any]] ?? []).compactMap { $0["pointer"] as? String }
    }

    /// The lines of JSON lines.
    var rows: [[String: Any]] {
        text.split(separator: "\n").compactMap {
            (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any]
        }
    }
}
