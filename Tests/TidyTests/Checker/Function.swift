/// A function, initialiser, subscript or computed property with a body.
struct Function: Hashable {
    /// Its name as written: `decide`, `init`, `deinit`, `subscript`, or the property's.
    let name: String
    /// The line of its keyword, counted from 0.
    let line: Int
    /// Lines from the keyword to the closing brace, both included.
    let lineCount: Int
}

extension SourceFile {
    /// The functions of the file, nested ones too, in the order of their keywords.
    var functions: [Function] {
        var scanner = FunctionScanner(code: code)
        return scanner.functions()
    }
}
