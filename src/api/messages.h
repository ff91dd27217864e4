/* Messages of the api room. */
#ifndef GK_API_MESSAGES_H
#define GK_API_MESSAGES_H

#include "base/base.h"

extern const struct gk_message gk_msg_api_no_layout;
extern const struct gk_message gk_msg_api_no_document;
extern const struct gk_message gk_msg_api_no_profile_file;
extern const struct gk_message gk_msg_api_dpi;
extern const struct gk_message gk_msg_api_no_attachment;

#endif
