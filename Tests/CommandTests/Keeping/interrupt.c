// Loaded into the program by LD_PRELOAD (see Interruption.swift). It counts the calls by which a process changes files, in a file
// that outlives the process. Before the call with a given number is made, it sends the process a signal, or it makes the call fail.
// Between two such calls nothing changes on the disk, so that these are all the instants at which an interruption can differ.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_ulong *count;
static unsigned long wanted;
static int signal_number, error_number, is_lasting;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("INTERRUPT_COUNT");
  if (!path) return;
  int file = open(path, O_RDWR | O_CLOEXEC);
  if (file < 0) abort();
  void *memory = mmap(0, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (memory == MAP_FAILED) abort();
  close(file);
  count = memory;
  wanted = strtoul(getenv("INTERRUPT_AT"), 0, 10);
  signal_number = atoi(getenv("INTERRUPT_SIGNAL"));
  error_number = atoi(getenv("INTERRUPT_ERROR"));
  is_lasting = atoi(getenv("INTERRUPT_LASTS"));
  // Programs that this one starts count for nothing.
  unsetenv("LD_PRELOAD");
}

// What a call does. A disk that is full takes nothing more, but what is on it can be removed or renamed.
enum { other, takes_room };

// Whether the call must fail. Standard output and sockets are not counted.
static int step(int file, int kind) {
  if (!count) return 0;
  struct stat facts;
  if (file >= 0 && (file <= 2 || fstat(file, &facts) || !(S_ISREG(facts.st_mode) || S_ISDIR(facts.st_mode)))) return 0;
  unsigned long number = atomic_fetch_add(count, 1) + 1;
  if (number == wanted && signal_number) kill(getpid(), signal_number);
  if (!wanted || !error_number) return 0;
  if (is_lasting ? number < wanted || kind != takes_room : number != wanted) return 0;
  errno = error_number;
  return 1;
}

#define COUNTED(result, name, parameters, file, kind, ...)                     \
  result name parameters {                                                     \
    static result(*next) parameters;                                           \
    if (!next) next = (result(*) parameters)dlsym(RTLD_NEXT, #name);           \
    return step(file, kind) ? (result)-1 : next(__VA_ARGS__);                  \
  }

COUNTED(ssize_t, write, (int f, const void *b, size_t n), f, takes_room, f, b, n)
COUNTED(ssize_t, pwrite, (int f, const void *b, size_t n, off_t o), f, takes_room, f, b, n, o)
COUNTED(ssize_t, pwrite64, (int f, const void *b, size_t n, off64_t o), f, takes_room, f, b, n, o)
COUNTED(ssize_t, writev, (int f, const struct iovec *v, int n), f, takes_room, f, v, n)
COUNTED(ssize_t, copy_file_range, (int f, off64_t *i, int g, off64_t *o, size_t n, unsigned int w), g, takes_room, f, i, g, o, n, w)
COUNTED(int, fsync, (int f), f, other, f)
COUNTED(int, fdatasync, (int f), f, other, f)
COUNTED(int, ftruncate, (int f, off_t n), f, other, f, n)
COUNTED(int, ftruncate64, (int f, off64_t n), f, other, f, n)
COUNTED(int, rename, (const char *a, const char *b), -1, other, a, b)
COUNTED(int, renameat, (int f, const char *a, int g, const char *b), -1, other, f, a, g, b)
COUNTED(int, renameat2, (int f, const char *a, int g, const char *b, unsigned int w), -1, other, f, a, g, b, w)
COUNTED(int, link, (const char *a, const char *b), -1, takes_room, a, b)
COUNTED(int, unlink, (const char *a), -1, other, a)
COUNTED(int, unlinkat, (int f, const char *a, int w), -1, other, f, a, w)
COUNTED(int, rmdir, (const char *a), -1, other, a)
COUNTED(int, mkdir, (const char *a, mode_t m), -1, takes_room, a, m)

// These return the error.
#define RESERVING(name, type)                                                  \
  int name(int f, type o, type n) {                                            \
    static int (*next)(int, type, type);                                       \
    if (!next) next = (int (*)(int, type, type))dlsym(RTLD_NEXT, #name);       \
    return step(f, takes_room) ? error_number : next(f, o, n);                 \
  }
RESERVING(posix_fallocate, off_t)
RESERVING(posix_fallocate64, off64_t)

// To open a file for reading changes nothing.
static int may_open(int folder, const char *path, int flags) {
  if (!(flags & (O_CREAT | O_TRUNC))) return 1;
  int known = errno, is_new = faccessat(folder, path, F_OK, 0) != 0;
  errno = known;
  return !step(-1, is_new ? takes_room : other);
}

#define MODE(flags, mode)                                                      \
  va_list list;                                                                \
  va_start(list, flags);                                                       \
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;      \
  va_end(list)

#define OPENING(name)                                                          \
  int name(const char *path, int flags, ...) {                                 \
    static int (*next)(const char *, int, ...);                                \
    if (!next) next = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #name); \
    MODE(flags, mode);                                                         \
    return may_open(AT_FDCWD, path, flags) ? next(path, flags, mode) : -1;     \
  }
OPENING(open)
OPENING(open64)

#define OPENING_AT(name)                                                       \
  int name(int folder, const char *path, int flags, ...) {                     \
    static int (*next)(int, const char *, int, ...);                           \
    if (!next) next = (int (*)(int, const char *, int, ...))dlsym(RTLD_NEXT, #name); \
    MODE(flags, mode);                                                         \
    return may_open(folder, path, flags) ? next(folder, path, flags, mode) : -1; \
  }
OPENING_AT(openat)
OPENING_AT(openat64)

// What a library writes through stdio reaches the file inside of libc; it is counted where the file is opened and closed.
#define OPENING_STREAM(name)                                                   \
  FILE *name(const char *path, const char *mode) {                             \
    static FILE *(*next)(const char *, const char *);                          \
    if (!next) next = (FILE * (*)(const char *, const char *)) dlsym(RTLD_NEXT, #name); \
    int flags = strpbrk(mode, "wa") ? O_CREAT : 0;                             \
    return may_open(AT_FDCWD, path, flags) ? next(path, mode) : 0;             \
  }
OPENING_STREAM(fopen)
OPENING_STREAM(fopen64)

int fclose(FILE *stream) {
  static int (*next)(FILE *);
  if (!next) next = (int (*)(FILE *))dlsym(RTLD_NEXT, "fclose");
  int fails = __fwritable(stream) && step(fileno(stream), takes_room);
  int result = next(stream);
  if (fails) errno = error_number;
  return fails ? EOF : result;
}
