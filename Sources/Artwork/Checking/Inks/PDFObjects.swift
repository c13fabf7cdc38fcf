internal import CQPDF

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The objects of a PDF as qpdf reads them, which mends what is broken in a file as other readers do.
@safe final class PDFObjects {
    /// Of all content that is read of a page, 64 MB: a page of text and paths has 1 MB.
    static let contentByteCount = 64_000_000

    private var qpdf: qpdf_data?
    /// qpdf keeps no copy of the file.
    private let bytes: UnsafeMutableRawBufferPointer

    /// Opens a document; `nil` if qpdf cannot read it, as when it takes a password.
    init?(_ file: [UInt8]) {
        unsafe bytes = .allocate(byteCount: file.count, alignment: 1)
        unsafe bytes.copyBytes(from: file)
        unsafe qpdf = qpdf_init()
        // It would write to standard error.
        unsafe qpdf_silence_errors(qpdf)
        unsafe qpdf_set_suppress_warnings(qpdf, 1)
        let code = unsafe qpdf_read_memory(
            qpdf, "file", bytes.bindMemory(to: CChar.self).baseAddress, UInt64(file.count), nil)
        guard code & Int32(QPDF_ERRORS) == 0 else { return nil }
    }

    /// What went wrong shows in what is not there; qpdf would write of an error that nobody took.
    private func takeErrors() {
        while unsafe qpdf_has_error(qpdf) != 0 { _ = unsafe qpdf_get_error(qpdf) }
    }

    deinit {
        takeErrors()
        unsafe qpdf_cleanup(&qpdf)
        unsafe bytes.deallocate()
    }

    /// A page, from 1.
    func page(_ number: Int) -> PDFObject? {
        let count = unsafe Int(qpdf_get_num_pages(qpdf))
        guard number >= 1, number <= count else { return nil }
        return unsafe PDFObject(self, qpdf_get_page_n(qpdf, number - 1))
    }

    fileprivate func release(_ handle: qpdf_oh) { unsafe qpdf_oh_release(qpdf, handle) }

    fileprivate func name(_ handle: qpdf_oh) -> String? {
        guard unsafe qpdf_oh_is_name(qpdf, handle) != 0, let name = unsafe qpdf_oh_get_name(qpdf, handle)
        else {
            return nil
        }
        return unsafe String(String(cString: name).dropFirst())
    }

    fileprivate func number(_ handle: qpdf_oh) -> Double? {
        unsafe qpdf_oh_is_number(qpdf, handle) != 0 ? qpdf_oh_get_numeric_value(qpdf, handle) : nil
    }

    fileprivate func isTrue(_ handle: qpdf_oh) -> Bool {
        unsafe qpdf_oh_is_bool(qpdf, handle) != 0 && qpdf_oh_get_bool_value(qpdf, handle) != 0
    }

    fileprivate func items(_ handle: qpdf_oh) -> [PDFObject] {
        guard unsafe qpdf_oh_is_array(qpdf, handle) != 0 else { return [] }
        return unsafe (0..<qpdf_oh_get_array_n_items(qpdf, handle)).map {
            unsafe PDFObject(self, qpdf_oh_get_array_item(qpdf, handle, $0))
        }
    }

    fileprivate func value(_ key: String, of handle: qpdf_oh) -> PDFObject? {
        let isStream = unsafe qpdf_oh_is_stream(qpdf, handle) != 0
        let dictionary = unsafe isStream ? qpdf_oh_get_dict(qpdf, handle) : handle
        defer { if isStream { release(dictionary) } }
        guard unsafe qpdf_oh_is_dictionary(qpdf, dictionary) != 0 else { return nil }
        let value = unsafe qpdf_oh_get_key(qpdf, dictionary, "/" + key)
        let object = PDFObject(self, value)
        return unsafe qpdf_oh_is_null(qpdf, value) != 0 ? nil : object
    }

    fileprivate func identifier(_ handle: qpdf_oh) -> Int { unsafe Int(qpdf_oh_get_object_id(qpdf, handle)) }

    /// What a stream holds, unpacked, or all content of a page; `nil` if there is none or too much.
    fileprivate func content(_ handle: qpdf_oh) -> [UInt8]? {
        var buffer: UnsafeMutablePointer<UInt8>?
        var count = 0
        let code =
            if unsafe qpdf_oh_is_stream(qpdf, handle) != 0 {
                unsafe qpdf_oh_get_stream_data(qpdf, handle, qpdf_dl_generalized, nil, &buffer, &count)
            } else {
                unsafe qpdf_oh_get_page_content_data(qpdf, handle, &buffer, &count)
            }
        guard let memory = unsafe buffer else { return nil }
        defer { unsafe free(memory) }
        guard code & Int32(QPDF_ERRORS) == 0, count <= Self.contentByteCount else { return nil }
        return unsafe Array(UnsafeBufferPointer(start: memory, count: count))
    }
}

/// One object; indirect ones are looked up.
///
/// qpdf keeps what it was asked for until it is told that nobody needs it any more.
final class PDFObject {
    private let objects: PDFObjects
    private let handle: qpdf_oh

    fileprivate init(_ objects: PDFObjects, _ handle: qpdf_oh) {
        self.objects = objects
        self.handle = handle
    }

    deinit { objects.release(handle) }

    /// A name, without its slash.
    var name: String? { objects.name(handle) }
    var number: Double? { objects.number(handle) }
    var isTrue: Bool { objects.isTrue(handle) }
    /// What an array holds; nothing for other objects.
    var items: [PDFObject] { objects.items(handle) }
    /// 0 for what has no number of its own.
    var identifier: Int { objects.identifier(handle) }
    var content: [UInt8]? { objects.content(handle) }

    /// A value of a dictionary or of a stream's; `nil` for null.
    subscript(key: String) -> PDFObject? { objects.value(key, of: handle) }

    /// The same, or what a page takes from the nodes above it (ISO 32000-1, 7.7.3.4).
    func inherited(_ key: String) -> PDFObject? {
        var node: PDFObject? = self
        // No page lies deeper, but in a file whose nodes go in circles.
        for _ in 0..<32 {
            guard let here = node else { return nil }
            if let value = here[key] { return value }
            node = here["Parent"]
        }
        return nil
    }
}
