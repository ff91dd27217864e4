/* Messages of the font room. */
#ifndef GK_FONT_MESSAGES_H
#define GK_FONT_MESSAGES_H

#include "base/base.h"

/* The lock and the user's mapping; {1} file, {2} line. */
extern const struct gk_message gk_msg_font_encoding, gk_msg_font_syntax, gk_msg_font_format, gk_msg_font_unknown_section, gk_msg_font_unknown_key,
    gk_msg_font_missing_key, gk_msg_font_duplicate, gk_msg_font_bad_value, gk_msg_font_unknown_name, gk_msg_font_unknown_role,
    gk_msg_font_optional_first, gk_msg_font_too_many, gk_msg_font_no_roles;

/* Font files. */
extern const struct gk_message gk_msg_font_missing_file, gk_msg_font_missing_own_file, gk_msg_font_unreadable, gk_msg_font_different_file,
    gk_msg_font_different_own_file, gk_msg_font_different_face, gk_msg_font_no_face, gk_msg_font_unusable, gk_msg_font_restricted,
    gk_msg_font_limited, gk_msg_font_subset, gk_msg_font_engine;

/* Characters. The first three have the id glyph.missing; the remedy differs. */
extern const struct gk_message gk_msg_glyph_missing, gk_msg_glyph_missing_optional, gk_msg_glyph_missing_private, gk_msg_glyph_variation,
    gk_msg_glyph_no_combination, gk_msg_glyph_malformed;

#endif
