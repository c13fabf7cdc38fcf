/// Finds the functions in masked code by their keywords and braces.
struct FunctionScanner {
    private let code: [UInt8]
    private var found: [Function] = []
    private var line = 0
    private var position = 0

    init(code: [UInt8]) {
        self.code = code
    }

    mutating func functions() -> [Function] {
        while position < code.count {
            let word = readWord()
            if word.isEmpty {
                advance()
            } else if let name = functionName(after: word), let lineCount = lengthOfDeclaration() {
                found.append(Function(name: name, line: line, lineCount: lineCount))
            }
        }
        return found
    }

    /// The name of the function that `word` introduces, or `nil` if it introduces none.
    private func functionName(after word: String) -> String? {
        switch word {
        case "func":
            String(decoding: code[position...].drop(while: isSpace).prefix { !ends($0) }, as: UTF8.self)
        case "init", "subscript": startsParameters ? word : nil
        case "deinit": word
        case "var":
            String(decoding: code[position...].drop(while: isSpace).prefix(while: isWord), as: UTF8.self)
        default: nil
        }
    }

    /// `init` declares only where it starts a member; after a dot it is a call.
    private var startsParameters: Bool {
        let wordStart = code[..<position].lastIndex { !isWord($0) }
        guard wordStart.map({ code[$0] }) != UInt8(ascii: ".") else { return false }
        return code[position...].first.map { "(<?".utf8.contains($0) } ?? false
    }

    /// How many lines the declaration here takes to its closing brace, or `nil` if it has no body.
    private func lengthOfDeclaration() -> Int? {
        guard let open = bodyStart() else { return nil }
        var depth = 0
        for index in open..<code.count {
            if code[index] == UInt8(ascii: "{") { depth += 1 }
            if code[index] == UInt8(ascii: "}") { depth -= 1 }
            if depth == 0 { return 1 + code[position..<index].count { $0 == UInt8(ascii: "\n") } }
        }
        return nil
    }

    /// The opening brace of the body; none if the declaration ends first, as in a protocol.
    private func bodyStart() -> Int? {
        var depth = 0
        for index in position..<code.count {
            switch code[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "{") where depth == 0: return index
            case UInt8(ascii: "=") where depth == 0 && isAssignment(at: index): return nil
            case UInt8(ascii: "}"), UInt8(ascii: ";"): if depth == 0 { return nil }
            case UInt8(ascii: "\n") where depth == 0 && !continues(after: index): return nil
            default: break
            }
            if depth < 0 { return nil }
        }
        return nil
    }

    /// An `=` between spaces gives a stored property its value; `==` may be the operator's own name.
    private func isAssignment(at index: Int) -> Bool {
        index > 0 && index + 1 < code.count && isSpace(code[index - 1]) && isSpace(code[index + 1])
    }

    /// A signature goes on in the next line after an arrow or comma, or before one of these words.
    private func continues(after newline: Int) -> Bool {
        let end = code[..<newline].lastIndex { !isSpace($0) } ?? newline
        if ["->", ",", "&"].contains(where: { code[...end].suffix($0.utf8.count).elementsEqual($0.utf8) }) {
            return true
        }
        let next = code[newline...].drop(while: isSpace)
        return ["->", "{", "throws", "rethrows", "async", "where"].contains { next.starts(with: $0.utf8) }
    }

    private mutating func readWord() -> String {
        let word = code[position...].prefix(while: isWord)
        position += word.count
        return String(decoding: word, as: UTF8.self)
    }

    private mutating func advance() {
        if code[position] == UInt8(ascii: "\n") { line += 1 }
        position += 1
    }

    private func ends(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: "(")
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
    }

    private func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...: true
        default: false
        }
    }
}
