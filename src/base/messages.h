/* Messages of the base room; gk_msg_memory is in diag.h, for all. */
#ifndef GK_BASE_MESSAGES_H
#define GK_BASE_MESSAGES_H

#include "base/diag.h"

extern const struct gk_message gk_msg_file_unreadable, gk_msg_file_directory, gk_msg_file_too_large, gk_msg_file_unwritable,
    gk_msg_file_stream, gk_msg_file_stdin, gk_msg_file_stdout;
extern const struct gk_message gk_msg_xml_too_large, gk_msg_xml_utf8, gk_msg_xml_encoding, gk_msg_xml_empty, gk_msg_xml_doctype, gk_msg_xml_depth,
    gk_msg_xml_colon, gk_msg_xml_mismatch, gk_msg_xml_unclosed, gk_msg_xml_unfinished, gk_msg_xml_before_root, gk_msg_xml_after_root,
    gk_msg_xml_declaration, gk_msg_xml_duplicate, gk_msg_xml_attribute, gk_msg_xml_quotes, gk_msg_xml_full_width, gk_msg_xml_less_than,
    gk_msg_xml_ampersand, gk_msg_xml_entity, gk_msg_xml_reference, gk_msg_xml_control, gk_msg_xml_comment, gk_msg_xml_cdata_end, gk_msg_xml_syntax;

#endif
