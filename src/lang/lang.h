/* lang: the layout language. XML files to a checked layout tree: model, styles,
 * terms, documents, expressions. No data yet. `extends` is resolved here, names
 * are checked against the model, nothing is evaluated. */
#ifndef GK_LANG_H
#define GK_LANG_H

#include "base/base.h"

/* ---------------------------------------------------------------- model */

struct gk_expr;
struct gk_template;

#define GK_CODE_LEVELS_MOST 8

enum gk_type {
  GK_TYPE_TEXT,      /* a string */
  GK_TYPE_TEXTS,     /* a string or a list of strings: paragraphs or items */
  GK_TYPE_CODE,      /* a string of letters and digits, kept as written */
  GK_TYPE_CHOICE,    /* one of `choices` */
  GK_TYPE_YEAR,      /* an integer 1949..2199 */
  GK_TYPE_DATE,      /* "2021-12-31" */
  GK_TYPE_AMOUNT,    /* money in the data's 金额单位 */
  GK_TYPE_QUANTITY,  /* an exact number of something */
  GK_TYPE_PERCENT,   /* 85 means 85 % */
  GK_TYPE_GROUP,     /* a map with fields */
  GK_TYPE_RECORDS    /* a list of maps with fields */
};
/* AMOUNT, QUANTITY and PERCENT are figures: besides a number the data may say a state ("——", "涉密"). */

struct gk_field {
  const char *name;             /* the canonical key, without dots */
  size_t name_size;
  const char *title;            /* what it is called in messages; defaults to name */
  enum gk_type type;
  bool optional;                /* may be absent; a group that is absent makes all below it absent */
  bool hidden;                  /* public="no", here or on a group above: no layout may name it and it never leaves with a document */
  const char **aliases; size_t alias_count;
  const char **choices; size_t choice_count;
  const char *help;             /* one line for the author of data, or NULL */
  struct gk_expr *formula;      /* formula="a + b": a figure that follows from its siblings (names relative to its own group; later
                                   siblings and deeper names allowed). The data may leave it out; when it gives it, it must agree. */
  const char *codes;            /* CODE: the set of code tables it is from (codes="functional"), or NULL */
  const struct gk_field *name_of; /* TEXT: the CODE beside it whose name it is (name-of=): may be left out, the code table has it */
  const struct gk_field *tree;  /* RECORDS: the CODE in them by which they are a tree (tree=): 201 is the subtotal of 20103 … */
  struct gk_field **fields; size_t field_count; /* GROUP, RECORDS */
  struct gk_check *checks; size_t check_count;  /* GROUP, RECORDS: of each such group or record */
  bool checked;                 /* there are checks, here or below */
  const struct gk_field *parent; /* NULL at the root */
  size_t index;                 /* in the parent's fields */
  struct gk_place place;
};

/* What makes data doubtful or wrong though each figure is well formed: <check when= of= message=>. Names are those of a formula beside it. */
struct gk_check {
  struct gk_expr *when;         /* the fault: a condition; what is not known or not there does not fulfil it */
  struct gk_expr *of;           /* the datum it is said of */
  struct gk_template *message, *english; /* texts and figures only; english NULL: not given */
  bool error;                   /* level="error": no document is set; else a warning */
  struct gk_place place;
};

/* One code of a table of codes. The same id may stand twice, for different years. */
struct gk_code {
  const char *id, *name;
  int64_t since, until;         /* years it is valid */
  bool complete;                /* all codes one level below it are listed */
  struct gk_place place;
};
/* A table of codes: data files of layouts/common/codes. */
struct gk_code_table {
  const char *name, *title;     /* functional, 支出功能分类科目 */
  unsigned levels[GK_CODE_LEVELS_MOST]; size_t level_count; /* digits of 类 款 项: 3 5 7 */
  int64_t from, to;             /* years it is for; to INT64_MAX: open */
  bool complete;                /* all codes of the first level are listed */
  struct gk_code *codes; size_t count; /* by id, then since */
  struct gk_place place;
};

struct gk_model {
  const char *version;
  struct gk_field *root;        /* GROUP */
  struct gk_code_table **code_tables; size_t code_table_count;
};

/* The table of that name for a year; NULL when there is none. */
const struct gk_code_table *gk_model_codes(const struct gk_model *model, const char *name, int64_t year);
/* The code of the first n characters of id, valid in the year; NULL: not there. */
const struct gk_code *gk_code_lookup(const struct gk_code_table *table, const char *id, size_t n, int64_t year);
/* 1 for as many digits as 类, 2 for 款 …; 0: no level has so many. */
unsigned gk_code_level(const struct gk_code_table *table, size_t digits);

/* The field of one key (canonical only), or NULL. */
const struct gk_field *gk_field_lookup(const struct gk_field *group, const char *name, size_t n);
/* By canonical name or alias. */
const struct gk_field *gk_field_lookup_alias(const struct gk_field *group, const char *name, size_t n);

/* ---------------------------------------------------------------- styles */

enum gk_style_align { GK_STYLE_JUSTIFY, GK_STYLE_START, GK_STYLE_CENTER, GK_STYLE_END, GK_STYLE_DECIMAL };

/* How many decimals an amount is printed with when its format does not say: so many, or at most two and no zeros at the end. */
enum { GK_DECIMALS_TRIM = -1 };

struct gk_style {
  const char *name;             /* body title heading-1..4 part item caption info cell head note page-number … */
  const char *extends;          /* another style, already resolved; for messages */
  const char *font;             /* role name: 仿宋 … */
  int32_t size;                 /* mpt; 号 resolved */
  enum gk_style_align align;
  int32_t first_indent, indent; /* 1/1000 of the style's em (2字 = 2000) */
  int32_t line;                 /* line pitch in mpt; 0: the page's grid */
  int32_t before, after;        /* grid lines × 1000 */
  int32_t at;                   /* stands on this line of the page, from 1, where the text before it leaves it free; 0: where it comes */
  bool grid_pitch;              /* characters on the page's character grid */
  bool keep_next;               /* not last on a page */
  bool break_before;            /* on a new page, but with what is kept before it */
  bool balance;                 /* lines of similar length */
  int32_t han_latin_gap;        /* 1/1000 em */
  int32_t gap_least, gap_most;  /* 1/1000 em; -1: not said, the text room's own */
  bool space_first;             /* an opening mark at the start of the first line keeps its whole em */
  bool normalize;               /* wrong widths of letters, digits and punctuation are set right */
  int8_t decimals;              /* of its amounts */
  int kinsoku;                  /* 0 none, 1 basic, 2 gb, 3 strict */
};

struct gk_page_style {
  int32_t width, height;        /* mpt: A4 595276 × 841890 */
  int32_t top, left;            /* of 版心 */
  int32_t text_width, text_height;
  int32_t lines, characters;    /* 22 × 28 */
  int32_t number_below;         /* 7 mm: page number's dash below 版心 */
  const char *number_style;     /* style name */
  bool number_outside;          /* right on odd, left on even pages, else centred */
  bool turned_for_print;        /* screens show turned pages as they are printed, the sheet upright */
  int32_t number_inset;         /* 1/1000 em of the number's style: 一字 */
  const char *number_format;    /* "— {页码} —": text with one {页码} */
  int32_t seal;                 /* diameter of the office's seal */
  int32_t stamp_width, stamp_height; /* of the signer's name stamp */
};

struct gk_table_style {
  const char *name;
  int32_t frame, rule;          /* mpt */
  int32_t padding_x, padding_y; /* mpt */
  bool thousands;               /* 千分撇 in amounts and quantities */
  int8_t decimals;              /* of its amounts, also in its notes and lines */
  int32_t least_size;           /* mpt: a table too wide is set no smaller than this */
  const char *head_style, *cell_style, *caption_style, *info_style, *note_style; /* style names */
  const char *rules;            /* "all" "three" "open" : 全线表 三线表 省线表 */
  const char *continued;        /* "续表" */
  const char *rounding;         /* the note where rounded parts do not add up to the rounded sum; NULL: none */
  const char *page_total;       /* 本页小计: label of the row of sums at the foot of each page of a table on several; NULL: none */
  const char *brought_forward;  /* 承前页: label of the row of the sums of all pages before, below the repeated head; NULL: none */
};

/* ---------------------------------------------------------------- expressions */

enum gk_expr_kind { GK_EXPR_NUMBER, GK_EXPR_STRING, GK_EXPR_PATH, GK_EXPR_NEGATE, GK_EXPR_NOT, GK_EXPR_BINARY, GK_EXPR_CALL };
enum gk_operator {
  GK_OP_ADD, GK_OP_SUB, GK_OP_MUL, GK_OP_DIV, GK_OP_EQ, GK_OP_NE, GK_OP_LT, GK_OP_LE, GK_OP_GT, GK_OP_GE,
  GK_OP_STARTS, /* 起于: a text begins with another: 科目编码 起于 '201' */
  GK_OP_AND, GK_OP_OR
};
/* Closed set: 合计(记录.字段) sum over records, 合计(记录.字段, 条件) over those for which the condition holds; 个数(记录) or 个数(记录, 条件) count;
 * 有(路径) present (not absent, not blank); 绝对值(x). In a tree of codes 合计 and 个数 leave out the records that are subtotals of others. */
enum gk_function { GK_FN_SUM, GK_FN_COUNT, GK_FN_PRESENT, GK_FN_ABS };

struct gk_expr {
  enum gk_expr_kind kind;
  struct gk_place place;        /* in the layout */
  struct gk_decimal number;
  const char *text;             /* STRING; PATH: as written, dotted */
  const char **path; size_t path_count; /* PATH: names */
  bool relative;                /* PATH begins inside the records of the context (rows=, of=) */
  const struct gk_field *field; /* PATH: its field in the model (checked) */
  enum gk_operator op; enum gk_function function;
  struct gk_expr *a, *b;        /* operands, argument; CALL b: the condition on records, or NULL */
};

/* What stands after | in {expression|format:argument}. */
enum gk_format {
  GK_FORMAT_PLAIN,      /* none given: text as it is; a number without trailing zeros; a year 2022 */
  GK_FORMAT_AMOUNT,     /* 金额 / 金额:2  number in the unit of the table or document, decimals as given, else as the style says */
  GK_FORMAT_WANYUAN,    /* 万元 / 万元:2  614.21万元: converted to 万元, decimals as the style says (or exactly those given) */
  GK_FORMAT_YUAN,       /* 元 */
  GK_FORMAT_CHANGE,     /* 增减 / 增减:元 / 增减:2 / 增减:元:2  增加0.81万元 减少15.73万元 持平 无上年数 ; of a difference a - b */
  GK_FORMAT_CHANGE_RATE,/* 增减率  增加12.5% 减少… 持平; of a - b relative to b; 上年为零 when b is 0 */
  GK_FORMAT_PERCENT,    /* 百分比 / 百分比:1  of PERCENT or a ratio written as a / b */
  GK_FORMAT_DATE,       /* 日期  2021年12月31日 */
  GK_FORMAT_ORDINAL,    /* 序数  一 二 … 十一 */
  GK_FORMAT_QUANTITY,   /* 数量 / 数量:辆  number followed by its unit */
  GK_FORMAT_RATE,       /* 变动率 / 变动率:2  of a - b: 12.35, -5, without %; —— when b is 0 or nothing */
  GK_FORMAT_CODE_PART   /* 级:2  of a code: the digits of that level alone; argument "from-to" (characters), worked out when loaded */
};

struct gk_piece {               /* of a template */
  enum { GK_PIECE_TEXT, GK_PIECE_FIGURE, GK_PIECE_WHEN, GK_PIECE_BREAK_GOOD, GK_PIECE_BREAK, GK_PIECE_LITERAL, GK_PIECE_NOBR,
         GK_PIECE_SUP, GK_PIECE_SUB } kind;
  struct gk_place place;
  const char *text; size_t size;      /* TEXT, LITERAL */
  struct gk_expr *expr;               /* FIGURE; WHEN: its test */
  enum gk_format format; const char *argument; /* FIGURE; argument NULL when none */
  struct gk_template *inside, *otherwise; /* WHEN; NOBR SUP SUB: inside */
};
struct gk_template { struct gk_piece *pieces; size_t count; struct gk_place place; };

/* A template or expression from text that is not in a layout (the department's own words may quote figures by name and nothing more):
 * only {path|format}. `whole` is the place of text. NULL after lang.* reports. */
struct gk_template *gk_template_parse_quotes(struct gk_arena *arena, const char *text, size_t n, struct gk_place whole,
                                             const struct gk_field *root, struct gk_diag_sink *sink);
/* A whole expression, for the command line (explain). */
struct gk_expr *gk_expr_parse(struct gk_arena *arena, const struct gk_source *source, const struct gk_field *root, struct gk_diag_sink *sink);

/* ---------------------------------------------------------------- layout tree */

enum gk_node_kind {
  GK_NODE_TITLE,        /* <title> template */
  GK_NODE_P,            /* <p [rows=]> template, or <p of="path"> the department's own words (TEXT or TEXTS: a paragraph each) */
  GK_NODE_SECTION,      /* <section title= [rows=] [numbering=]> blocks */
  GK_NODE_LIST,         /* <list of="TEXTS path"> or <list><item>…</item></list>; numbering= */
  GK_NODE_ITEM,         /* <item [rows=]> template */
  GK_NODE_TABLE,
  GK_NODE_WHEN,         /* <when test="…"> blocks </when>, with optional <otherwise> as the last child */
  GK_NODE_SIGNATURE,    /* <signature [seal=]> <signer> … <date of=> : 署名 and 成文日期 */
  GK_NODE_ATTACHMENTS,  /* <attachments> items, or of=, or nothing: the document's annexes */
  GK_NODE_ANNEX,        /* <annex title=> blocks: 附件 on a new page */
  GK_NODE_COVER,        /* <cover> titles, paragraphs, lists: a page of its own before all else */
  GK_NODE_CONTENTS,     /* <contents depth= tables= numbering=>: 目录, after the cover */
  GK_NODE_INCLUDE       /* <include document=>: another document of the layout as a part of this one */
};
/* How a section or list numbers itself: NONE; AUTO: by depth 一、 （一） 1. （1）; or one of these by name (none auto 一、 （一） 1. （1） 第一部分 ①).
 * Sections with NONE or PART do not count as a depth for AUTO below them (五、 > 第一部分 > （一） > 1.); the styles heading-1..4 go by that same
 * numbering depth, the heading level of tags and outline by true nesting. Counters restart in each parent; PART restarts in its parent too. */
enum gk_numbering { GK_NUMBER_AUTO, GK_NUMBER_NONE, GK_NUMBER_CHINESE /* 一、 */, GK_NUMBER_CHINESE_PAREN /* （一） */, GK_NUMBER_ARABIC /* 1. */,
                    GK_NUMBER_ARABIC_PAREN /* （1） */, GK_NUMBER_PART /* 第一部分　 */, GK_NUMBER_CIRCLED /* ① */ };

enum gk_orientation { GK_ORIENT_AUTO, GK_ORIENT_PORTRAIT, GK_ORIENT_LANDSCAPE };

struct gk_column {                      /* a node of the head tree: <group> or <col> */
  bool group;
  struct gk_template *title;
  const char *id;                       /* col: for <cell of=> and override; defaults to `of` */
  struct gk_expr *value;                /* col of="…": relative path or expression over the record */
  enum gk_format format; const char *argument; bool has_format; /* col format="…"; otherwise by type */
  bool has_align; enum gk_style_align align;
  bool merge;                           /* merge="equal": equal neighbours in a column become one cell */
  bool head;                            /* scope="row": a row head (TH) */
  int32_t width;                        /* 1/1000 em of the cell style wanted, 0: from content */
  bool distribute;                      /* 均排 labels */
  bool no_total;                        /* col total="no": figures that do not add up (单价); blank in <total> */
  enum { GK_SERIAL_NONE, GK_SERIAL_ROW, GK_SERIAL_CONTINUE } serial; /* 序号 行次: the row's number; CONTINUE goes on after all rows */
  enum { GK_NUMBERED_AUTO, GK_NUMBERED_YES, GK_NUMBERED_NO, GK_NUMBERED_LABEL } numbered; /* in the row of column numbers */
  bool level_indent;                    /* indent="level": one 字 for each level of a tree of codes below the first printed */
  const char *note;                     /* note=: id of the footnote its head refers to, or NULL */
  bool vertical;                        /* direction="vertical": its head's characters one below the other */
  struct gk_template *below;            /* 斜线表头: title= is above the diagonal, this below it; or NULL */
  struct gk_column **children; size_t count; /* group */
  struct gk_place place;
};

enum gk_cell_head { GK_CELL_NO_HEAD, GK_CELL_HEAD_ROW, GK_CELL_HEAD_COLUMN };
struct gk_row_cell {
  struct gk_template *content;
  struct gk_expr *of;                   /* of=: the department's own words (TEXT or TEXTS, a paragraph a line), or NULL */
  const char *column;                   /* id of its column, or NULL: in order */
  const char *note;                     /* id of the footnote it refers to, or NULL */
  unsigned span;
  enum gk_cell_head head;               /* a label: of its row, of what stands below it */
  bool merge, vertical, has_align;
  enum gk_style_align align;
  struct gk_place place;
};

enum gk_row_kind {
  GK_ROW_RECORDS,                       /* <rows of="path"> one row a record; columns' `of` or own <cell>s with paths relative to the record */
  GK_ROW_FIXED,                         /* <row><cell/>…</row> */
  GK_ROW_TOTAL,                         /* <total title= of="path" [place=first|last]>: sums of the figure columns over the records */
  GK_ROW_BAND                           /* <band title=>: rows with one label to their left */
};
struct gk_subtotal { struct gk_expr *by; struct gk_template *title; bool first; unsigned span; /* columns of the title */ struct gk_place place; }; /* after (before) records of one `by` */
struct gk_row {
  enum gk_row_kind kind;
  struct gk_expr *records;              /* RECORDS, TOTAL */
  struct gk_row_cell *cells; size_t count;
  struct gk_template *title;            /* TOTAL, BAND */
  struct gk_expr *test;                 /* when="…": only if true; or NULL */
  struct gk_expr *where;                /* RECORDS, TOTAL: only records for which it holds; or NULL */
  struct gk_expr *of_which;             /* RECORDS, TOTAL: 其中, records that are part of another: indented, not in sums; or NULL */
  unsigned indent;                      /* sub-rows (其中), in characters */
  bool tree;                            /* RECORDS: a row for each code above the records too */
  unsigned levels;                      /* tree: bit n: level n + 1 is printed; 0: all */
  bool all;                             /* tree: also the codes of the year's table that have no record */
  enum gk_numbering numbering;          /* RECORDS: labels before the first text; NONE */
  struct gk_subtotal *subtotal;         /* RECORDS, or NULL */
  bool foot;                            /* at the foot of its side */
  bool total;                           /* FIXED: a total by its role */
  unsigned span;                        /* TOTAL, BAND: columns of the title */
  bool vertical;                        /* BAND */
  struct gk_row *rows; size_t row_count; /* BAND */
  struct gk_place place;
};

/* One side of a table (收入 | 支出): rows of its own in some of the columns. With several column groups the rows flow from one
 * into the next (three-up); rows at the foot then go across all of them. */
struct gk_side {
  size_t *first; size_t count;          /* the leftmost leaf of each group */
  size_t width;                         /* leaves of each */
  struct gk_row *rows; size_t row_count;
  struct gk_place place;
};

struct gk_footnote_node { const char *id; struct gk_template *content; struct gk_place place; };

struct gk_table_node {
  struct gk_template *title;            /* NULL: no caption */
  struct gk_template *info_left, *info_right; /* line between caption and head; unit= gives 单位：… on the right */
  const char *unit;                     /* 万元 元, or NULL: the document's */
  struct gk_column **columns; size_t column_count; /* the head tree */
  struct gk_column **leaves; size_t leaf_count;
  unsigned head_depth;
  struct gk_template *numbers;          /* head numbers="栏次": a last head row with the numbers of the columns; or NULL */
  struct gk_row *rows; size_t row_count; /* in order of appearance (total place=first stands first) */
  struct gk_side *sides; size_t side_count; /* left to right; then there are no rows outside them */
  bool form;                            /* <form>: no head */
  struct gk_expr *each;                 /* form each="records": one for each record; or NULL */
  struct gk_template *empty; unsigned empty_rows; /* <empty rows="1">: statement and blank rows when there are no records */
  struct gk_template **notes; size_t note_count;
  struct gk_footnote_node *footnotes; size_t footnote_count; /* 呼应注: each is referred to by a head or cell */
  enum gk_orientation orientation;
  const char *style;                    /* table style name */
  const char *page_total, *brought_forward; /* of this table; NULL: as its style says */
};

/* GB/T 9704-2012 7.3.5: without a seal, with the office's seal, with the signer's name stamp. */
enum gk_seal_kind { GK_SEAL_NONE, GK_SEAL_OFFICE, GK_SEAL_NAME };
struct gk_signature_node {
  enum gk_seal_kind seal;
  struct gk_template **signers; size_t signer_count; /* with a seal at most one; with a name stamp the signer's office */
  struct gk_expr *date;                 /* a date */
};

/* How the pages before the text are numbered. */
enum gk_folio { GK_FOLIO_ARABIC, GK_FOLIO_ROMAN /* I */, GK_FOLIO_SMALL_ROMAN /* i */, GK_FOLIO_NONE };
#define GK_CONTENTS_DEPTH_MOST 6
struct gk_contents_node {
  unsigned depth;                       /* levels of headings listed: 1 to GK_CONTENTS_DEPTH_MOST */
  bool tables;                          /* captions of tables too */
  enum gk_folio folio;                  /* of its own pages */
  bool recto;
};
struct gk_include_node {
  const char *name; struct gk_place name_place;
  const struct gk_document_node *document; /* of that name: set when all documents are read */
  bool recto;                           /* begins on a right-hand page */
};

struct gk_node {
  enum gk_node_kind kind;
  const char *id;                       /* unique in the document, or NULL */
  const char *style;                    /* style name given, or NULL: by kind and depth */
  struct gk_place place;
  struct gk_template *content;          /* TITLE P ITEM; SECTION ANNEX CONTENTS INCLUDE: its title (the last two: or NULL) */
  struct gk_template *label;            /* ITEM: what stands in the number's place, or NULL */
  struct gk_expr *of;                   /* P, LIST: own words; WHEN: its test */
  struct gk_expr *rows;                 /* SECTION, P, ITEM rows=: the records, one such for each; or NULL */
  enum gk_numbering numbering;
  struct gk_node **children; size_t count;
  struct gk_node **otherwise; size_t otherwise_count; /* WHEN */
  struct gk_table_node *table;
  struct gk_signature_node *signature;
  struct gk_contents_node *contents;
  struct gk_include_node *include;
};

struct gk_document_node {
  const char *name;                     /* 情况说明 */
  struct gk_template *title;            /* metadata title (also the default outline) */
  struct gk_template *file;             /* file-name pattern without ending */
  const struct gk_field **requires; size_t require_count; /* what an archive or a print needs beside what is set: 审签 … */
  struct gk_node **children; size_t count;
  struct gk_place place;
};

struct gk_layout {
  const char *id, *title, *language;
  int64_t year;                         /* of the data it is for; 0: any */
  const char *extends;                  /* id or NULL */
  struct gk_model *model;
  struct gk_page_style *page;
  struct gk_style **styles; size_t style_count;
  struct gk_table_style **table_styles; size_t table_style_count;
  struct gk_document_node **documents; size_t document_count;
  const char **phrases; size_t phrase_count; /* what titles are not broken within, besides the dictionary's words */
  const struct gk_source **sources; size_t source_count; /* every file read, in order: for the record in the PDF */
};

/* Loads layout `id` (or a folder path when it contains a slash) from the layouts folder `dir` with dir/common, resolves extends (at most 16
 * deep, no cycle), checks everything and reports all faults: lang.* (status 2). NULL if there was any error. */
struct gk_layout *gk_layout_load(struct gk_arena *arena, const char *dir, const char *id, struct gk_diag_sink *sink);
/* Whether loading it again would read the same files with the same bytes. */
bool gk_layout_is_current(const struct gk_layout *layout, const char *dir);
const struct gk_style *gk_layout_style(const struct gk_layout *layout, const char *name); /* NULL when unknown */
const struct gk_table_style *gk_layout_table_style(const struct gk_layout *layout, const char *name);
const struct gk_document_node *gk_layout_document(const struct gk_layout *layout, const char *name); /* NULL name: the first */

/* What `gongkai layouts` lists: id, title, year, extends, documents' names with those of the layouts it extends, in the order in which the
 * layout has them; only the heads are read. */
struct gk_layout_summary { const char *id, *title, *extends, *path; int64_t year; const char **documents; size_t document_count; };
bool gk_layout_list(struct gk_arena *arena, const char *dir, struct gk_layout_summary **list, size_t *n, struct gk_diag_sink *sink);

#endif
