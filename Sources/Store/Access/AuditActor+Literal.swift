/// A name written into source is an account's: whoever acts over the network is named by their token.
extension AuditActor: ExpressibleByStringLiteral {
    package init(stringLiteral name: String) {
        self.init(.account, name)
    }
}
