#ifndef SOUNDINGS_CCURL_SHIM_H
#define SOUNDINGS_CCURL_SHIM_H

#include <curl/curl.h>

// curl_easy_setopt is variadic, and Swift cannot call variadic C functions. One wrapper per type
// of argument, so that the compiler checks what curl itself does not: a 32-bit int where curl reads a long is garbage.

static inline CURLcode soundings_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode soundings_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode soundings_curl_set_string(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode soundings_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode soundings_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

// The status with which a proxy answered CONNECT; 0 if it was not asked, or has not answered.
static inline long soundings_curl_proxy_status(CURL *handle) {
  long status = 0;
  return curl_easy_getinfo(handle, CURLINFO_HTTP_CONNECTCODE, &status) == CURLE_OK ? status : 0;
}

// How many connections a request has made; 0 where it went over one that was there.
static inline long soundings_curl_connections(CURL *handle) {
  long count = 0;
  return curl_easy_getinfo(handle, CURLINFO_NUM_CONNECTS, &count) == CURLE_OK ? count : 0;
}

// Body and header callbacks have the same type.
typedef size_t (*soundings_curl_data)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode soundings_curl_on_body(CURL *handle, soundings_curl_data function, void *context) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, function);
  return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_WRITEDATA, context);
}

static inline CURLcode soundings_curl_on_header(CURL *handle, soundings_curl_data function, void *context) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, function);
  return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_HEADERDATA, context);
}

// The list of allowed protocols became a string in 7.85; the older bit mask is deprecated since, and still works.
static inline CURLcode soundings_curl_only_https(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075500
  CURLcode code = curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "https");
  return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "https");
#else
  CURLcode code = curl_easy_setopt(handle, CURLOPT_PROTOCOLS, (long)CURLPROTO_HTTPS);
  return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS, (long)CURLPROTO_HTTPS);
#endif
}

// Giving up while the system's resolver is still busy must not wait for it (7.87; older ones wait).
static inline CURLcode soundings_curl_quick_exit(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075700
  return curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
#else
  (void)handle;
  return CURLE_OK;
#endif
}

#endif
