import Vocabulary

/// Names what a server gave to one terminal for a while.
package struct LeaseID: Identifier {
    package let text: String

    package init(unchecked text: String) {
        self.text = text
    }
}
