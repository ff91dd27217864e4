/* Reading files and folders. Decides how a whole file is read within a limit, also
 * from a pipe or a file that grows meanwhile. Writing is in file_write.c. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"
#include "base/messages.h"
#include "base/reason.h"

#define CHUNK ((size_t)64 << 10)
#define SOURCE_MAX ((size_t)UINT32_MAX - 1) /* places count bytes in 32 bits */

static bool is_standard(const char *path) { return strcmp(path, "-") == 0; }

static void unreadable(struct gk_diag_sink *sink, const char *path, int code) {
  if (code == EISDIR) gk_report(sink, &gk_msg_file_directory, gk_place_none(), gk_place_none(), path);
  else gk_report_reason(sink, is_standard(path) ? &gk_msg_file_stdin : &gk_msg_file_unreadable, path, code);
}

static void too_large(struct gk_diag_sink *sink, const char *path, size_t limit) {
  char text[32];
  snprintf(text, sizeof text, "%zu", limit);
  gk_report(sink, &gk_msg_file_too_large, gk_place_none(), gk_place_none(), path, text);
}

/* A descriptor to read from, or -1 with the reason in errno. Folders are refused. */
static int open_to_read(const char *path, off_t *size) {
  bool standard = is_standard(path);
  int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  struct stat status;
  if (fd < 0) return -1;
  int code = fstat(fd, &status) != 0 ? errno : S_ISDIR(status.st_mode) ? EISDIR : 0;
  *size = code == 0 && S_ISREG(status.st_mode) ? status.st_size : 0;
  if (code == 0) return fd;
  if (!standard) close(fd);
  errno = code;
  return -1;
}

/* Everything from a descriptor; what the file was said to hold only saves work, it may have grown or shrunk. */
static bool read_all(int fd, const char *path, struct gk_buf *out, struct gk_diag_sink *sink) {
  char chunk[CHUNK];
  for (;;) {
    ssize_t n = read(fd, chunk, sizeof chunk);
    if (n == 0) return true;
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      unreadable(sink, path, errno);
      return false;
    }
    if ((size_t)n > out->limit - out->size) {
      too_large(sink, path, out->limit);
      return false;
    }
    if (!gk_buf_add(out, chunk, (size_t)n)) {
      gk_report_memory(sink);
      return false;
    }
  }
}

struct gk_source *gk_file_read(struct gk_arena *arena, const char *path, size_t limit, struct gk_diag_sink *sink) {
  if (limit > SOURCE_MAX) limit = SOURCE_MAX;
  off_t size = 0;
  int fd = open_to_read(path, &size);
  if (fd < 0) {
    unreadable(sink, path, errno);
    return NULL;
  }
  struct gk_buf out;
  gk_buf_init(&out, limit);
  bool ok = false;
  if (size > 0 && (uintmax_t)size > limit) too_large(sink, path, limit);
  else ok = read_all(fd, path, &out, sink);
  if (!is_standard(path)) close(fd);
  struct gk_source *source = ok ? gk_source_new(arena, path, out.data ? out.data : "", out.size) : NULL;
  if (ok && !source) gk_report_memory(sink);
  gk_buf_drop(&out);
  return source;
}

char *gk_file_join(struct gk_arena *arena, const char *dir, const char *name) {
  size_t n = strlen(dir);
  return gk_arena_printf(arena, "%s%s%s", dir, n && dir[n - 1] == '/' ? "" : "/", name);
}

bool gk_file_exists(const char *path) {
  struct stat status;
  return stat(path, &status) == 0;
}

bool gk_file_is_dir(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

/* The entries in the folder's own order; errno when it cannot be read, ENOMEM when the arena is full, else 0. */
static int gather(struct gk_arena *arena, DIR *folder, const char ***names, size_t *n) {
  size_t capacity = 0;
  for (;;) {
    errno = 0;
    const struct dirent *entry = readdir(folder);
    if (!entry) return errno;
    if (entry->d_name[0] == '.') continue;
    const char **grown = gk_arena_grow(arena, *names, &capacity, *n + 1, sizeof **names);
    const char *name = grown ? gk_arena_strdup(arena, entry->d_name) : NULL;
    if (!name) return ENOMEM;
    *names = grown;
    grown[(*n)++] = name;
  }
}

bool gk_file_list(struct gk_arena *arena, const char *dir, const char ***names, size_t *n, struct gk_diag_sink *sink) {
  *names = NULL;
  *n = 0;
  DIR *folder = opendir(dir);
  if (!folder) {
    gk_report_reason(sink, &gk_msg_file_unreadable, dir, errno);
    return false;
  }
  int code = gather(arena, folder, names, n);
  closedir(folder);
  if (code == ENOMEM) gk_report_memory(sink);
  else if (code != 0) gk_report_reason(sink, &gk_msg_file_unreadable, dir, code);
  if (code != 0) {
    *names = NULL;
    *n = 0;
    return false;
  }
  if (*n) qsort(*names, *n, sizeof **names, by_bytes);
  return true;
}
