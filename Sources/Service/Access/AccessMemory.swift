import Payload
import Store
import Synchronization

/// Who held which token when somebody's access changed last.
final class AccessMemory: Sendable {
    private struct State {
        var version: Int64 = 0
        var principals: [Digest256: Principal] = [:]
    }

    private let state = Mutex(State())

    /// 10,000 tokens: more tills than one verifier has, in a few megabytes; past that all are looked up anew.
    private static let maximumCount = 10_000

    /// Remembers a holder who was looked up after the version was read.
    func remember(_ principal: Principal, by digest: Digest256, accessVersion: Int64) {
        state.withLock { state in
            guard accessVersion >= state.version else { return }
            if accessVersion > state.version || state.principals.count >= Self.maximumCount {
                state.principals.removeAll(keepingCapacity: true)
            }
            state.version = accessVersion
            state.principals[digest] = principal
        }
    }

    func principal(by digest: Digest256) -> (principal: Principal, accessVersion: Int64)? {
        state.withLock { state in state.principals[digest].map { ($0, state.version) } }
    }

    func forgetAll() {
        state.withLock { $0.principals.removeAll(keepingCapacity: true) }
    }
}
