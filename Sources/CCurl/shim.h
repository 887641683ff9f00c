#ifndef SOUNDINGS_CCURL_SHIM_H
#define SOUNDINGS_CCURL_SHIM_H

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

// libcurl brings some thirty libraries (GnuTLS, Kerberos, LDAP ...), which take longer to load and to initialize than a command
// that fetches nothing takes altogether. So the program is not linked with it, and loads it where it is first called. Where it is
// not there, the program ends, as one that is linked with it would.
static inline void *soundings_curl_function(const char *name) {
  // The system counts how often it is asked, and loads it once.
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  void *function = library ? dlsym(library, name) : NULL;
  if (!function) {
    fprintf(stderr, "libcurl: cannot be loaded: %s\n-> install it: apt-get install libcurl4\n", dlerror());
    exit(1);
  }
  return function;
}

#define SOUNDINGS_CURL(name)                                             \
  ({                                                                     \
    static __typeof__(&name) known;                                      \
    __typeof__(&name) found = __atomic_load_n(&known, __ATOMIC_ACQUIRE); \
    if (!found) {                                                        \
      found = (__typeof__(&name))soundings_curl_function(#name);         \
      __atomic_store_n(&known, found, __ATOMIC_RELEASE);                 \
    }                                                                    \
    found;                                                               \
  })

// What must come before all else of a request.
static inline CURLcode soundings_curl_global_init(void) { return SOUNDINGS_CURL(curl_global_init)(CURL_GLOBAL_ALL); }

static inline CURL *soundings_curl_easy_init(void) { return SOUNDINGS_CURL(curl_easy_init)(); }

static inline void soundings_curl_easy_reset(CURL *handle) { SOUNDINGS_CURL(curl_easy_reset)(handle); }

static inline void soundings_curl_easy_cleanup(CURL *handle) { SOUNDINGS_CURL(curl_easy_cleanup)(handle); }

static inline const char *soundings_curl_easy_strerror(CURLcode code) {
  return SOUNDINGS_CURL(curl_easy_strerror)(code);
}

static inline CURLM *soundings_curl_multi_init(void) { return SOUNDINGS_CURL(curl_multi_init)(); }

static inline void soundings_curl_multi_cleanup(CURLM *multi) { SOUNDINGS_CURL(curl_multi_cleanup)(multi); }

static inline CURLMcode soundings_curl_multi_add_handle(CURLM *multi, CURL *handle) {
  return SOUNDINGS_CURL(curl_multi_add_handle)(multi, handle);
}

static inline void soundings_curl_multi_remove_handle(CURLM *multi, CURL *handle) {
  SOUNDINGS_CURL(curl_multi_remove_handle)(multi, handle);
}

static inline CURLMcode soundings_curl_multi_perform(CURLM *multi, int *running) {
  return SOUNDINGS_CURL(curl_multi_perform)(multi, running);
}

static inline void soundings_curl_multi_poll(CURLM *multi, int milliseconds) {
  SOUNDINGS_CURL(curl_multi_poll)(multi, NULL, 0, milliseconds, NULL);
}

static inline CURLMsg *soundings_curl_multi_info_read(CURLM *multi, int *left) {
  return SOUNDINGS_CURL(curl_multi_info_read)(multi, left);
}

static inline struct curl_slist *soundings_curl_slist_append(struct curl_slist *list, const char *line) {
  return SOUNDINGS_CURL(curl_slist_append)(list, line);
}

static inline void soundings_curl_slist_free_all(struct curl_slist *list) { SOUNDINGS_CURL(curl_slist_free_all)(list); }

static inline CURLU *soundings_curl_url(void) { return SOUNDINGS_CURL(curl_url)(); }

static inline void soundings_curl_url_cleanup(CURLU *handle) { SOUNDINGS_CURL(curl_url_cleanup)(handle); }

static inline CURLUcode soundings_curl_url_set(CURLU *handle, CURLUPart part, const char *text, unsigned int flags) {
  return SOUNDINGS_CURL(curl_url_set)(handle, part, text, flags);
}

static inline CURLUcode soundings_curl_url_get(CURLU *handle, CURLUPart part, char **text, unsigned int flags) {
  return SOUNDINGS_CURL(curl_url_get)(handle, part, text, flags);
}

static inline void soundings_curl_free(void *memory) { SOUNDINGS_CURL(curl_free)(memory); }

// curl_easy_setopt is variadic, and Swift cannot call variadic C functions. One wrapper per type
// of argument, so that the compiler checks what curl itself does not: a 32-bit int where curl reads a long is garbage.

static inline CURLcode soundings_curl_set_long(CURL *handle, CURLoption option, long value) {
  return SOUNDINGS_CURL(curl_easy_setopt)(handle, option, value);
}

static inline CURLcode soundings_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
  return SOUNDINGS_CURL(curl_easy_setopt)(handle, option, value);
}

static inline CURLcode soundings_curl_set_string(CURL *handle, CURLoption option, const char *value) {
  return SOUNDINGS_CURL(curl_easy_setopt)(handle, option, value);
}

static inline CURLcode soundings_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return SOUNDINGS_CURL(curl_easy_setopt)(handle, option, value);
}

static inline CURLcode soundings_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return SOUNDINGS_CURL(curl_easy_setopt)(handle, option, value);
}

// The status with which a proxy answered CONNECT; 0 if it was not asked, or has not answered.
static inline long soundings_curl_proxy_status(CURL *handle) {
  long status = 0;
  return SOUNDINGS_CURL(curl_easy_getinfo)(handle, CURLINFO_HTTP_CONNECTCODE, &status) == CURLE_OK ? status : 0;
}

// How many connections a request has made; 0 where it went over one that was there.
static inline long soundings_curl_connections(CURL *handle) {
  long count = 0;
  return SOUNDINGS_CURL(curl_easy_getinfo)(handle, CURLINFO_NUM_CONNECTS, &count) == CURLE_OK ? count : 0;
}

// Body and header callbacks have the same type.
typedef size_t (*soundings_curl_data)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode soundings_curl_on_body(CURL *handle, soundings_curl_data function, void *context) {
  CURLcode code = SOUNDINGS_CURL(curl_easy_setopt)(handle, CURLOPT_WRITEFUNCTION, function);
  return code != CURLE_OK ? code : SOUNDINGS_CURL(curl_easy_setopt)(handle, CURLOPT_WRITEDATA, context);
}

static inline CURLcode soundings_curl_on_header(CURL *handle, soundings_curl_data function, void *context) {
  CURLcode code = SOUNDINGS_CURL(curl_easy_setopt)(handle, CURLOPT_HEADERFUNCTION, function);
  return code != CURLE_OK ? code : SOUNDINGS_CURL(curl_easy_setopt)(handle, CURLOPT_HEADERDATA, context);
}

// The list of allowed protocols became a string in 7.85; the older bit mask is deprecated since, and still works.
static inline CURLcode soundings_curl_only_https(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075500
  CURLcode code = SOUNDINGS_CURL(curl_easy_setopt)(handle, CURLOPT_PROTOCOLS_STR, "https");
  return code != CURLE_OK ? code : SOUNDINGS_CURL(curl_easy_setopt)(handle, CURLOPT_REDIR_PROTOCOLS_STR, "https");
#else
  CURLcode code = SOUNDINGS_CURL(curl_easy_setopt)(handle, CURLOPT_PROTOCOLS, (long)CURLPROTO_HTTPS);
  return code != CURLE_OK ? code : SOUNDINGS_CURL(curl_easy_setopt)(handle, CURLOPT_REDIR_PROTOCOLS, (long)CURLPROTO_HTTPS);
#endif
}

// Giving up while the system's resolver is still busy must not wait for it (7.87; older ones wait).
static inline CURLcode soundings_curl_quick_exit(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075700
  return SOUNDINGS_CURL(curl_easy_setopt)(handle, CURLOPT_QUICK_EXIT, 1L);
#else
  (void)handle;
  return CURLE_OK;
#endif
}

#endif
