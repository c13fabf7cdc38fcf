import Foundation

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#endif

/// A real PostgreSQL of this test process: made when it is first asked for, gone when the process is.
///
/// It listens on a socket in its own folder and nowhere else, so runs never meet. A shell that reads from this process
/// watches over it: however the process ends, the reading ends, and the shell stops the server and removes the folder.
package final class PostgresCluster: Sendable {
    /// The folder with data and socket.
    package let folder: String
    private let programs: String
    /// The end of a pipe that keeps the server alive while it is open.
    private let life: FileHandle
    private let keeper: Process

    /// The cluster, or why there is none.
    package static let shared = Result { try PostgresCluster() }

    /// Whether PostgreSQL is installed, or must be: where CI says so, its absence is a failure and no reason to skip.
    package static let isExpected: Bool = {
        if ProcessInfo.processInfo.environment["CI"] != nil || programs() != nil { return true }
        let note = "PostgreSQL is not installed: the tests on it are SKIPPED (apt-get install postgresql).\n"
        FileHandle.standardError.write(Data(note.utf8))
        return false
    }()

    /// Why the cluster could not be made.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// Makes a cluster of its own, for a test that changes the server's settings; it must be stopped.
    package init() throws {
        guard let programs = Self.programs() else {
            throw Failure(description: "PostgreSQL is not installed")
        }
        self.programs = programs
        // A socket's path has room for about a hundred characters, so the name is short.
        let parent = FileManager.default.temporaryDirectory.path
        folder = parent + "/tpg-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        if geteuid() == 0 {
            // The server refuses to run as root; the package made a user for it.
            try Self.run("/usr/bin/env", ["chown", "postgres", folder])
        }
        (keeper, life) = try Self.start(folder, programs)
    }

    /// Stops the server and removes its folder.
    package func stop() {
        try? life.close()
        keeper.waitUntilExit()
    }

    /// The newest server's programs.
    private static func programs() -> String? {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        let folders =
            versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }.map { "\(root)/\($0)/bin" }
            + (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return folders.first { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }
    }

    /// Makes a database with nothing in it, and returns its address.
    package func makeDatabase() throws -> String {
        let name = "t" + UUID().uuidString.filter { $0 != "-" }.lowercased()
        try sql("CREATE DATABASE \(name)")
        return address(of: name)
    }

    /// Removes a database of `makeDatabase`, whoever uses it.
    package func drop(_ address: String) throws {
        let name = address.dropFirst(Self.scheme.count).prefix { $0 != "?" }
        try sql("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }

    /// Runs a statement as the owner of everything, in the database of an address or in the first one.
    ///
    /// - Returns: The rows, a line each, columns parted by bars.
    @discardableResult
    package func sql(_ text: String, in address: String? = nil) throws -> String {
        let flags = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", text]
        return try Self.run(programs + "/psql", flags + [address ?? self.address(of: "postgres")])
    }

    private static let scheme = "postgresql:///"

    private func address(of database: String) -> String {
        "\(Self.scheme)\(database)?host=\(folder)&user=tessera"
    }

    /// Starts the shell that keeps the server, and waits until it says that the server is ready.
    private static func start(_ folder: String, _ programs: String) throws -> (Process, FileHandle) {
        let keeper = Process()
        let life = Pipe()
        let news = Pipe()
        keeper.executableURL = URL(filePath: "/bin/sh")
        let user = geteuid() == 0 ? "setpriv --reuid=postgres --regid=postgres --init-groups" : ""
        keeper.arguments = ["-c", script, "keeper", folder, programs, user]
        keeper.standardInput = life
        keeper.standardOutput = news
        keeper.standardError = FileHandle.nullDevice
        // Only this process may hold the end that keeps the server alive.
        _ = fcntl(life.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
        try keeper.run()
        let said = String(decoding: news.fileHandleForReading.availableData, as: UTF8.self)
        guard said.hasPrefix("ready") else {
            let log = (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? ""
            throw Failure(description: "PostgreSQL does not start: \(log.suffix(2_000))")
        }
        return (keeper, life.fileHandleForWriting)
    }

    /// Its parameters are the folder, the programs, and how to become another user.
    ///
    /// A commit is synchronised as it is in earnest.
    private static let script = """
        trap '' INT TERM HUP
        cd "$1" || exit 1
        $3 "$2/initdb" -D "$1/data" -U tessera -A trust -E UTF8 --locale=C.UTF-8 --no-sync >log 2>&1 || exit 1
        $3 "$2/postgres" -D "$1/data" -k "$1" -c listen_addresses= -c max_connections=300 \
            -c shared_buffers=64MB -c max_prepared_transactions=0 -c autovacuum=off </dev/null >>log 2>&1 &
        server=$!
        n=0
        until "$2/pg_isready" -q -h "$1" -U tessera; do
            n=$((n + 1)); [ $n -lt 300 ] && kill -0 $server || exit 1
            sleep 0.1
        done
        echo ready
        exec >/dev/null
        read -r _
        kill -QUIT $server
        wait $server
        rm -rf "$1"
        """

    @discardableResult
    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        let errors = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // What psql says of an error is short, so it never fills its pipe while the rows are read.
        let rows = output.fileHandleForReading.readDataToEndOfFile()
        let said = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: String(decoding: said, as: UTF8.self))
        }
        return String(decoding: rows, as: UTF8.self)
    }
}
