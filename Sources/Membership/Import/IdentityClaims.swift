/// Who claims which identity in a list, by hashes: a million rows must fit memory.
///
/// Two of three million hashes of 64 bits are equal with a chance of one in four million, and then a person is asked about
/// a number that nobody shares.
struct IdentityClaims: Sendable {
    private var claimants: [Int: Int] = [:]
    private var shared: Set<Int> = []

    /// Notes a claim.
    mutating func claim(_ identity: Identity, by subject: RowSubject) {
        let key = identity.hashValue
        let claimant = subject.hashValue
        if let earlier = claimants.updateValue(claimant, forKey: key), earlier != claimant {
            shared.insert(key)
        }
    }

    /// Whether two people claim it.
    func isShared(_ identity: Identity) -> Bool {
        !shared.isEmpty && shared.contains(identity.hashValue)
    }
}
