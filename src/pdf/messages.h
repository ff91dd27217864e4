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
/* reading */
extern const struct gk_message gk_msg_pdf_reader;
extern const struct gk_message gk_msg_pdf_unreadable;
extern const struct gk_message gk_msg_pdf_no_attachments;
extern const struct gk_message gk_msg_pdf_attachment;
extern const struct gk_message gk_msg_pdf_attachment_name;
extern const struct gk_message gk_msg_pdf_attachment_twice;
extern const struct gk_message gk_msg_pdf_attachment_limit;

#endif
