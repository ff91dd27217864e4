/* Writing files. Decides that output appears all at once or not at all: it is
 * written to a temporary file in the same folder, synced, and renamed over the
 * target. What is not a regular file (a device, a pipe, an open descriptor) cannot
 * be replaced and is written into. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"
#include "base/messages.h"
#include "base/reason.h"

#define LINKS_MAX 40      /* as the kernel follows */
#define PATH_LIMIT 4096   /* of a symbolic link's text */
#define ATTEMPTS_MAX 100

enum way { WAY_REPLACE, WAY_INTO_FILE, WAY_INTO_DESCRIPTOR };

/* One file on its way. */
struct pending {
  enum way way;
  const char *target;   /* where symbolic links lead */
  char *temporary;      /* exists on disk as long as this is not NULL */
  int descriptor;
  mode_t mode;          /* of the file to be replaced; 0: none */
};

/* Errors of delayed writing show at close. */
static int write_bytes(int fd, const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t n = write(fd, bytes, size);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) { /* a pipe that its owner set so */
      struct pollfd ready = {.fd = fd, .events = POLLOUT};
      poll(&ready, 1, -1);
      continue;
    }
    if (n < 0) return errno;
    if (n == 0) return EIO;
    bytes += n;
    size -= (size_t)n;
  }
  return 0;
}

static int close_with(int fd, int code) {
  if (close(fd) != 0 && code == 0 && errno != EINTR) return errno;
  return code;
}

/* The descriptor that a path stands for: "-", /dev/stdout, /dev/fd/3; -1 for any other path. */
static int descriptor_of(const char *path) {
  static const char *const folders[] = {"/dev/fd/", "/proc/self/fd/"};
  if (strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0) return STDOUT_FILENO;
  if (strcmp(path, "/dev/stderr") == 0) return STDERR_FILENO;
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
    size_t n = strlen(folders[i]);
    if (strncmp(path, folders[i], n) != 0 || path[n] == '\0') continue;
    int fd = 0;
    for (const char *p = path + n; *p; p++) {
      if (*p < '0' || *p > '9' || fd > 99999) return -1;
      fd = fd * 10 + (*p - '0');
    }
    return fd;
  }
  return -1;
}

static int folder_length(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? (int)(slash - path) + 1 : 0;
}

/* Where the chain of symbolic links from path ends, whether or not anything is there; 0 or why not. */
static int follow(struct gk_arena *arena, const char *path, const char **target) {
  for (unsigned links = 0; links <= LINKS_MAX; links++) {
    struct stat status;
    *target = path;
    if (lstat(path, &status) != 0) return errno == ENOENT ? 0 : errno;
    if (!S_ISLNK(status.st_mode)) return 0;
    char link[PATH_LIMIT];
    ssize_t n = readlink(path, link, sizeof link - 1);
    if (n < 0) return errno;
    link[n] = '\0';
    path = link[0] == '/' ? gk_arena_strdup(arena, link) : gk_arena_printf(arena, "%.*s%s", folder_length(path), path, link);
    if (!path) return ENOMEM;
  }
  return ELOOP;
}

static int choose_way(struct gk_arena *arena, const char *path, struct pending *pending) {
  pending->target = path;
  pending->descriptor = descriptor_of(path);
  pending->way = pending->descriptor >= 0 ? WAY_INTO_DESCRIPTOR : WAY_REPLACE;
  if (pending->descriptor >= 0) return fcntl(pending->descriptor, F_GETFL) < 0 ? errno : 0;
  if (path[0] == '\0') return ENOENT;
  struct stat status;
  bool exists = stat(path, &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) return EISDIR;
  if (exists && !S_ISREG(status.st_mode)) {
    pending->way = WAY_INTO_FILE;
    return 0;
  }
  /* Renaming asks no leave of the file replaced; one that was made read-only is meant to stay. */
  if (exists && access(path, W_OK) != 0) return errno;
  if (exists) pending->mode = status.st_mode & 0777;
  return follow(arena, path, &pending->target);
}

/* A new file in the target's folder; its descriptor, or -1 with errno. */
static int open_temporary(struct gk_arena *arena, struct pending *pending, size_t number) {
  int folder = folder_length(pending->target);
  for (unsigned attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    char *name = gk_arena_printf(arena, "%.*s.gongkai.%ld.%zu.%u.tmp", folder, pending->target, (long)getpid(), number, attempt);
    if (!name) {
      errno = ENOMEM;
      return -1;
    }
    /* With a mode to keep, nobody else may open it before the mode is set; where there are no modes, that stays. */
    int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, pending->mode ? 0600 : 0666);
    if (fd >= 0) {
      pending->temporary = name;
      if (pending->mode) fchmod(fd, pending->mode);
      return fd;
    }
    if (errno != EEXIST) return -1;
  }
  return -1;
}

static void discard(struct pending *pending) {
  if (pending->temporary) unlink(pending->temporary);
  pending->temporary = NULL;
}

/* Everything that can fail, before any target is touched. */
static int prepare(struct gk_arena *arena, const struct gk_file_output *output, struct pending *pending, size_t number) {
  int code = choose_way(arena, output->path, pending);
  if (code != 0 || pending->way != WAY_REPLACE) return code;
  int fd = open_temporary(arena, pending, number);
  if (fd < 0) return errno;
  code = write_bytes(fd, output->bytes, output->size);
  if (code == 0 && fsync(fd) != 0 && errno != EINVAL) code = errno; /* EINVAL: the file system cannot */
  return close_with(fd, code);
}

/* Closing a copy of the descriptor brings out delayed errors and leaves the caller's open. */
static int write_into(const struct pending *pending, const struct gk_file_output *output) {
  bool own = pending->way == WAY_INTO_FILE;
  int fd = own ? open(output->path, O_WRONLY | O_CLOEXEC | O_NOCTTY) : dup(pending->descriptor);
  if (fd < 0) return errno;
  return close_with(fd, write_bytes(fd, output->bytes, output->size));
}

static int commit(const struct gk_file_output *output, struct pending *pending) {
  if (pending->way != WAY_REPLACE) return write_into(pending, output);
  if (rename(pending->temporary, pending->target) != 0) return errno;
  pending->temporary = NULL;
  return 0;
}

/* Makes the new names last through a power cut. The files are whole already: a failure here is not one of writing. */
static void sync_folder(struct gk_arena *arena, const char *target) {
  int n = folder_length(target);
  const char *folder = n ? gk_arena_strndup(arena, target, (size_t)n) : ".";
  int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
  if (fd < 0) return;
  fsync(fd);
  close(fd);
}

static bool same_folder(const char *a, const char *b) {
  int n = folder_length(a);
  return n == folder_length(b) && strncmp(a, b, (size_t)n) == 0;
}

static void sync_folders(struct gk_arena *arena, const struct pending *pending, size_t n) {
  const char *last = NULL;
  for (size_t i = 0; i < n; i++) {
    if (pending[i].way != WAY_REPLACE || (last && same_folder(last, pending[i].target))) continue;
    last = pending[i].target;
    sync_folder(arena, last);
  }
}

static void report(struct gk_diag_sink *sink, const struct gk_file_output *output, const struct pending *pending, int code) {
  const struct gk_message *message = &gk_msg_file_unwritable;
  if (pending->way != WAY_REPLACE) message = strcmp(output->path, "-") == 0 ? &gk_msg_file_stdout : &gk_msg_file_stream;
  if (code == ENOMEM) gk_report_memory(sink);
  else gk_report_reason(sink, message, output->path, code);
}

static bool write_outputs(struct gk_arena *arena, const struct gk_file_output *outputs, struct pending *pending, size_t n,
                          struct gk_diag_sink *sink) {
  size_t done = 0;
  int code = 0;
  for (; done < n && code == 0; done++) code = prepare(arena, &outputs[done], &pending[done], done);
  if (code == 0)
    for (done = 0; done < n && code == 0; done++) code = commit(&outputs[done], &pending[done]);
  if (code != 0) report(sink, &outputs[done - 1], &pending[done - 1], code);
  for (size_t i = 0; i < n; i++) discard(&pending[i]);
  if (code == 0) sync_folders(arena, pending, n);
  return code == 0;
}

bool gk_file_write_all(const struct gk_file_output *outputs, size_t n, struct gk_diag_sink *sink) {
  if (n == 0) return true;
  struct gk_arena *arena = gk_arena_new(0);
  struct pending *pending = arena ? gk_arena_array(arena, n, sizeof *pending) : NULL;
  bool ok = pending && write_outputs(arena, outputs, pending, n, sink);
  if (!pending) gk_report_memory(sink);
  gk_arena_drop(arena);
  return ok;
}

bool gk_file_write(const char *path, const void *bytes, size_t size, struct gk_diag_sink *sink) {
  return gk_file_write_all(&(struct gk_file_output){path, bytes, size}, 1, sink);
}
