#ifndef SOUNDINGS_CLINUX_SHIM_H
#define SOUNDINGS_CLINUX_SHIM_H

// Declared by glibc for GNU sources only, as which Swift does not read its headers.
extern int sync_file_range(int descriptor, long long offset, long long count, unsigned int flags);

#endif
