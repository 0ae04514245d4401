// Preloaded into a process, writes down what it does to the files whose paths begin with TRACED_FILES, into the file
// TRACE, which may be shared with others: each record is appended by one call. `trace.ts` explains and reads the records.
// Not all calls that change a file are here, only those that are made; a proof compares the files with their trace.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

struct header {
  uint64_t kind, file, offset, length;
};

// The function that would have been called without this one in front.
#define REAL(name)                                              \
  static __typeof__(name) *real;                                \
  if (real == NULL) real = (__typeof__(real))dlsym(RTLD_NEXT, #name)

static const char *prefix;
static int trace = -1;
// By descriptor: the number of the file on its disk, 0 when it is none of ours.
static uint64_t files[65536];

__attribute__((constructor)) static void begin(void) {
  prefix = getenv("TRACED_FILES");
  trace = open(getenv("TRACE"), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (prefix == NULL || trace < 0) abort();
}

static int is_ours(const char *path) {
  return trace >= 0 && strncmp(path, prefix, strlen(prefix)) == 0;
}

static void note(char kind, uint64_t file, uint64_t offset, const void *data, size_t length) {
  int error = errno;
  struct header header = {kind, file, offset, length};
  struct iovec parts[] = {{&header, sizeof header}, {(void *)data, length}};
  // A trace with a hole would prove nothing.
  if (writev(trace, parts, 2) != (ssize_t)(sizeof header + length)) abort();
  errno = error;
}

static uint64_t file_of(int fd) {
  return fd >= 0 && fd < 65536 ? files[fd] : 0;
}

static int opened(int fd, const char *path) {
  struct stat status;
  if (fd < 0 || fd >= 65536) return fd;
  files[fd] = 0;
  if (!is_ours(path) || fstat(fd, &status) != 0) return fd;
  files[fd] = status.st_ino;
  note('o', files[fd], 0, path, strlen(path));
  return fd;
}

static ssize_t written(int fd, const void *data, ssize_t length, uint64_t offset) {
  if (length > 0 && file_of(fd) != 0) note('w', file_of(fd), offset, data, length);
  return length;
}

static int done(char kind, int fd, uint64_t offset, int result) {
  if (result == 0 && file_of(fd) != 0) note(kind, file_of(fd), offset, NULL, 0);
  return result;
}

#define OPEN(name)                                                             \
  int name(const char *path, int flags, ...) {                                 \
    REAL(name);                                                                \
    va_list rest;                                                              \
    va_start(rest, flags);                                                     \
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;                  \
    va_end(rest);                                                              \
    return opened(real(path, flags, mode), path);                              \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  REAL(close);
  if (file_of(fd) != 0) files[fd] = 0;
  return real(fd);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
  REAL(pwrite);
  return written(fd, data, real(fd, data, length, offset), offset);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
  REAL(pwrite64);
  return written(fd, data, real(fd, data, length, offset), offset);
}

int ftruncate64(int fd, off64_t size) {
  REAL(ftruncate64);
  return done('t', fd, size, real(fd, size));
}

int fsync(int fd) {
  REAL(fsync);
  return done('s', fd, 0, real(fd));
}

int fdatasync(int fd) {
  REAL(fdatasync);
  return done('s', fd, 0, real(fd));
}

int unlink(const char *path) {
  REAL(unlink);
  int result = real(path);
  if (result == 0 && is_ours(path)) note('u', 0, 0, path, strlen(path));
  return result;
}
