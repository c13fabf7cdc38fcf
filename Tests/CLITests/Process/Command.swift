import Foundation
import Testing

/// Runs the built binary as a user does: arguments in, streams and a number out.
struct Command: Sendable {
    var arguments: [String]
    var environment: [String: String] = [:]
    /// What stdin gives; nothing means its end.
    var input = ""

    init(_ arguments: String...) {
        self.arguments = arguments
    }

    init(_ arguments: [String]) {
        self.arguments = arguments
    }

    /// How it ended.
    struct Ending: Sendable {
        var status: Int32
        var output: String
        var errors: String

        /// A result in JSON.
        func json() throws -> [String: Any] {
            let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
            return try #require(value as? [String: Any], "\(output)")
        }
    }

    /// The binary of the same build as these tests.
    static let binary: URL = {
        if let path = ProcessInfo.processInfo.environment["TESSERA_BINARY"] { return URL(filePath: path) }
        let beside = Bundle.main.bundleURL.appending(path: "tessera")
        if FileManager.default.isExecutableFile(atPath: beside.path()) { return beside }
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
            .standardized
        return root.appending(path: ".build/debug/tessera")
    }()

    /// Runs to the end.
    func run() async throws -> Ending {
        try await Scratch.with { folder in
            let streams = Streams(in: folder)
            try Data(input.utf8).write(to: streams.input)
            let process = try process(streams)
            let status = try await process.ending()
            // Foundation keeps a process that has ended, and with it its files; past some 1,350 open ones it reads beyond
            // what the system told it of them when it starts the next process.
            for stream in [process.standardInput, process.standardOutput, process.standardError] {
                try (stream as? FileHandle)?.close()
            }
            return Ending(
                status: status, output: try String(contentsOf: streams.output, encoding: .utf8),
                errors: try String(contentsOf: streams.errors, encoding: .utf8))
        }
    }

    /// Files and not pipes: a full pipe would stop the child, and a leaked one would hide its end.
    private struct Streams {
        let input: URL
        let output: URL
        let errors: URL

        init(in folder: URL) {
            input = folder.appending(path: "stdin")
            output = folder.appending(path: "stdout")
            errors = folder.appending(path: "stderr")
        }
    }

    private func process(_ streams: Streams) throws -> Process {
        let process = prepared()
        for file in [streams.output, streams.errors] { try Data().write(to: file) }
        process.standardInput = try FileHandle(forReadingFrom: streams.input)
        process.standardOutput = try FileHandle(forWritingTo: streams.output)
        process.standardError = try FileHandle(forWritingTo: streams.errors)
        return process
    }

    /// The process with its arguments, its streams still to be set.
    func prepared() -> Process {
        let process = Process()
        process.executableURL = Self.binary
        process.arguments = arguments
        // Nothing of the machine's own settings, and help as wide everywhere.
        process.environment = ["PATH": "/usr/bin:/bin", "LANG": "en_US.UTF-8", "COLUMNS": "80"]
            .merging(environment) { _, new in new }
        return process
    }
}

extension Process {
    /// Starts it and returns its exit code once it ended.
    func ending() async throws -> Int32 {
        try await withCheckedThrowingContinuation { continuation in
            terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try run()
            } catch {
                terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
    }
}
