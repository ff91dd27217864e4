/* Whether a font file is the very one the lock names. */
#ifndef GK_FONT_VERIFY_H
#define GK_FONT_VERIFY_H

#include <sys/stat.h>

#include "font/inside.h"

#define GK_STAMP_FILE "fonts.verified"

/* Reads the stamps of dir; none or a damaged one counts as empty. false when out of memory. */
bool gk_stamp_read(struct gk_stamp *stamp, struct gk_arena *arena, const char *dir);
/* The digest noted for a file whose stat is unchanged since; NULL otherwise. */
const char *gk_stamp_lookup(const struct gk_stamp *stamp, const char *name, const struct stat *status);
/* Notes a digest; false when out of memory. */
bool gk_stamp_set(struct gk_stamp *stamp, struct gk_arena *arena, const char *name, const struct stat *status, const char *sha256);
/* Renames a new stamp file into place; a folder that cannot be written is no fault. */
void gk_stamp_write(const struct gk_stamp *stamp);

#endif
