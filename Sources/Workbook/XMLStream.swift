internal import CExpat

/// What is made of an XML document as it comes.
protocol XMLHandler: AnyObject {
    /// An element begins; names come without their prefix.
    func begin(_ name: String, _ attributes: XMLAttributes)
    func end(_ name: String)
    /// Text, in pieces of any length; only while `wantsText`.
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
    var wantsText: Bool { get }
    /// Why the document is to be given up, if it is.
    var refusal: WorkbookError? { get }
}

/// The attributes of one element, valid while its beginning is handled.
@safe struct XMLAttributes {
    fileprivate let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    /// The value of the attribute of this name, with or without a prefix in the document.
    subscript(_ name: StaticString) -> String? {
        guard var pair = unsafe pairs else { return nil }
        while let key = unsafe pair[0], let value = unsafe pair[1] {
            if unsafe Self.local(key, is: name) { return unsafe String(cString: value) }
            unsafe pair += 2
        }
        return nil
    }

    private static func local(_ key: UnsafePointer<CChar>, is name: StaticString) -> Bool {
        var start = unsafe key
        var end = unsafe key
        while unsafe end.pointee != 0 {
            if unsafe end.pointee == CChar(bitPattern: UInt8(ascii: ":")) { unsafe start = end + 1 }
            unsafe end += 1
        }
        guard unsafe end - start == name.utf8CodeUnitCount else { return false }
        for place in 0..<name.utf8CodeUnitCount
        where unsafe UInt8(bitPattern: start[place]) != name.utf8Start[place] {
            return false
        }
        return true
    }
}

/// Reads XML that strangers wrote, piece by piece, by expat: every call into it is here.
///
/// A document type is refused where it begins: no workbook has one, and every entity that expands to gigabytes or to a
/// file of this machine needs one.
@safe final class XMLStream {
    private let parser: XML_Parser
    private let handler: any XMLHandler
    fileprivate var hasDoctype = false
    private var depth = 0

    /// 64 elements inside each other: a sheet has eight.
    static let maximumDepth = 64

    init(_ handler: any XMLHandler) throws(WorkbookError) {
        guard let parser = unsafe XML_ParserCreate(nil) else { throw .outOfMemory }
        unsafe self.parser = parser
        self.handler = handler
        unsafe XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        unsafe XML_SetElementHandler(
            parser,
            { user, name, attributes in
                guard let name = unsafe name else { return }
                unsafe XMLStream.of(user)?.begin(XMLStream.local(name), XMLAttributes(pairs: attributes))
            },
            { user, name in
                guard let name = unsafe name else { return }
                unsafe XMLStream.of(user)?.end(XMLStream.local(name))
            })
        unsafe XML_SetCharacterDataHandler(parser) { user, text, count in
            unsafe XMLStream.of(user)?.text(text, Int(count))
        }
        unsafe XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in
            unsafe XMLStream.of(user)?.refuseDoctype()
        }
    }

    deinit {
        unsafe XML_ParserFree(parser)
    }

    /// Takes the next piece of the document.
    ///
    /// - Parameters:
    ///   - bytes: The piece.
    ///   - isLast: Whether the document ends with it.
    /// - Throws: `WorkbookError`; the stream is of no use afterwards.
    func take(_ bytes: [UInt8], isLast: Bool) throws(WorkbookError) {
        let status = unsafe bytes.withUnsafeBytes { buffer in
            unsafe XML_Parse(
                parser, buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), isLast ? 1 : 0)
        }
        if hasDoctype { throw .doctype }
        if depth > Self.maximumDepth { throw .tooDeep(most: Self.maximumDepth) }
        if let refusal = handler.refusal { throw refusal }
        guard status == XML_STATUS_OK else {
            let code = unsafe XML_GetErrorCode(parser)
            let words = unsafe XML_ErrorString(code).map { unsafe String(cString: $0) } ?? "error \(code)"
            throw .malformed(line: Int(unsafe XML_GetCurrentLineNumber(parser)), words)
        }
    }

    private static func of(_ user: UnsafeMutableRawPointer?) -> XMLStream? {
        unsafe user.map { unsafe Unmanaged<XMLStream>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func local(_ name: UnsafePointer<CChar>) -> String {
        let text = unsafe String(cString: name)
        guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else { return text }
        return String(text[text.index(after: colon)...])
    }

    private func begin(_ name: String, _ attributes: XMLAttributes) {
        depth += 1
        handler.begin(name, attributes)
        if depth > Self.maximumDepth || handler.refusal != nil { stop() }
    }

    private func end(_ name: String) {
        depth -= 1
        handler.end(name)
        if handler.refusal != nil { stop() }
    }

    private func text(_ bytes: UnsafePointer<CChar>?, _ count: Int) {
        guard handler.wantsText, let bytes = unsafe bytes else { return }
        unsafe bytes.withMemoryRebound(to: UInt8.self, capacity: count) { start in
            unsafe handler.text(UnsafeBufferPointer(start: start, count: count))
        }
        if handler.refusal != nil { stop() }
    }

    private func refuseDoctype() {
        hasDoctype = true
        stop()
    }

    private func stop() {
        unsafe XML_StopParser(parser, 0)
    }
}
