#pragma once
#include <dlfcn.h>
#include <stddef.h>

/// What is used of libpq, as its ABI version 5 has it.
///
/// The library is opened when a server is to be read and not when the program starts: it brings
/// OpenSSL, Kerberos and LDAP with it, which cost milliseconds. Its own header is therefore not
/// needed for building.
///
/// Related PostgreSQL documentation: https://www.postgresql.org/docs/15/libpq.html

typedef struct pg_conn calltally_pg_conn;
typedef struct pg_result calltally_pg_result;
typedef struct pg_cancel calltally_pg_cancel;

/// PQconninfoOption.
typedef struct {
  const char *keyword;
  const char *envvar;
  const char *compiled;
  const char *val;
  const char *label;
  const char *dispchar;
  int dispsize;
} calltally_pg_option;

/// ConnStatusType.
enum { CALLTALLY_PG_CONNECTION_OK = 0, CALLTALLY_PG_CONNECTION_BAD = 1 };

/// PostgresPollingStatusType.
enum {
  CALLTALLY_PG_POLLING_FAILED = 0,
  CALLTALLY_PG_POLLING_READING = 1,
  CALLTALLY_PG_POLLING_WRITING = 2,
  CALLTALLY_PG_POLLING_OK = 3
};

/// ExecStatusType.
enum {
  CALLTALLY_PG_COMMAND_OK = 1,
  CALLTALLY_PG_TUPLES_OK = 2,
  CALLTALLY_PG_COPY_OUT = 3
};

/// PGVerbosity: with SQLSTATE and place.
enum { CALLTALLY_PG_ERRORS_VERBOSE = 2 };

/// Fields of an error (postgres_ext.h).
enum { CALLTALLY_PG_DIAG_SQLSTATE = 'C', CALLTALLY_PG_DIAG_MESSAGE_PRIMARY = 'M' };

/// libpq's functions, each under its own name without the PQ.
typedef struct {
  calltally_pg_option *(*conninfoParse)(const char *, char **);
  calltally_pg_option *(*conninfo)(calltally_pg_conn *);
  void (*conninfoFree)(calltally_pg_option *);
  calltally_pg_conn *(*connectStartParams)(const char *const *, const char *const *, int);
  int (*connectPoll)(calltally_pg_conn *);
  void (*finish)(calltally_pg_conn *);
  int (*status)(const calltally_pg_conn *);
  int (*socket)(const calltally_pg_conn *);
  char *(*errorMessage)(const calltally_pg_conn *);
  int (*connectionNeedsPassword)(const calltally_pg_conn *);
  int (*setErrorVerbosity)(calltally_pg_conn *, int);
  void (*(*setNoticeProcessor)(calltally_pg_conn *, void (*)(void *, const char *), void *))(
      void *, const char *);
  calltally_pg_result *(*exec)(calltally_pg_conn *, const char *);
  calltally_pg_result *(*getResult)(calltally_pg_conn *);
  int (*resultStatus)(const calltally_pg_result *);
  char *(*resultErrorField)(const calltally_pg_result *, int);
  char *(*resultErrorMessage)(const calltally_pg_result *);
  int (*ntuples)(const calltally_pg_result *);
  int (*nfields)(const calltally_pg_result *);
  int (*getisnull)(const calltally_pg_result *, int, int);
  char *(*getvalue)(const calltally_pg_result *, int, int);
  int (*getlength)(const calltally_pg_result *, int, int);
  void (*clear)(calltally_pg_result *);
  int (*getCopyData)(calltally_pg_conn *, char **, int);
  void (*freemem)(void *);
  calltally_pg_cancel *(*getCancel)(calltally_pg_conn *);
  int (*cancel)(calltally_pg_cancel *, char *, int);
  void (*freeCancel)(calltally_pg_cancel *);
} calltally_libpq;

/// Opens the library and finds its functions.
///
/// Returns NULL, or the name of what is missing: the library's own or a function's.
static inline const char *calltally_libpq_open(const char *name, calltally_libpq *functions) {
  void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return name;
#define CALLTALLY_FIND(function)                                              \
  *(void **)&functions->function = dlsym(library, "PQ" #function);            \
  if (functions->function == NULL) return "PQ" #function;
  CALLTALLY_FIND(conninfoParse)
  CALLTALLY_FIND(conninfo)
  CALLTALLY_FIND(conninfoFree)
  CALLTALLY_FIND(connectStartParams)
  CALLTALLY_FIND(connectPoll)
  CALLTALLY_FIND(finish)
  CALLTALLY_FIND(status)
  CALLTALLY_FIND(socket)
  CALLTALLY_FIND(errorMessage)
  CALLTALLY_FIND(connectionNeedsPassword)
  CALLTALLY_FIND(setErrorVerbosity)
  CALLTALLY_FIND(setNoticeProcessor)
  CALLTALLY_FIND(exec)
  CALLTALLY_FIND(getResult)
  CALLTALLY_FIND(resultStatus)
  CALLTALLY_FIND(resultErrorField)
  CALLTALLY_FIND(resultErrorMessage)
  CALLTALLY_FIND(ntuples)
  CALLTALLY_FIND(nfields)
  CALLTALLY_FIND(getisnull)
  CALLTALLY_FIND(getvalue)
  CALLTALLY_FIND(getlength)
  CALLTALLY_FIND(clear)
  CALLTALLY_FIND(getCopyData)
  CALLTALLY_FIND(freemem)
  CALLTALLY_FIND(getCancel)
  CALLTALLY_FIND(cancel)
  CALLTALLY_FIND(freeCancel)
#undef CALLTALLY_FIND
  return NULL;
}
