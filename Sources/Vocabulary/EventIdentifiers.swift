/// Names one thing that happened and that webhooks tell of; a receiver knows a repetition by it.
public struct EventID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}

/// Names an address that is told of events.
public struct WebhookID: Identifier {
    public let text: String

    public init(unchecked text: String) {
        self.text = text
    }
}
