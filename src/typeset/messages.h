/* Messages of the typeset room. */
#ifndef GK_TYPESET_MESSAGES_H
#define GK_TYPESET_MESSAGES_H

#include "base/base.h"

extern const struct gk_message gk_msg_typeset_role, gk_msg_typeset_pages, gk_msg_typeset_turned, gk_msg_typeset_shrunk,
    gk_msg_typeset_panels, gk_msg_typeset_too_wide, gk_msg_typeset_head_tall,
    gk_msg_typeset_cover;

#endif
