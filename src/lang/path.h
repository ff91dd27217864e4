/* Names in an expression. */
#ifndef GK_LANG_PATH_H
#define GK_LANG_PATH_H

#include "lang/lexer.h"

/* What a path may do on its way. */
enum gk_path_mode {
  GK_PATH_PLAIN,   /* through groups only */
  GK_PATH_SUM      /* through groups and records */
};
/* Parses name.name… from the token in view; expr NULL after a report. *records: the innermost records it went through, or NULL. */
struct gk_lang_part gk_path_parse(struct gk_lexer *x, enum gk_path_mode mode, const struct gk_lang_scope *scope, const struct gk_field **records);

#endif
