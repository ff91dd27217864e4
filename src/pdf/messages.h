/* Messages of the pdf room. */
#ifndef GK_PDF_MESSAGES_H
#define GK_PDF_MESSAGES_H

#include "base/base.h"

extern const struct gk_message gk_msg_pdf_no_title;
extern const struct gk_message gk_msg_pdf_text_too_long;
extern const struct gk_message gk_msg_pdf_date;
extern const struct gk_message gk_msg_pdf_profile;
extern const struct gk_message gk_msg_pdf_glyph;
extern const struct gk_message gk_msg_pdf_list;
extern const struct gk_message gk_msg_pdf_too_large;
extern const struct gk_message gk_msg_pdf_store;

#endif
