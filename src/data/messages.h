/* Messages of the data room. */
#ifndef GK_DATA_MESSAGES_H
#define GK_DATA_MESSAGES_H

#include "base/base.h"

/* the file as a whole */
extern const struct gk_message gk_msg_data_too_large;
extern const struct gk_message gk_msg_data_binary;
extern const struct gk_message gk_msg_data_utf16;
extern const struct gk_message gk_msg_data_utf8;
extern const struct gk_message gk_msg_data_nul;
extern const struct gk_message gk_msg_data_empty;
extern const struct gk_message gk_msg_data_root;
extern const struct gk_message gk_msg_data_depth;
extern const struct gk_message gk_msg_data_values;
/* characters, keys, numbers */
extern const struct gk_message gk_msg_data_control;
extern const struct gk_message gk_msg_data_full_width;
extern const struct gk_message gk_msg_data_duplicate_key;
extern const struct gk_message gk_msg_data_empty_key;
extern const struct gk_message gk_msg_data_key_characters;
extern const struct gk_message gk_msg_data_key_kind;
extern const struct gk_message gk_msg_data_number_range;
extern const struct gk_message gk_msg_data_number_zero;
extern const struct gk_message gk_msg_data_number_syntax;
extern const struct gk_message gk_msg_data_number_groups;
/* strings and brackets, in both formats */
extern const struct gk_message gk_msg_data_string_open;
extern const struct gk_message gk_msg_data_escape;
extern const struct gk_message gk_msg_data_surrogate;
extern const struct gk_message gk_msg_data_unclosed;
extern const struct gk_message gk_msg_data_closing;
extern const struct gk_message gk_msg_data_mismatch;
extern const struct gk_message gk_msg_data_comma_extra;
/* JSON */
extern const struct gk_message gk_msg_data_json_string_break;
extern const struct gk_message gk_msg_data_json_string_tab;
extern const struct gk_message gk_msg_data_json_comma_missing;
extern const struct gk_message gk_msg_data_json_colon_missing;
extern const struct gk_message gk_msg_data_json_value_missing;
extern const struct gk_message gk_msg_data_json_key_missing;
extern const struct gk_message gk_msg_data_json_unquoted;
extern const struct gk_message gk_msg_data_json_unquoted_key;
extern const struct gk_message gk_msg_data_json_literal;
extern const struct gk_message gk_msg_data_json_single_quote;
extern const struct gk_message gk_msg_data_json_comment;
extern const struct gk_message gk_msg_data_json_unexpected;
extern const struct gk_message gk_msg_data_trailing;
/* YAML */
extern const struct gk_message gk_msg_data_yaml_tab;
extern const struct gk_message gk_msg_data_yaml_colon_space;
extern const struct gk_message gk_msg_data_yaml_structure;
extern const struct gk_message gk_msg_data_yaml_indent;
extern const struct gk_message gk_msg_data_yaml_comma;
extern const struct gk_message gk_msg_data_yaml_nested;
extern const struct gk_message gk_msg_data_yaml_dash;
extern const struct gk_message gk_msg_data_yaml_empty_item;
extern const struct gk_message gk_msg_data_yaml_reserved;
extern const struct gk_message gk_msg_data_yaml_quoted_tail;
extern const struct gk_message gk_msg_data_yaml_block_scalar;
extern const struct gk_message gk_msg_data_yaml_comment;
extern const struct gk_message gk_msg_data_yaml_alias;
extern const struct gk_message gk_msg_data_yaml_anchor;
extern const struct gk_message gk_msg_data_yaml_tag;
extern const struct gk_message gk_msg_data_yaml_merge;
extern const struct gk_message gk_msg_data_yaml_directive;
extern const struct gk_message gk_msg_data_yaml_documents;
extern const struct gk_message gk_msg_data_yaml_line;
extern const struct gk_message gk_msg_data_yaml_blank;
extern const struct gk_message gk_msg_data_syntax;

#endif
