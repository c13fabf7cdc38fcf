public import Vocabulary

/// Names a trigger of the program.
public struct TriggerID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}
