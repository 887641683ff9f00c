#include <pthread.h>
#include <stdio.h>
#include <xlsxwriter.h>

/* Declared by glibc for GNU sources only, as which Swift does not read its headers. */
extern int memfd_create(const char *name, unsigned int flags);

/* A file without a name that lives in memory and ends with its descriptor; -1 and errno on failure. */
static inline int soundings_memory_file(const char *name) {
  return memfd_create(name, 1U /* MFD_CLOEXEC */);
}

/* Assembles the file without libxlsxwriter's own words, which it prints on the C library's stderr and which say nothing to a reader of
   ours; errors come back as codes. Only that stream is another one meanwhile, for one caller at a time: the descriptor 2 belongs to all
   threads, and stays. */
static inline lxw_error soundings_workbook_close(lxw_workbook *workbook) {
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  static FILE *nowhere; /* Never closed: another thread may have taken it for stderr. */
  pthread_mutex_lock(&lock);
  if (!nowhere) nowhere = fopen("/dev/null", "we");
  FILE *own = stderr;
  if (nowhere) stderr = nowhere;
  lxw_error code = workbook_close(workbook);
  stderr = own;
  pthread_mutex_unlock(&lock);
  return code;
}
