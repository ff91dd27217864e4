/* The diagnostics of bind/. Where an argument must be worded in the reader's
 * language it is passed twice, once for the Chinese and once for the English. */
#ifndef GK_BIND_MESSAGES_H
#define GK_BIND_MESSAGES_H

#include "base/base.h"

/* The data against the model (status 1). */
extern const struct gk_message gk_msg_model_unknown_key; /* 1 key, 2 where zh, 3 hint zh, 4 where en, 5 hint en */
extern const struct gk_message gk_msg_model_alias_twice; /* 1 first spelling, 2 second spelling, 3 field, 4 place of the first */
extern const struct gk_message gk_msg_model_type;        /* 1 path, 2 wanted zh, 3 found zh, 4 wanted en, 5 found en */
extern const struct gk_message gk_msg_model_quoted;      /* 1 path, 2 the number */
extern const struct gk_message gk_msg_model_figure;      /* 1 path, 2 text, 3 remedy zh, 4 remedy en */
extern const struct gk_message gk_msg_model_decimals;    /* 1 path, 2 number, 3 unit, 4 most decimals */
extern const struct gk_message gk_msg_model_choice;      /* 1 path, 2 text, 3 choices, 4 nearest zh, 5 nearest en */
extern const struct gk_message gk_msg_model_year;        /* 1 path, 2 number */
extern const struct gk_message gk_msg_model_date;        /* 1 path, 2 text, 3 remedy zh, 4 remedy en */
extern const struct gk_message gk_msg_model_code;        /* 1 path, 2 character, 3 U+ */
extern const struct gk_message gk_msg_model_control;     /* 1 path, 2 U+ */

extern const struct gk_message gk_msg_model_check, gk_msg_model_check_error; /* 1 path, 2 the check's words zh, 3 en; warning, error */
extern const struct gk_message gk_msg_model_code_table;  /* 1 title or name of the set, 2 year; warning */
extern const struct gk_message gk_msg_model_code_length; /* 1 path, 2 code, 3 title, 4 digits of the levels */
extern const struct gk_message gk_msg_model_code_unknown; /* 1 path, 2 code, 3 year, 4 title, 5 hint zh, 6 hint en; warning */
extern const struct gk_message gk_msg_model_code_name;   /* 1 path, 2 given, 3 code, 4 year, 5 name of the table; warning */
extern const struct gk_message gk_msg_model_code_twice;  /* 1 path, 2 code, 3 earlier path, 4 its place */

/* Binding. */
extern const struct gk_message gk_msg_bind_missing;       /* 1 path, 2 title, 3 what zh, 4 what en */
extern const struct gk_message gk_msg_bind_required;
extern const struct gk_message gk_msg_bind_sum;           /* 1 path, 2 given, 3 spelled, 4 expected, 5 difference, 6 places */
extern const struct gk_message gk_msg_bind_tree_sum;      /* 1 path, 2 given, 3 code, 4 how many below, 5 expected, 6 difference, 7 places */
extern const struct gk_message gk_msg_bind_secret;        /* 1 withheld path, 2 total's path; warning */
extern const struct gk_message gk_msg_bind_secret_sum;    /* 1 withheld path; warning */
extern const struct gk_message gk_msg_bind_rounding;      /* 1 table, 2 figure in words, 3 sum of its parts, 4 what is done zh, 5 en; note */
extern const struct gk_message gk_msg_bind_code_name;     /* 1 code, 2 year, 3 title */
extern const struct gk_message gk_msg_bind_overflow;      /* 1 expression */
extern const struct gk_message gk_msg_bind_divide_zero;   /* 1 expression */
extern const struct gk_message gk_msg_bind_kind;          /* 1 expression */
extern const struct gk_message gk_msg_bind_path;          /* 1 path */
extern const struct gk_message gk_msg_bind_formula_depth; /* 1 path */
extern const struct gk_message gk_msg_bind_year;          /* 1 data's year, 2 layout, 3 layout's year */
extern const struct gk_message gk_msg_bind_layout_other;  /* 1 data's 版式, 2 layout used */
extern const struct gk_message gk_msg_bind_unit;          /* "" */
extern const struct gk_message gk_msg_bind_style;         /* 1 style */
extern const struct gk_message gk_msg_bind_row_cells;     /* 1 columns */
extern const struct gk_message gk_msg_bind_signature;     /* 1 what lacks, 2 what is there, 3 4 in English */
extern const struct gk_message gk_msg_bind_attachment_mark; /* 1 name, 2 mark */
extern const struct gk_message gk_msg_bind_circled;       /* "" */
extern const struct gk_message gk_msg_bind_note_stop;     /* 1 the note */
extern const struct gk_message gk_msg_bind_contents;      /* ""; warning */
extern const struct gk_message gk_msg_bind_annex;         /* 1 number, 2 as listed, 3 its title */

#endif
