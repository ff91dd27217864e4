/* A folder of its own for a test, and what is in it. */
#ifndef GK_TEST_BASE_FOLDER_H
#define GK_TEST_BASE_FOLDER_H

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

struct folder { char path[256]; };

static inline struct folder folder_new(void) {
  struct folder folder;
  const char *base = getenv("TMPDIR");
  snprintf(folder.path, sizeof folder.path, "%.200s/gongkai-test-XXXXXX", base && base[0] ? base : "/tmp");
  assert_non_null(mkdtemp(folder.path));
  return folder;
}

/* The path of name in the folder; valid until the eighth call after. */
static inline const char *folder_path(const struct folder *folder, const char *name) {
  static char paths[8][800];
  static unsigned turn;
  char *path = paths[turn++ % 8];
  snprintf(path, 800, "%s/%s", folder->path, name);
  return path;
}

static inline void folder_put(const struct folder *folder, const char *name, const char *text) {
  FILE *file = fopen(folder_path(folder, name), "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
  assert_int_equal(fclose(file), 0);
}

static inline void folder_has(const struct folder *folder, const char *name, const char *text) {
  char found[8192];
  FILE *file = fopen(folder_path(folder, name), "rb");
  assert_non_null(file);
  size_t n = fread(found, 1, sizeof found - 1, file);
  fclose(file);
  found[n] = '\0';
  assert_string_equal(found, text);
}

/* Everything in it, dot files too, but . and .. */
static inline size_t folder_count(const struct folder *folder) {
  DIR *dir = opendir(folder->path);
  assert_non_null(dir);
  size_t n = 0;
  for (struct dirent *entry; (entry = readdir(dir)) != NULL;) n += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
  closedir(dir);
  return n;
}

/* The folder and what is in it, one level of folders deep. */
static inline void folder_drop(struct folder *folder) {
  DIR *dir = opendir(folder->path);
  for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    const char *path = folder_path(folder, entry->d_name);
    if (unlink(path) != 0) rmdir(path);
  }
  if (dir) closedir(dir);
  assert_int_equal(rmdir(folder->path), 0);
}

#endif
