// LD_PRELOAD this to make every sync take SLOW_SYNC_MICROSECONDS longer, as on an ordinary cloud disk.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

typedef int sync_call(int descriptor);

static int late(const char *name, int descriptor) {
    const char *delay = getenv("SLOW_SYNC_MICROSECONDS");
    if (delay != NULL) usleep((useconds_t)atoi(delay));
    return ((sync_call *)dlsym(RTLD_NEXT, name))(descriptor);
}

int fsync(int descriptor) { return late("fsync", descriptor); }
int fdatasync(int descriptor) { return late("fdatasync", descriptor); }
