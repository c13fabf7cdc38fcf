internal import CCurl

/// An easy handle of libcurl, with the connections that it keeps.
///
/// Used by one call at a time; `Messenger` sees to it.
// Safe to send: whoever takes a handle out of the messenger's list is the only one who has it.
@safe final class CurlHandle: @unchecked Sendable {
    private let pointer: UnsafeMutableRawPointer

    /// Once in a process, before any handle.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init() throws(CourierFailure) {
        guard Self.isReady, let pointer = unsafe curl_easy_init() else {
            throw .other(Int32(CURLE_FAILED_INIT.rawValue))
        }
        unsafe self.pointer = unsafe pointer
    }

    deinit { unsafe curl_easy_cleanup(pointer) }

    /// Forgets the last call, and keeps its connections.
    func reset() {
        unsafe curl_easy_reset(pointer)
    }

    func set(_ option: CURLoption, _ value: Int) {
        unsafe tessera_curl_set_number(pointer, option, value)
    }

    func set(_ option: CURLoption, _ text: String) {
        // libcurl copies the text.
        unsafe tessera_curl_set_text(pointer, option, text)
    }

    /// Borrows what is pointed at until the call ended.
    func set(_ option: CURLoption, _ borrowed: UnsafeMutableRawPointer?) {
        unsafe tessera_curl_set_pointer(pointer, option, borrowed)
    }

    /// Borrows the list until the call ended.
    func setHeaders(_ list: UnsafeMutablePointer<curl_slist>?) {
        unsafe tessera_curl_set_headers(pointer, list)
    }

    func set(_ option: CURLoption, _ function: @escaping tessera_curl_data_function) {
        unsafe tessera_curl_set_data_function(pointer, option, function)
    }

    func setProgress(_ function: @escaping tessera_curl_progress_function) {
        unsafe tessera_curl_set_progress_function(pointer, function)
    }

    /// Makes the call, on this thread.
    func perform() -> CURLcode {
        unsafe curl_easy_perform(pointer)
    }

    /// The status that came last, 0 for none.
    var status: Int {
        var status = 0
        unsafe tessera_curl_status(pointer, &status)
        return status
    }
}
