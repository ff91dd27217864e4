/* Messages of the paint room. */
#ifndef GK_PAINT_MESSAGES_H
#define GK_PAINT_MESSAGES_H

#include "base/base.h"

extern const struct gk_message gk_msg_ledger_lost;
extern const struct gk_message gk_msg_ledger_doubled;
extern const struct gk_message gk_msg_ledger_text;

#endif
