#include <curl/curl.h>

// Swift cannot call functions of a variable number of arguments: one name for each kind of argument.

typedef size_t (*tessera_curl_data_function)(char *data, size_t size, size_t count, void *context);
typedef int (*tessera_curl_progress_function)(
    void *context, curl_off_t download_total, curl_off_t downloaded, curl_off_t upload_total, curl_off_t uploaded);

static inline CURLcode tessera_curl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode tessera_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode tessera_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode tessera_curl_set_headers(CURL *handle, struct curl_slist *headers) {
    return curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
}

static inline CURLcode tessera_curl_set_data_function(
    CURL *handle, CURLoption option, tessera_curl_data_function function) {
    return curl_easy_setopt(handle, option, function);
}

static inline CURLcode tessera_curl_set_progress_function(CURL *handle, tessera_curl_progress_function function) {
    return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, function);
}

static inline CURLcode tessera_curl_status(CURL *handle, long *status) {
    return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, status);
}
