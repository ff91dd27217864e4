/* Reads the simple text that both the lock and the user's mapping are written
 * in: `[kind name]`, `key = value`, comments with # or ;. Knows no keys. */
#ifndef GK_FONT_INI_H
#define GK_FONT_INI_H

#include "base/base.h"

enum gk_ini_event { GK_INI_SECTION, GK_INI_KEY, GK_INI_END, GK_INI_BAD };

struct gk_ini {
  struct gk_arena *arena;
  struct gk_diag_sink *sink;
  const char *file;         /* name for messages */
  const char *text; size_t size, at;
  uint32_t line;            /* of the last event, from 1 */
  const char *kind, *name;  /* SECTION: first word, and the rest or "" */
  const char *key, *value;  /* KEY */
};

/* Opens path within 1 MiB; false after a report. */
bool gk_ini_open(struct gk_ini *ini, struct gk_arena *arena, const char *path, struct gk_diag_sink *sink);
/* BAD after font.syntax or memory; reading may go on after a syntax error. */
enum gk_ini_event gk_ini_next(struct gk_ini *ini);
/* The next word of a value; false at its end. */
bool gk_ini_word(const char **at, const char **word, size_t *n);
/* Reports a message whose first two arguments are the file and the line. */
void gk_ini_report(const struct gk_ini *ini, const struct gk_message *message, uint32_t line, const char *third, const char *fourth);

#endif
