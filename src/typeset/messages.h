/* Messages of the typeset room. */
#ifndef GK_TYPESET_MESSAGES_H
#define GK_TYPESET_MESSAGES_H

#include "base/base.h"

extern const struct gk_message gk_msg_typeset_role, gk_msg_typeset_style, gk_msg_typeset_page, gk_msg_typeset_pages,
    gk_msg_typeset_table_grid, gk_msg_typeset_table_shrunk, gk_msg_typeset_table_too_wide;

#endif
