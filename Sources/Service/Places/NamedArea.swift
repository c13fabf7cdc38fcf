package import Membership
package import Vocabulary

/// An area of the workspace with its name.
package struct NamedArea: Sendable, Hashable {
    package let id: AreaID
    /// What people call it, in the languages of the file; the id where it says nothing.
    package let title: LocalizedText
    /// The file's name in messages.
    package let file: String
    /// What the file's numbers are given in; the area itself is WGS-84.
    package let datum: Datum
    package let area: Area
}
