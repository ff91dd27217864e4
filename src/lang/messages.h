/* Messages of the lang room. Where a name is wrong, a pair: with the nearest
 * legal name (`near`), or with the legal names (`list`); both have one id. */
#ifndef GK_LANG_MESSAGES_H
#define GK_LANG_MESSAGES_H

#include "base/base.h"

struct gk_message_pair { struct gk_message near, list; };

/* expressions */
extern const struct gk_message gk_msg_lang_operand, gk_msg_lang_unexpected, gk_msg_lang_character, gk_msg_lang_full_width, gk_msg_lang_equals,
    gk_msg_lang_number, gk_msg_lang_string, gk_msg_lang_bracket, gk_msg_lang_depth, gk_msg_lang_long, gk_msg_lang_chain, gk_msg_lang_spaces, gk_msg_lang_alias,
    gk_msg_lang_leaf, gk_msg_lang_through, gk_msg_lang_hidden, gk_msg_lang_zero, gk_msg_lang_arithmetic, gk_msg_lang_mixed, gk_msg_lang_compare, gk_msg_lang_compare_order,
    gk_msg_lang_starts, gk_msg_lang_test, gk_msg_lang_sum, gk_msg_lang_path_wanted, gk_msg_lang_argument, gk_msg_lang_printed;
extern const struct gk_message_pair gk_msg_lang_name, gk_msg_lang_function, gk_msg_lang_choice;

/* templates */
extern const struct gk_message gk_msg_lang_brace_open, gk_msg_lang_brace_close, gk_msg_lang_figure_empty, gk_msg_lang_format_type,
    gk_msg_lang_format_argument, gk_msg_lang_format_alone, gk_msg_lang_code_part, gk_msg_lang_code_parts, gk_msg_lang_quotes, gk_msg_lang_bare_figure;
extern const struct gk_message_pair gk_msg_lang_format;

/* elements and attributes */
extern const struct gk_message gk_msg_lang_root, gk_msg_lang_text, gk_msg_lang_attribute_missing, gk_msg_lang_count, gk_msg_lang_measure,
    gk_msg_lang_empty, gk_msg_lang_both, gk_msg_lang_order, gk_msg_lang_twice, gk_msg_lang_id, gk_msg_lang_duplicate_id, gk_msg_lang_blank;
extern const struct gk_message_pair gk_msg_lang_element, gk_msg_lang_attribute, gk_msg_lang_value;

/* model and terms */
extern const struct gk_message gk_msg_lang_field_name, gk_msg_lang_field_word, gk_msg_lang_field_twice, gk_msg_lang_choices, gk_msg_lang_formula_field,
    gk_msg_lang_formula_type, gk_msg_lang_formula_cycle;
extern const struct gk_message_pair gk_msg_lang_use, gk_msg_lang_term;

/* codes */
extern const struct gk_message gk_msg_lang_code_levels, gk_msg_lang_code_years, gk_msg_lang_code_id, gk_msg_lang_code_twice, gk_msg_lang_code_orphan,
    gk_msg_lang_code_tables, gk_msg_lang_code_type, gk_msg_lang_code_none;
extern const struct gk_message_pair gk_msg_lang_code_field, gk_msg_lang_code_set;

/* styles */
extern const struct gk_message gk_msg_lang_style_cycle, gk_msg_lang_style_needs, gk_msg_lang_style_absent, gk_msg_lang_style_twice, gk_msg_lang_page_absent,
    gk_msg_lang_page_geometry, gk_msg_lang_number_format, gk_msg_lang_gap, gk_msg_lang_seal_size;
extern const struct gk_message_pair gk_msg_lang_style, gk_msg_lang_table_style;

/* layouts */
extern const struct gk_message gk_msg_lang_layout_id, gk_msg_lang_layout_other, gk_msg_lang_layout_folder, gk_msg_lang_layout_common, gk_msg_lang_language, gk_msg_lang_no_document,
    gk_msg_lang_document_twice, gk_msg_lang_requires_type, gk_msg_lang_file_name, gk_msg_lang_of_path, gk_msg_lang_of_type, gk_msg_lang_column_records, gk_msg_lang_column_title,
    gk_msg_lang_column_twice, gk_msg_lang_columns_none, gk_msg_lang_cell_fit, gk_msg_lang_cell_count, gk_msg_lang_rows_none, gk_msg_lang_rows_twice, gk_msg_lang_total_of,
    gk_msg_lang_total_figures, gk_msg_lang_foot, gk_msg_lang_foot_groups, gk_msg_lang_level, gk_msg_lang_tree_only, gk_msg_lang_tree_field,
    gk_msg_lang_tree_cells, gk_msg_lang_tree_subtotal, gk_msg_lang_serial_of, gk_msg_lang_band_span, gk_msg_lang_band_flow, gk_msg_lang_form_columns, gk_msg_lang_side_order,
    gk_msg_lang_side_width, gk_msg_lang_side_left, gk_msg_lang_side_mixed,
    gk_msg_lang_footnote_unused, gk_msg_lang_labels, gk_msg_lang_label_number, gk_msg_lang_signature, gk_msg_lang_signers, gk_msg_lang_include_book;
extern const struct gk_message_pair gk_msg_lang_footnote, gk_msg_lang_layout, gk_msg_lang_column, gk_msg_lang_side_name, gk_msg_lang_include;

/* extends */
extern const struct gk_message gk_msg_lang_extends_cycle, gk_msg_lang_extends_depth, gk_msg_lang_override_id, gk_msg_lang_override_only,
    gk_msg_lang_target_many, gk_msg_lang_insert_where;
extern const struct gk_message_pair gk_msg_lang_target;

#endif
