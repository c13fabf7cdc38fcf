import Promotion
import Vocabulary

// What every engine must do alike beyond the two procedures, written once.

extension BatchRecord {
    /// 2^24 - 1: a signed code carries the number in three bytes.
    package static let maximumNumber: UInt32 = 0xFF_FFFF

    /// Checks that coupons are the next ones of the batch and not more than were asked for.
    ///
    /// - Parameters:
    ///   - count: How many coupons are to be added.
    ///   - firstSerial: The serial of the first.
    /// - Throws: `StoreError.constraint` with what was expected.
    package func checkIssue(of count: Int, firstSerial: UInt32) throws(StoreError) {
        guard firstSerial == issued + 1 else {
            throw .constraint("batch \(id) goes on at serial \(issued + 1), not \(firstSerial)")
        }
        guard count <= self.count - issued else {
            throw .constraint("batch \(id) takes \(self.count - issued) more coupons, not \(count)")
        }
    }
}

extension [MemberRecord] {
    /// The last record of each member, its identities sorted by kind.
    ///
    /// Members come in the order of their ids. What is sorted already, as a list mostly is, costs one look at each.
    package var asStored: [MemberRecord] {
        guard !isAsStored else { return self }
        let order = indices.sorted { (self[$0].id, $0) < (self[$1].id, $1) }
        var stored: [MemberRecord] = []
        stored.reserveCapacity(count)
        for index in order {
            var member = self[index]
            member.identities.sort { $0.kind < $1.kind }
            if stored.last?.id == member.id { stored.removeLast() }
            stored.append(member)
        }
        return stored
    }

    private var isAsStored: Bool {
        zip(self, dropFirst()).allSatisfy { $0.id < $1.id }
            && allSatisfy { member in
                zip(member.identities, member.identities.dropFirst()).allSatisfy { $0.kind <= $1.kind }
            }
    }
}

extension LedgerChain.Fault {
    /// What is wrong, for a person.
    package var sentence: String {
        switch self {
        case .gap(let writer, let expected, let found):
            "Ledger \(writer) goes from entry \(expected - 1) to entry \(found)."
        case .broken(let writer, let sequence):
            "Entry \(sequence) of ledger \(writer) does not follow the entry before it."
        case .altered(let writer, let sequence):
            "Entry \(sequence) of ledger \(writer) was changed after it was written."
        }
    }
}
