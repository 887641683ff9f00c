#ifndef SOUNDINGS_CGEODESIC_SHIM_H
#define SOUNDINGS_CGEODESIC_SHIM_H

#include <dlfcn.h>
#include <geodesic.h>
#include <stddef.h>

// Debian's PROJ brings two dozen libraries (TIFF, another libcurl) that its geodesic routines do not need. So the program is not linked
// with it, and loads it where a dataset asks for a distance, as it does with libcurl and libxml2.

static inline void *soundings_geodesic_library(void) {
  // The system counts how often it is asked, and loads it once.
  return dlopen("libproj.so.25", RTLD_NOW | RTLD_LOCAL);
}

// Sets up the ellipsoid of WGS 84. Returns why PROJ cannot be loaded; NULL if it can. The library is never closed.
static inline const char *soundings_geodesic_begin(struct geod_geodesic *ellipsoid) {
  void *library = soundings_geodesic_library();
  if (!library) return dlerror();
  __typeof__(&geod_init) init = (__typeof__(&geod_init))dlsym(library, "geod_init");
  if (!init) return dlerror();
  init(ellipsoid, 6378137, 1 / 298.257223563);
  return NULL;
}

// geod_inverse; NULL if the library has none.
typedef void (*soundings_geodesic_inverse_function)(const struct geod_geodesic *, double, double, double, double, double *,
                                                    double *, double *);
static inline soundings_geodesic_inverse_function soundings_geodesic_inverse(void) {
  return (soundings_geodesic_inverse_function)dlsym(soundings_geodesic_library(), "geod_inverse");
}

#endif
