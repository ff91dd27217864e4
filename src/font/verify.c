/* Whether a font file is the very one the lock names: its sha256, or a stamp
 * that says it was hashed before and has not changed since (size, times, inode).
 * A start that hashed 130 MB each time would be slow; the stamp file is
 * trusted as much as the folder it lies in. What a difference means is for open.c. */
#include "font/verify.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "font/lock.h"

#define STAMP_HEAD "gongkai-fonts-verified 1\n"
#define STAMP_LIMIT ((size_t)256 << 10)

static uint64_t nanoseconds(struct timespec t) { return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec; }

static bool same_file(const struct gk_stamp_entry *entry, const struct stat *status) {
  return entry->size == (uint64_t)status->st_size && entry->mtime == nanoseconds(status->st_mtim) &&
         entry->ctime == nanoseconds(status->st_ctim) && entry->inode == (uint64_t)status->st_ino;
}

const char *gk_stamp_lookup(const struct gk_stamp *stamp, const char *name, const struct stat *status) {
  for (size_t i = 0; i < stamp->count; i++)
    if (strcmp(stamp->items[i].name, name) == 0) return same_file(&stamp->items[i], status) ? stamp->items[i].sha256 : NULL;
  return NULL;
}

static struct gk_stamp_entry *entry_of(struct gk_stamp *stamp, struct gk_arena *arena, const char *name) {
  for (size_t i = 0; i < stamp->count; i++)
    if (strcmp(stamp->items[i].name, name) == 0) return &stamp->items[i];
  struct gk_stamp_entry *items = gk_arena_grow(arena, stamp->items, &stamp->capacity, stamp->count + 1, sizeof *items);
  char *copy = gk_arena_strdup(arena, name);
  if (!items || !copy) return NULL;
  stamp->items = items;
  items[stamp->count] = (struct gk_stamp_entry){.name = copy};
  return &items[stamp->count++];
}

bool gk_stamp_set(struct gk_stamp *stamp, struct gk_arena *arena, const char *name, const struct stat *status, const char *sha256) {
  struct gk_stamp_entry *entry = entry_of(stamp, arena, name);
  if (!entry) return false;
  entry->size = (uint64_t)status->st_size;
  entry->mtime = nanoseconds(status->st_mtim);
  entry->ctime = nanoseconds(status->st_ctim);
  entry->inode = (uint64_t)status->st_ino;
  memcpy(entry->sha256, sha256, 65);
  return true;
}

/* "sha256 size mtime ctime inode name"; anything else is passed over, so the file is hashed again. */
static bool read_line(struct gk_stamp *stamp, struct gk_arena *arena, char *line) {
  uint64_t numbers[4];
  char *at = line;
  char *digest = at;
  at = strchr(at, ' ');
  if (!at) return true;
  *at++ = '\0';
  if (!gk_lock_is_sha256(digest)) return true;
  for (unsigned i = 0; i < 4; i++) {
    char *space = strchr(at, ' ');
    if (!space) return true;
    *space = '\0';
    if (!gk_lock_number(at, UINT64_MAX, &numbers[i])) return true;
    at = space + 1;
  }
  if (!*at) return true;
  struct gk_stamp_entry *entry = entry_of(stamp, arena, at);
  if (!entry) return false;
  entry->size = numbers[0];
  entry->mtime = numbers[1];
  entry->ctime = numbers[2];
  entry->inode = numbers[3];
  memcpy(entry->sha256, digest, 65);
  return true;
}

/* The whole stamp file, or an empty buffer: a stamp that cannot be read only costs time. */
static void slurp(const char *path, struct gk_buf *out) {
  char block[4096];
  ssize_t n;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  while ((n = read(file, block, sizeof block)) > 0)
    if (!gk_buf_add(out, block, (size_t)n)) break;
  if (n < 0) gk_buf_clear(out);
  close(file);
}

bool gk_stamp_read(struct gk_stamp *stamp, struct gk_arena *arena, const char *dir) {
  struct gk_buf text;
  bool good = true;
  *stamp = (struct gk_stamp){.dir = dir, .path = gk_file_join(arena, dir, GK_STAMP_FILE)};
  if (!stamp->path) return false;
  gk_buf_init(&text, STAMP_LIMIT);
  slurp(stamp->path, &text);
  size_t head = strlen(STAMP_HEAD);
  if (!text.failed && text.size > head && memcmp(text.data, STAMP_HEAD, head) == 0) {
    for (char *line = text.data + head, *end; good && (end = strchr(line, '\n')); line = end + 1) {
      *end = '\0';
      good = read_line(stamp, arena, line);
    }
  }
  gk_buf_drop(&text);
  return good;
}

static bool write_out(int file, const struct gk_buf *text) {
  for (size_t done = 0; done < text->size;) {
    ssize_t n = write(file, text->data + done, text->size - done);
    if (n <= 0) return false;
    done += (size_t)n;
  }
  return fchmod(file, 0644) == 0;
}

void gk_stamp_write(const struct gk_stamp *stamp) {
  struct gk_buf text, path;
  gk_buf_init(&text, STAMP_LIMIT);
  gk_buf_init(&path, 8192);
  gk_buf_add_string(&text, STAMP_HEAD);
  for (size_t i = 0; i < stamp->count; i++) {
    const struct gk_stamp_entry *e = &stamp->items[i];
    gk_buf_addf(&text, "%s %llu %llu %llu %llu %s\n", e->sha256, (unsigned long long)e->size, (unsigned long long)e->mtime,
                (unsigned long long)e->ctime, (unsigned long long)e->inode, e->name);
  }
  gk_buf_addf(&path, "%s.XXXXXX", stamp->path);
  if (!text.failed && !path.failed && access(stamp->dir, W_OK) == 0) {
    int file = mkstemp(path.data);
    if (file >= 0) {
      bool good = write_out(file, &text);
      if (close(file) != 0) good = false;
      if (!good || rename(path.data, stamp->path) != 0) unlink(path.data);
    }
  }
  gk_buf_drop(&text);
  gk_buf_drop(&path);
}
