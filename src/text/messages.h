/* Messages of the text room. */
#ifndef GK_TEXT_MESSAGES_H
#define GK_TEXT_MESSAGES_H

#include "base/base.h"

extern const struct gk_message gk_msg_text_bidi, gk_msg_text_control, gk_msg_text_invisible, gk_msg_text_dropped,
    gk_msg_text_malformed, gk_msg_text_too_long, gk_msg_text_overfull, gk_msg_text_loose, gk_msg_text_style;

#endif
