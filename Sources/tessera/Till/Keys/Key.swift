/// One key as a terminal reports it, whatever bytes it took.
enum Key: Sendable, Hashable {
    case character(Unicode.Scalar)
    /// Return, line feed or tab: what a scanner or a person ends a code with.
    case enter
    case backspace
    case escape
    /// F1 is 1.
    case function(Int)
    /// Ctrl with a letter, which is given in lower case.
    case control(Character)
    /// What the terminal says was pasted, as one piece.
    case pasted(String)
}
