/* Files: reading whole files within a limit, and writing so that the final path
 * is either the old file or the complete new one. */
#ifndef GK_BASE_FILE_H
#define GK_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct gk_arena;
struct gk_source;
struct gk_diag_sink;

/* Reads path ("-": standard input) into a source owned by the arena. Reports file.unreadable (5), file.directory,
 * file.too-large and returns NULL. */
struct gk_source *gk_file_read(struct gk_arena *arena, const char *path, size_t limit, struct gk_diag_sink *sink);

struct gk_file_chunk { const void *bytes; size_t size; };
/* Writes to a temporary file beside path, fsync, rename, fsync of the folder. A symbolic link is kept and what it
 * points to is replaced; the mode of a replaced file stays; a file without leave to write is not replaced. "-",
 * /dev/stdout and /dev/fd/N are written into, as is whatever is no regular file. On any failure reports
 * file.unwritable (5), removes the temporary file and leaves the old file as it was. A caller that wants a message
 * rather than a signal ignores SIGPIPE and SIGXFSZ. */
bool gk_file_write(const char *path, const void *bytes, size_t size, struct gk_diag_sink *sink);

/* Several files that appear together: all temporaries are written first, then renamed in order. */
struct gk_file_output { const char *path; const void *bytes; size_t size; };
bool gk_file_write_all(const struct gk_file_output *outputs, size_t n, struct gk_diag_sink *sink);

/* dir + "/" + name, in the arena. */
char *gk_file_join(struct gk_arena *arena, const char *dir, const char *name);
bool gk_file_exists(const char *path);
bool gk_file_is_dir(const char *path);
/* Names of the entries of dir in byte order (never directory order), without dot files. Reports and returns false. */
bool gk_file_list(struct gk_arena *arena, const char *dir, const char ***names, size_t *n, struct gk_diag_sink *sink);

#endif
