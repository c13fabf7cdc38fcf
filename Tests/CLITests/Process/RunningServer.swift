import Foundation
import Testing

/// A server that runs as long as a test needs it.
final class RunningServer {
    let url: String
    private let process: Process

    /// Starts the verifier of a workspace on a free port.
    init(_ brand: Brand, port: Int = 0) async throws {
        let command = Command("serve", "--port", String(port), "--workspace", brand.workspace)
        let process = command.prepared()
        let pipe = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = pipe
        try process.run()
        self.process = process
        url = try #require(await Self.address(in: pipe.fileHandleForReading))
    }

    /// Asks it to end and returns its exit code; `SIGKILL` does not ask.
    func end(_ number: Int32 = SIGTERM) -> Int32 {
        kill(process.processIdentifier, number)
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// The address in the line `listening on http://…`, or `nil` if stderr ends without one.
    private static func address(in stream: FileHandle) async -> String? {
        await withCheckedContinuation { continuation in
            Thread {
                var text = ""
                var answer: String?
                while answer == nil {
                    let data = stream.availableData
                    guard !data.isEmpty else { break }
                    text += String(decoding: data, as: UTF8.self)
                    answer = text.firstMatch(of: /listening on (http:\/\/\S+)\n/).map { String($0.1) }
                }
                continuation.resume(returning: answer)
                // Someone must read on, or the server stops when the pipe is full.
                while !stream.availableData.isEmpty {}
            }.start()
        }
    }
}
