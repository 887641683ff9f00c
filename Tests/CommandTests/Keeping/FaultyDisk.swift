import Foundation

/// A library, made by the machine's C compiler, that fails chosen calls of a program on chosen files.
enum FaultyDisk {
  private static let source = """
    #define _GNU_SOURCE
    #include <dlfcn.h>
    #include <errno.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <sys/stat.h>
    #include <sys/types.h>
    #include <unistd.h>

    // FAULT_CALL: read, write or fsync; FAULT_PATH: a part of the file's path, or "/" alone for any folder; FAULT_ERRNO.
    static int hits(const char *call, int fd) {
      const char *wanted = getenv("FAULT_CALL"), *path = getenv("FAULT_PATH"), *code = getenv("FAULT_ERRNO");
      if (!wanted || !path || !code || strcmp(wanted, call)) return 0;
      char link[64], name[4096];
      struct stat facts;
      snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
      ssize_t count = readlink(link, name, sizeof name - 1);
      if (count < 0 || fstat(fd, &facts)) return 0;
      name[count] = 0;
      int isFolder = S_ISDIR(facts.st_mode);
      if (strcmp(path, "/") ? isFolder || !strstr(name, path) : !isFolder) return 0;
      errno = atoi(code);
      return 1;
    }

    #define ORIGINAL(type, name) static type original; if (!original) original = (type)dlsym(RTLD_NEXT, name)
    typedef ssize_t (*write_type)(int, const void *, size_t);
    typedef ssize_t (*pwrite_type)(int, const void *, size_t, off_t);
    typedef ssize_t (*read_type)(int, void *, size_t);
    typedef int (*sync_type)(int);

    ssize_t write(int fd, const void *b, size_t n) {
      ORIGINAL(write_type, "write"); return hits("write", fd) ? -1 : original(fd, b, n);
    }
    ssize_t pwrite(int fd, const void *b, size_t n, off_t o) {
      ORIGINAL(pwrite_type, "pwrite"); return hits("write", fd) ? -1 : original(fd, b, n, o);
    }
    ssize_t pwrite64(int fd, const void *b, size_t n, off_t o) {
      ORIGINAL(pwrite_type, "pwrite64"); return hits("write", fd) ? -1 : original(fd, b, n, o);
    }
    ssize_t read(int fd, void *b, size_t n) {
      ORIGINAL(read_type, "read"); return hits("read", fd) ? -1 : original(fd, b, n);
    }
    int fsync(int fd) { ORIGINAL(sync_type, "fsync"); return hits("fsync", fd) ? -1 : original(fd); }
    int fdatasync(int fd) { ORIGINAL(sync_type, "fdatasync"); return hits("fsync", fd) ? -1 : original(fd); }
    """

  /// Nil where there is no C compiler.
  static let library: String? = {
    let folder = NSTemporaryDirectory() + "soundings-faults-\(ProcessInfo.processInfo.processIdentifier)"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try? source.write(toFile: folder + "/faults.c", atomically: true, encoding: .utf8)
    let command =
      "(cc -shared -fPIC -o '\(folder)/faults.so' '\(folder)/faults.c' -ldl || clang -shared -fPIC -o "
      + "'\(folder)/faults.so' '\(folder)/faults.c' -ldl) >/dev/null 2>&1"
    return system(command) == 0 ? folder + "/faults.so" : nil
  }()

  /// - Parameters:
  ///   - call: `read`, `write` or `fsync`.
  ///   - path: a part of the file's path, or `/` for any folder.
  static func environment(_ call: String, _ path: String, _ code: Int32) -> [String] {
    ["LD_PRELOAD=\(library ?? "")", "FAULT_CALL=\(call)", "FAULT_PATH=\(path)", "FAULT_ERRNO=\(code)"]
  }
}
