/* The lock file: fonts, roles, overrides. */
#ifndef GK_FONT_LOCK_H
#define GK_FONT_LOCK_H

#include "font/inside.h"

/* Fills fonts from the lock; false after reporting every fault of it. */
bool gk_lock_read(struct gk_fonts *fonts, const char *path, struct gk_diag_sink *sink);
/* The role of that name or other name; -1: none. */
int gk_lock_role(const struct gk_fonts *fonts, const char *name);
/* 64 lower-case hexadecimal digits. */
bool gk_lock_is_sha256(const char *text);
/* A decimal number without sign up to `most`. */
bool gk_lock_number(const char *text, uint64_t most, uint64_t *out);

#endif
