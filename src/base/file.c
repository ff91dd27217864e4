/* Files. Decides how a whole file is read within a limit and how output appears
 * all at once or not at all: a temporary file in the same folder, synced, then
 * renamed. What is not a regular file (a device, a pipe) is written into. */
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

#define PATH_LIMIT 4096
#define STDIO_NAME "-"

struct reason { int code; const char *zh; };

static const char *reason_zh(int code) {
  static const struct reason reasons[] = {
      {ENOENT, "没有这个文件或文件夹"}, {EACCES, "没有权限"}, {EPERM, "不允许"}, {EISDIR, "是文件夹"}, {ENOTDIR, "路径中有一段不是文件夹"},
      {ENOSPC, "磁盘已满"}, {EROFS, "文件系统只读"}, {EIO, "磁盘读写出错"}, {EMFILE, "打开的文件太多"}, {ENAMETOOLONG, "文件名太长"},
      {ELOOP, "符号链接成环"}, {EFBIG, "文件太大"}, {EDQUOT, "超过磁盘配额"}, {EPIPE, "读的一方已经关闭"}, {ENXIO, "设备不可用"}};
  for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
    if (reasons[i].code == code) return reasons[i].zh;
  return "系统报告错误";
}

static const char *reason_en(int code) {
  static const struct reason reasons[] = {
      {ENOENT, "no such file or folder"}, {EACCES, "permission denied"}, {EPERM, "not permitted"}, {EISDIR, "is a folder"}, {ENOTDIR, "a part of the path is not a folder"},
      {ENOSPC, "no space left on device"}, {EROFS, "read-only file system"}, {EIO, "input/output error"}, {EMFILE, "too many open files"}, {ENAMETOOLONG, "file name too long"},
      {ELOOP, "symbolic links go round"}, {EFBIG, "file too large"}, {EDQUOT, "disk quota exceeded"}, {EPIPE, "the reader has closed"}, {ENXIO, "no such device"}};
  for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
    if (reasons[i].code == code) return reasons[i].zh;
  return "a system error";
}

static void report(struct gk_diag_sink *sink, const struct gk_message *message, const char *path, int code) {
  gk_report(sink, message, gk_place_none(), gk_place_none(), path, reason_zh(code), reason_en(code));
}

static void unreadable(struct gk_diag_sink *sink, const char *path, int code) {
  if (code == EISDIR) gk_report(sink, &gk_msg_file_directory, gk_place_none(), gk_place_none(), path);
  else report(sink, &gk_msg_file_unreadable, path, code);
}

/* Everything from a descriptor; grows as the file does. */
static bool read_all(int fd, const char *path, struct gk_buf *out, struct gk_diag_sink *sink) {
  char chunk[1 << 16];
  for (;;) {
    ssize_t n = read(fd, chunk, sizeof chunk);
    if (n == 0) return true;
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      unreadable(sink, path, errno);
      return false;
    }
    if ((size_t)n > out->limit - out->size) {
      char limit[32];
      snprintf(limit, sizeof limit, "%zu", out->limit);
      gk_report(sink, &gk_msg_file_too_large, gk_place_none(), gk_place_none(), path, limit);
      return false;
    }
    if (!gk_buf_add(out, chunk, (size_t)n)) {
      gk_report_memory(sink);
      return false;
    }
  }
}

struct gk_source *gk_file_read(struct gk_arena *arena, const char *path, size_t limit, struct gk_diag_sink *sink) {
  bool standard = strcmp(path, STDIO_NAME) == 0;
  int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (fd < 0 || fstat(fd, &status) != 0 || S_ISDIR(status.st_mode)) {
    unreadable(sink, path, fd >= 0 && S_ISDIR(status.st_mode) ? EISDIR : errno);
    if (fd >= 0 && !standard) close(fd);
    return NULL;
  }
  struct gk_buf out;
  gk_buf_init(&out, limit);
  bool ok = read_all(fd, path, &out, sink);
  if (!standard) close(fd);
  struct gk_source *source = ok ? gk_source_new(arena, path, out.data ? out.data : "", out.size) : NULL;
  if (ok && !source) gk_report_memory(sink);
  gk_buf_drop(&out);
  return source;
}

static bool write_all(int fd, const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t n = write(fd, bytes, size);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    bytes += n;
    size -= (size_t)n;
  }
  return true;
}

/* Into a stream or device: what it took cannot be taken back, but every error is told. */
static bool write_into(int fd, bool close_it, const char *path, const void *bytes, size_t size, struct gk_diag_sink *sink) {
  bool ok = write_all(fd, bytes, size);
  int code = errno;
  if (close_it && close(fd) != 0 && ok) {
    ok = false;
    code = errno;
  }
  if (!ok) report(sink, &gk_msg_file_unwritable, path, code);
  return ok;
}

/* One file on its way: written beside its final path, not yet there. */
struct pending {
  char target[PATH_LIMIT], temporary[PATH_LIMIT + 32];
  bool special; /* written directly */
};

static bool resolve(const char *path, struct pending *pending, mode_t *mode, int *code) {
  struct stat status;
  bool exists = stat(path, &status) == 0;
  *mode = 0;
  pending->special = exists && !S_ISREG(status.st_mode);
  if (exists && S_ISDIR(status.st_mode)) return *code = EISDIR, false;
  if (exists && S_ISREG(status.st_mode)) *mode = status.st_mode & 07777;
  /* A link is kept: what it points to is replaced. */
  struct stat link;
  if (!pending->special && exists && lstat(path, &link) == 0 && S_ISLNK(link.st_mode)) {
    char *real = realpath(path, NULL);
    bool fits = real && strlen(real) < PATH_LIMIT;
    if (fits) memcpy(pending->target, real, strlen(real) + 1);
    *code = real ? ENAMETOOLONG : errno;
    free(real); /* lint: allow free */
    return fits;
  }
  if (strlen(path) >= PATH_LIMIT) return *code = ENAMETOOLONG, false;
  memcpy(pending->target, path, strlen(path) + 1);
  return true;
}

static int open_temporary(struct pending *pending, mode_t mode) {
  const char *slash = strrchr(pending->target, '/');
  int folder = slash ? (int)(slash - pending->target) + 1 : 0;
  for (unsigned attempt = 0; attempt < 100; attempt++) {
    snprintf(pending->temporary, sizeof pending->temporary, "%.*s.gongkai.%ld.%u.tmp", folder, pending->target, (long)getpid(), attempt);
    int fd = open(pending->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd >= 0 && mode) fchmod(fd, mode);
    if (fd >= 0 || errno != EEXIST) return fd;
  }
  return -1;
}

static bool prepare(const struct gk_file_output *output, struct pending *pending, struct gk_diag_sink *sink) {
  mode_t mode;
  int code = 0;
  pending->temporary[0] = '\0';
  if (!resolve(output->path, pending, &mode, &code)) {
    report(sink, &gk_msg_file_unwritable, output->path, code);
    return false;
  }
  if (pending->special) return true;
  int fd = open_temporary(pending, mode);
  if (fd < 0) {
    code = errno;
    pending->temporary[0] = '\0';
    report(sink, &gk_msg_file_unwritable, output->path, code);
    return false;
  }
  bool ok = write_all(fd, output->bytes, output->size) && fsync(fd) == 0;
  code = errno;
  if (close(fd) != 0 && ok) {
    ok = false;
    code = errno;
  }
  if (ok) return true;
  unlink(pending->temporary);
  pending->temporary[0] = '\0';
  report(sink, &gk_msg_file_unwritable, output->path, code);
  return false;
}

static void sync_folder(const char *target) {
  char folder[PATH_LIMIT];
  const char *slash = strrchr(target, '/');
  if (!slash) memcpy(folder, ".", 2);
  else snprintf(folder, sizeof folder, "%.*s", slash == target ? 1 : (int)(slash - target), target);
  int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return; /* the file is whole; only its name may be lost in a power cut */
  fsync(fd);
  close(fd);
}

static bool commit(const struct gk_file_output *output, struct pending *pending, struct gk_diag_sink *sink) {
  if (pending->special) {
    int fd = open(output->path, O_WRONLY | O_CLOEXEC);
    if (fd >= 0) return write_into(fd, true, output->path, output->bytes, output->size, sink);
    report(sink, &gk_msg_file_unwritable, output->path, errno);
    return false;
  }
  if (rename(pending->temporary, pending->target) != 0) {
    report(sink, &gk_msg_file_unwritable, output->path, errno);
    return false;
  }
  pending->temporary[0] = '\0';
  sync_folder(pending->target);
  return true;
}

bool gk_file_write_all(const struct gk_file_output *outputs, size_t n, struct gk_diag_sink *sink) {
  struct pending *pending = gk_memory_alloc((n ? n : 1) * sizeof *pending);
  if (!pending) {
    gk_report_memory(sink);
    return false;
  }
  bool ok = true;
  for (size_t i = 0; ok && i < n; i++) ok = prepare(&outputs[i], &pending[i], sink);
  for (size_t i = 0; ok && i < n; i++) ok = commit(&outputs[i], &pending[i], sink);
  for (size_t i = 0; i < n; i++)
    if (pending[i].temporary[0]) unlink(pending[i].temporary);
  gk_memory_free(pending);
  return ok;
}

bool gk_file_write(const char *path, const void *bytes, size_t size, struct gk_diag_sink *sink) {
  if (strcmp(path, STDIO_NAME) == 0) return write_into(STDOUT_FILENO, false, path, bytes, size, sink);
  return gk_file_write_all(&(struct gk_file_output){path, bytes, size}, 1, sink);
}

char *gk_file_join(struct gk_arena *arena, const char *dir, const char *name) {
  size_t n = strlen(dir);
  return gk_arena_printf(arena, "%s%s%s", dir, n && dir[n - 1] == '/' ? "" : "/", name);
}

bool gk_file_exists(const char *path) { return access(path, F_OK) == 0; }

bool gk_file_is_dir(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

bool gk_file_list(struct gk_arena *arena, const char *dir, const char ***names, size_t *n, struct gk_diag_sink *sink) {
  *names = NULL;
  *n = 0;
  DIR *folder = opendir(dir);
  if (!folder) {
    report(sink, &gk_msg_file_unreadable, dir, errno);
    return false;
  }
  size_t capacity = 0;
  bool ok = true;
  for (struct dirent *entry; ok && (entry = readdir(folder));) {
    if (entry->d_name[0] == '.') continue;
    const char **grown = gk_arena_grow(arena, *names, &capacity, *n + 1, sizeof **names);
    const char *name = grown ? gk_arena_strdup(arena, entry->d_name) : NULL;
    ok = name != NULL;
    if (ok) {
      *names = grown;
      grown[(*n)++] = name;
    }
  }
  closedir(folder);
  if (!ok) gk_report_memory(sink);
  else if (*n) qsort(*names, *n, sizeof **names, by_bytes);
  return ok;
}
