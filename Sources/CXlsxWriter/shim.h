#include <xlsxwriter.h>

/* Declared by glibc for GNU sources only, as which Swift does not read its headers. */
extern int memfd_create(const char *name, unsigned int flags);

/* A file without a name that lives in memory and ends with its descriptor; -1 and errno on failure. */
static inline int soundings_memory_file(const char *name) {
  return memfd_create(name, 1U /* MFD_CLOEXEC */);
}
