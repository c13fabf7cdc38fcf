import Foundation

/// Files and functions that are longer than the limit, with the length that is still forgiven.
///
/// An exception may only shrink: an entry that is larger than the truth fails as well.
struct Ratchet: Decodable {
    /// Lines forgiven, by path.
    var files: [String: Int]
    /// Lines forgiven, by `path name`.
    var functions: [String: Int]

    init(files: [String: Int] = [:], functions: [String: Int] = [:]) {
        self.files = files
        self.functions = functions
    }

    init(json: Data) throws {
        self = try JSONDecoder().decode(Ratchet.self, from: json)
    }

    /// Compares measured lengths with the limit and the exceptions to it.
    ///
    /// - Parameters:
    ///   - lengths: What was measured, by name; of two with one name, the longer.
    ///   - limit: The most that needs no exception.
    ///   - exceptions: What is forgiven.
    /// - Returns: One sentence for everything that is too long, or no longer as long as forgiven.
    static func complaints(lengths: [String: Int], limit: Int, exceptions: [String: Int]) -> [String] {
        let tooLong = lengths.filter { $0.value > max(limit, exceptions[$0.key] ?? 0) }
            .map { "\($0.key) has \($0.value) lines, the limit is \(limit)" }
        let loose = exceptions.filter { name, forgiven in max(lengths[name] ?? 0, limit) < forgiven }
            .map {
                "\($0.key) has shrunk to \(lengths[$0.key] ?? 0) lines: lower or remove its entry in ratchet.json"
            }
        return (tooLong + loose).sorted()
    }
}
