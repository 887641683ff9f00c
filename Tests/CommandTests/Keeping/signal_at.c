// Loaded into the program by LD_PRELOAD (see CountedSignal.swift). It counts the calls by which a process changes files, in a file
// that outlives the process, and sends the process a signal before the call with a given number is made. Between two such calls
// nothing changes on the disk, so that these are all the instants at which an interruption can differ.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_ulong *count;
static unsigned long wanted;
static int signal_number;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("SIGNAL_COUNT");
  if (!path) return;
  int file = open(path, O_RDWR | O_CLOEXEC);
  if (file < 0) abort();
  void *memory = mmap(0, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (memory == MAP_FAILED) abort();
  close(file);
  count = memory;
  wanted = strtoul(getenv("SIGNAL_AT"), 0, 10);
  signal_number = atoi(getenv("SIGNAL_NUMBER"));
  // Programs that this one starts count for nothing.
  unsetenv("LD_PRELOAD");
}

static void step(void) {
  if (count && atomic_fetch_add(count, 1) + 1 == wanted) kill(getpid(), signal_number);
}

#define COUNTED(result, name, parameters, ...)                                 \
  result name parameters {                                                     \
    static result(*next) parameters;                                           \
    if (!next) next = (result(*) parameters)dlsym(RTLD_NEXT, #name);           \
    step();                                                                    \
    return next(__VA_ARGS__);                                                  \
  }

COUNTED(ssize_t, write, (int f, const void *b, size_t n), f, b, n)
COUNTED(ssize_t, pwrite, (int f, const void *b, size_t n, off_t o), f, b, n, o)
COUNTED(ssize_t, pwrite64, (int f, const void *b, size_t n, off64_t o), f, b, n, o)
COUNTED(ssize_t, writev, (int f, const struct iovec *v, int n), f, v, n)
COUNTED(ssize_t, copy_file_range, (int f, off64_t *i, int g, off64_t *o, size_t n, unsigned int w), f, i, g, o, n, w)
COUNTED(int, fsync, (int f), f)
COUNTED(int, fdatasync, (int f), f)
COUNTED(int, ftruncate, (int f, off_t n), f, n)
COUNTED(int, ftruncate64, (int f, off64_t n), f, n)
COUNTED(int, rename, (const char *a, const char *b), a, b)
COUNTED(int, renameat, (int f, const char *a, int g, const char *b), f, a, g, b)
COUNTED(int, renameat2, (int f, const char *a, int g, const char *b, unsigned int w), f, a, g, b, w)
COUNTED(int, link, (const char *a, const char *b), a, b)
COUNTED(int, unlink, (const char *a), a)
COUNTED(int, unlinkat, (int f, const char *a, int w), f, a, w)
COUNTED(int, rmdir, (const char *a), a)
COUNTED(int, mkdir, (const char *a, mode_t m), a, m)
