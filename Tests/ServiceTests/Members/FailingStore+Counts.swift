import Store
import Vocabulary

extension FailingStore: CountStore {
    func counts(of counters: [Counter], home: Home) async throws(StoreError) -> [Counter: Int64] {
        try await base.counts(of: counters, home: home)
    }
}
