/* The user's own fonts for roles. */
#ifndef GK_FONT_USER_H
#define GK_FONT_USER_H

#include "font/inside.h"

/* Puts the fonts of the mapping at `path` before the roles' chains; false after reporting every fault of it. */
bool gk_user_read(struct gk_fonts *fonts, const char *path, struct gk_diag_sink *sink);

#endif
