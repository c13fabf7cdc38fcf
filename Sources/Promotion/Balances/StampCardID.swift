public import Vocabulary

/// Names a stamp card of the program.
public struct StampCardID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}
