#pragma once
#include <dlfcn.h>
#include <stddef.h>

/// What is used of libcurl, as its ABI version 4 has it.
///
/// The library is opened when a server is to be asked and not when the program starts: it brings
/// OpenSSL, nghttp2, Kerberos and LDAP with it, which cost milliseconds. Its own header is
/// therefore not needed for building.
///
/// Related libcurl documentation: https://curl.se/libcurl/c/

/// CURLoption; the numbers never change (curl.h, "CURLOPT").
enum {
  CALLTALLY_CURL_WRITEDATA = 10001,
  CALLTALLY_CURL_URL = 10002,
  CALLTALLY_CURL_ERRORBUFFER = 10010,
  CALLTALLY_CURL_WRITEFUNCTION = 20011,
  CALLTALLY_CURL_POSTFIELDS = 10015,
  CALLTALLY_CURL_USERAGENT = 10018,
  CALLTALLY_CURL_HTTPHEADER = 10023,
  CALLTALLY_CURL_HEADERDATA = 10029,
  CALLTALLY_CURL_CUSTOMREQUEST = 10036,
  CALLTALLY_CURL_NOPROGRESS = 43,
  CALLTALLY_CURL_XFERINFODATA = 10057,
  CALLTALLY_CURL_CAINFO = 10065,
  CALLTALLY_CURL_HEADERFUNCTION = 20079,
  CALLTALLY_CURL_XFERINFOFUNCTION = 20219,
  CALLTALLY_CURL_HTTPGET = 80,
  CALLTALLY_CURL_FRESH_CONNECT = 74,
  CALLTALLY_CURL_CAPATH = 10097,
  CALLTALLY_CURL_NOSIGNAL = 99,
  CALLTALLY_CURL_BUFFERSIZE = 98,
  CALLTALLY_CURL_ACCEPT_ENCODING = 10102,
  CALLTALLY_CURL_TIMEOUT_MS = 155,
  CALLTALLY_CURL_CONNECTTIMEOUT_MS = 156,
  CALLTALLY_CURL_NOPROXY = 10177,
  CALLTALLY_CURL_PROTOCOLS = 181,
  CALLTALLY_CURL_USERNAME = 10173,
  CALLTALLY_CURL_PASSWORD = 10174,
  CALLTALLY_CURL_POSTFIELDSIZE_LARGE = 30120
};

/// CURLPROTO_HTTP and CURLPROTO_HTTPS.
enum { CALLTALLY_CURL_PROTOCOL_HTTP = 1, CALLTALLY_CURL_PROTOCOL_HTTPS = 2 };

/// CURLcode.
enum {
  CALLTALLY_CURL_OK = 0,
  CALLTALLY_CURL_COULDNT_RESOLVE_PROXY = 5,
  CALLTALLY_CURL_COULDNT_RESOLVE_HOST = 6,
  CALLTALLY_CURL_COULDNT_CONNECT = 7,
  CALLTALLY_CURL_HTTP2 = 16,
  CALLTALLY_CURL_PARTIAL_FILE = 18,
  CALLTALLY_CURL_WRITE_ERROR = 23,
  CALLTALLY_CURL_OPERATION_TIMEDOUT = 28,
  CALLTALLY_CURL_SSL_CONNECT_ERROR = 35,
  CALLTALLY_CURL_ABORTED_BY_CALLBACK = 42,
  CALLTALLY_CURL_GOT_NOTHING = 52,
  CALLTALLY_CURL_SEND_ERROR = 55,
  CALLTALLY_CURL_RECV_ERROR = 56,
  CALLTALLY_CURL_PEER_FAILED_VERIFICATION = 60,
  CALLTALLY_CURL_BAD_CONTENT_ENCODING = 61,
  CALLTALLY_CURL_SSL_CACERT_BADFILE = 77,
  CALLTALLY_CURL_HTTP2_STREAM = 92,
  CALLTALLY_CURL_PROXY = 97
};

/// CURLINFO_RESPONSE_CODE.
enum { CALLTALLY_CURL_RESPONSE_CODE = 0x200002 };

/// CURL_ERROR_SIZE.
enum { CALLTALLY_CURL_ERROR_BYTES = 256 };

typedef struct calltally_curl_handle calltally_curl_handle;
typedef struct calltally_curl_list calltally_curl_list;

/// Called with what has arrived; anything but the number of bytes ends the transfer.
typedef size_t (*calltally_curl_sink)(char *bytes, size_t size, size_t count, void *context);

/// Called about once a second with how many bytes there are to come, have come, are to be sent and
/// have been sent; anything but 0 ends the transfer.
typedef int (*calltally_curl_meter)(
    void *context, long long toCome, long long come, long long toSend, long long sent);

/// libcurl's functions; those with a variable number of arguments are called below.
typedef struct {
  int (*globalInit)(long);
  calltally_curl_handle *(*easyInit)(void);
  void (*easyReset)(calltally_curl_handle *);
  int (*easyPerform)(calltally_curl_handle *);
  void (*easyCleanup)(calltally_curl_handle *);
  const char *(*easyStrerror)(int);
  calltally_curl_list *(*listAppend)(calltally_curl_list *, const char *);
  void (*listFree)(calltally_curl_list *);
  void (*easySetopt)(void);
  void (*easyGetinfo)(void);
} calltally_curl;

typedef int (*calltally_curl_setopt)(calltally_curl_handle *, int, ...);
typedef int (*calltally_curl_getinfo)(calltally_curl_handle *, int, ...);

static inline int calltally_curl_set_number(
    calltally_curl functions, calltally_curl_handle *handle, int option, long value) {
  return ((calltally_curl_setopt)functions.easySetopt)(handle, option, value);
}

static inline int calltally_curl_set_size(
    calltally_curl functions, calltally_curl_handle *handle, int option, long long value) {
  return ((calltally_curl_setopt)functions.easySetopt)(handle, option, value);
}

static inline int calltally_curl_set_text(
    calltally_curl functions, calltally_curl_handle *handle, int option, const char *value) {
  return ((calltally_curl_setopt)functions.easySetopt)(handle, option, value);
}

static inline int calltally_curl_set_pointer(
    calltally_curl functions, calltally_curl_handle *handle, int option, const void *value) {
  return ((calltally_curl_setopt)functions.easySetopt)(handle, option, value);
}

static inline int calltally_curl_set_list(
    calltally_curl functions, calltally_curl_handle *handle, int option,
    calltally_curl_list *value) {
  return ((calltally_curl_setopt)functions.easySetopt)(handle, option, value);
}

static inline int calltally_curl_set_sink(
    calltally_curl functions, calltally_curl_handle *handle, int option,
    calltally_curl_sink value) {
  return ((calltally_curl_setopt)functions.easySetopt)(handle, option, value);
}

static inline int calltally_curl_set_meter(
    calltally_curl functions, calltally_curl_handle *handle, int option,
    calltally_curl_meter value) {
  return ((calltally_curl_setopt)functions.easySetopt)(handle, option, value);
}

static inline long calltally_curl_response_code(
    calltally_curl functions, calltally_curl_handle *handle) {
  long code = 0;
  ((calltally_curl_getinfo)functions.easyGetinfo)(handle, CALLTALLY_CURL_RESPONSE_CODE, &code);
  return code;
}

/// Opens the library and finds its functions.
///
/// Returns NULL, or the name of what is missing: the library's own or a function's.
static inline const char *calltally_curl_open(const char *name, calltally_curl *functions) {
  void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return name;
#define CALLTALLY_FIND(field, function)                        \
  *(void **)&functions->field = dlsym(library, #function);     \
  if (functions->field == NULL) return #function;
  CALLTALLY_FIND(globalInit, curl_global_init)
  CALLTALLY_FIND(easyInit, curl_easy_init)
  CALLTALLY_FIND(easyReset, curl_easy_reset)
  CALLTALLY_FIND(easyPerform, curl_easy_perform)
  CALLTALLY_FIND(easyCleanup, curl_easy_cleanup)
  CALLTALLY_FIND(easyStrerror, curl_easy_strerror)
  CALLTALLY_FIND(listAppend, curl_slist_append)
  CALLTALLY_FIND(listFree, curl_slist_free_all)
  CALLTALLY_FIND(easySetopt, curl_easy_setopt)
  CALLTALLY_FIND(easyGetinfo, curl_easy_getinfo)
#undef CALLTALLY_FIND
  return NULL;
}
