/* Messages of the text room. */
#ifndef GK_TEXT_MESSAGES_H
#define GK_TEXT_MESSAGES_H

#include "base/base.h"

extern const struct gk_message gk_msg_text_bidi, gk_msg_text_control, gk_msg_text_invisible, gk_msg_text_dropped,
    gk_msg_text_malformed, gk_msg_text_too_long, gk_msg_text_unclosed, gk_msg_text_unopened, gk_msg_text_lookalike, gk_msg_text_overfull, gk_msg_text_overfull_cell, gk_msg_text_unicode, gk_msg_text_loose, gk_msg_text_orphan, gk_msg_text_style,
    gk_msg_text_private, gk_msg_text_lost, gk_msg_text_full_width, gk_msg_text_half_width, gk_msg_text_straight_quote, gk_msg_text_mixed_brackets,
    gk_msg_text_doubled, gk_msg_text_long_mark, gk_msg_text_compatible_han, gk_msg_text_right_to_left;

#endif
