public import Vocabulary

/// Names an entry of the unit ledger; names made later sort later.
public struct UnitEntryID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }

    /// The name of an entry that follows from this one in the same transaction, such as `u1.expire`.
    package func following(_ suffix: String) -> UnitEntryID {
        UnitEntryID(unchecked: "\(text.prefix(Self.maximumLength - suffix.utf8.count - 1)).\(suffix)")
    }
}
