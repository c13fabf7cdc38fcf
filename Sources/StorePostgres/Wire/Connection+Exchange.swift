internal import CPostgres
import Store

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Whether a COMMIT is among what was sent: from its first byte on, only its answer tells.
enum Crossing: Sendable {
    case inside, commit
}

extension Connection {
    /// What was sent, in the order in which answers come.
    private enum Sent {
        case text(String, name: String)
        case statement
    }

    /// Sends what is held and `statements` in one pipeline, and waits for all answers.
    func exchange(_ statements: [Statement], _ crossing: Crossing) throws(StoreError) -> [ResultRows] {
        let all = held + statements
        let heldCount = held.count
        held = []
        notices.clear()
        guard unsafe isUsable && PQenterPipelineMode(handle) == 1 else { throw lost(.inside) }
        let sent = try send(all, crossing)
        let results = try receive(sent, crossing)
        guard unsafe PQexitPipelineMode(handle) == 1 else { throw lost(crossing) }
        for result in results {
            if let problem = fault(of: result, crossing) { throw problem }
        }
        if crossing == .commit, let warning = notices.warning {
            throw remember(ServerFailure(text: said(warning), isCommitOpen: true))
        }
        return Array(
            zip(sent, results).filter { if case .statement = $0.0 { true } else { false } }
                .map(\.1).dropFirst(heldCount))
    }

    /// Sends each statement, the first time with its text for the server to parse.
    private func send(_ statements: [Statement], _ crossing: Crossing) throws(StoreError) -> [Sent] {
        var sent: [Sent] = []
        var names: [String: String] = [:]
        for statement in statements {
            let name: String
            if let known = prepared[statement.sql] ?? names[statement.sql] {
                name = known
            } else {
                name = "t\(nextName)"
                nextName += 1
                names[statement.sql] = name
                let types = statement.parameters.map { Oid($0.type) }
                guard unsafe PQsendPrepare(handle, name, statement.sql, Int32(types.count), types) == 1 else {
                    throw lost(crossing)
                }
                sent.append(.text(statement.sql, name: name))
            }
            guard sendStatement(name, statement.parameters) else { throw lost(crossing) }
            sent.append(.statement)
        }
        guard unsafe PQpipelineSync(handle) == 1 else { throw lost(crossing) }
        return sent
    }

    private func sendStatement(_ name: String, _ parameters: [Parameter]) -> Bool {
        let lengths = parameters.map { Int32($0.bytes?.count ?? 0) }
        let formats = parameters.map { _ in Int32(1) }
        // One buffer for all values; libpq copies it before it returns. One byte more: no value starts at its end.
        var buffer: [UInt8] = []
        buffer.reserveCapacity(parameters.reduce(1) { $0 + ($1.bytes?.count ?? 0) })
        for parameter in parameters { if let bytes = parameter.bytes { buffer += bytes } }
        buffer.append(0)
        return unsafe buffer.withUnsafeBytes { bytes in
            var offset = 0
            let values = unsafe parameters.map { parameter -> UnsafePointer<CChar>? in
                guard let count = parameter.bytes?.count else { return nil }
                defer { offset += count }
                return unsafe bytes.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
            }
            return unsafe PQsendQueryPrepared(
                handle, name, Int32(values.count), values, lengths, formats, 1) == 1
        }
    }

    /// Waits for the answer to everything that was sent; results that are errors are among them.
    private func receive(_ sent: [Sent], _ crossing: Crossing) throws(StoreError) -> [ResultRows] {
        var results: [ResultRows] = []
        results.reserveCapacity(sent.count)
        for part in sent {
            guard let result = try unsafe nextResult(crossing) else { throw lost(crossing) }
            let status = unsafe PQresultStatus(result)
            results.append(unsafe ResultRows(owning: result))
            if case .text(let sql, let name) = part, status == PGRES_COMMAND_OK { prepared[sql] = name }
            guard isUsable else {
                // The server's last words, if it had any, say more than the broken wire.
                throw results.lazy.compactMap { self.fault(of: $0, crossing) }.first ?? lost(crossing)
            }
            guard try unsafe nextResult(crossing) == nil else { throw lost(crossing) }
        }
        guard let end = try unsafe nextResult(crossing) else { throw lost(crossing) }
        defer { unsafe PQclear(end) }
        guard unsafe PQresultStatus(end) == PGRES_PIPELINE_SYNC else { throw lost(crossing) }
        return results
    }

    /// The next result, once it is there.
    func nextResult(_ crossing: Crossing) throws(StoreError) -> OpaquePointer? {
        while unsafe PQisBusy(handle) == 1 {
            try awaitBytes(crossing)
            guard unsafe PQconsumeInput(handle) == 1 else { throw lost(crossing) }
        }
        return unsafe PQgetResult(handle)
    }

    private func awaitBytes(_ crossing: Crossing) throws(StoreError) {
        var descriptor = pollfd(fd: unsafe PQsocket(handle), events: Int16(POLLIN), revents: 0)
        while true {
            let ready = unsafe poll(&descriptor, 1, patienceMilliseconds)
            if ready > 0 { return }
            guard ready == 0 || errno != EINTR else { continue }
            isAbandoned = true
            let text = said("the server did not answer for \(patienceMilliseconds / 1_000) seconds")
            throw remember(ServerFailure(text: text, isCommitOpen: crossing == .commit))
        }
    }
}

extension Connection {
    /// What a result says went wrong; `nil` if nothing did, or if the statement was skipped.
    func fault(of result: ResultRows, _ crossing: Crossing) -> StoreError? {
        guard let words = result.fault else { return nil }
        let isCommitOpen = crossing == .commit && !isUsable
        return remember(
            ServerFailure(
                state: words.state, text: said(words.message), constraint: words.constraint,
                isCommitOpen: isCommitOpen))
    }

    /// Keeps what went wrong, and returns it as the port calls it.
    func remember(_ failure: ServerFailure) -> StoreError {
        // The first failure is the cause; what follows from it tells less.
        self.failure = self.failure ?? failure
        return failure.error
    }

    /// The connection itself failed.
    func lost(_ crossing: Crossing) -> StoreError {
        isAbandoned = true
        return remember(ServerFailure(text: wireText, isCommitOpen: crossing == .commit))
    }

    /// What libpq says of the connection.
    var wireText: String {
        let text = unsafe String(cString: PQerrorMessage(handle))
        return said(text.isEmpty ? "the connection was lost" : text)
    }

    private func said(_ text: String) -> String {
        "\(address.place): \(address.concealing(text))"
    }
}
