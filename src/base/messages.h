/* Messages of the base room; gk_msg_memory is in diag.h, for all. */
#ifndef GK_BASE_MESSAGES_H
#define GK_BASE_MESSAGES_H

#include "base/diag.h"

extern const struct gk_message gk_msg_file_unreadable, gk_msg_file_directory, gk_msg_file_too_large, gk_msg_file_unwritable,
    gk_msg_file_stream, gk_msg_file_stdin, gk_msg_file_stdout;
extern const struct gk_message gk_msg_xml_syntax, gk_msg_xml_mismatch, gk_msg_xml_duplicate, gk_msg_xml_doctype, gk_msg_xml_depth, gk_msg_xml_encoding,
    gk_msg_xml_colon, gk_msg_xml_entity, gk_msg_xml_empty, gk_msg_xml_junk, gk_msg_xml_unclosed, gk_msg_xml_utf8;

#endif
