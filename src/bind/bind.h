/* bind: layout tree + data → document tree. Checks the data against the model,
 * evaluates expressions exactly, formats figures, numbers sections, derives
 * table grids. The document tree is immutable and knows where each figure came
 * from; it knows nothing of fonts' files, lines or pages. */
#ifndef GK_BIND_H
#define GK_BIND_H

#include "data/data.h"
#include "lang/lang.h"

/* The state of a figure (also of texts where it applies). */
enum gk_state {
  GK_STATE_VALUE,          /* a number, zero included, or a text */
  GK_STATE_NOT_APPLICABLE, /* "——" */
  GK_STATE_WITHHELD,       /* "涉密" */
  GK_STATE_BLANK,          /* an optional datum that is absent: prints nothing */
  GK_STATE_MISSING,        /* a required datum that is absent: an error; draft prints 【缺：路径】 */
  GK_STATE_INVALID         /* of the wrong type, already reported: says nothing more; draft prints 【误：路径】 */
};

enum gk_script { GK_SCRIPT_NONE, GK_SCRIPT_SUPER, GK_SCRIPT_SUB };

struct gk_inline {
  const char *text; size_t size;  /* UTF-8 */
  bool whole;                     /* not to be broken */
  bool joined;                    /* nor between this and the inline before it */
  enum gk_script script;          /* smaller, and higher or lower */
  bool break_good, break_forced;  /* before this inline */
  bool label;                     /* an automatic number: 一、 */
  enum gk_state state;
  struct gk_place data, layout;   /* of the figure, or of the template text */
};
struct gk_inlines { struct gk_inline *items; size_t count; };

/* A figure that counts in the sums of its page: exact, pagerows.h. */
struct gk_addend;

enum gk_cell_kind { GK_CELL_COLUMN_HEAD, GK_CELL_ROW_HEAD, GK_CELL_DATA };
struct gk_cell {
  enum gk_cell_kind kind;
  uint32_t row, column;           /* of its top left, in the grid of head rows then body rows */
  uint32_t row_span, column_span; /* ≥ 1 */
  struct gk_inlines content;      /* empty for blank */
  enum gk_state state;
  bool serial;                    /* the running number of its row */
  bool figure;                    /* numeric: aligned on the decimal point */
  uint8_t decimals;               /* figure: digits after the point as printed */
  enum gk_style_align align;
  unsigned indent;                /* characters */
  bool distribute;                /* 均排 */
  uint32_t below;                 /* 斜线表头: the text from this byte on stands below the diagonal, what is before it above; 0: no diagonal */
  bool vertical;                  /* a character a line */
  const char *note;               /* while it is bound: id of its footnote */
  uint32_t footnote;              /* its last inline is the mark of this footnote, from 1; 0: of none */
  uint32_t number;                /* index in table->cells */
  const struct gk_addend *addend; /* counts in 本页小计 of the page it begins on; NULL: does not, or no such row is asked for */
};

enum gk_row_role {
  GK_ROLE_HEAD,
  GK_ROLE_BODY,
  GK_ROLE_TOTAL,
  GK_ROLE_TOTAL_ABOVE, /* a subtotal that stands above what it adds */
  GK_ROLE_EMPTY,
  GK_ROLE_NUMBERS      /* 栏次, the last row of the head */
};

/* 本页小计 (the sums of the rows that begin on a page) and 承前页 (the sums of all pages before): rows that depend on where pages end. The
 * cells are models, as wide as their sums can become; a page has copies of them (gk_page_cell). Their rows and numbers go on from those of
 * the table, whose cells they are not. */
struct gk_page_rows {
  uint32_t brought_forward, total; /* rows beyond table->rows; UINT32_MAX: not asked for */
  uint32_t count;                  /* of these rows */
  uint32_t closing;                /* 本页小计 of the last page stands above this row, the first of the totals that end the table; table->rows: none */
  struct gk_cell *cells; size_t cell_count; /* by row, then column */
  const struct gk_page_printing *printing;
};

struct gk_table {
  const struct gk_table_style *style;
  const char *id;                 /* of the layout, or NULL */
  struct gk_inlines caption, info_left, info_right;
  uint32_t columns, head_rows, rows; /* rows: all, head included */
  enum gk_row_role *roles;        /* per row */
  struct gk_cell *cells; size_t cell_count; /* by row, then column; each grid place is covered by exactly one cell */
  int32_t *widths;                /* per column: wanted, 1/1000 em of the cell style; 0 from content */
  struct gk_inlines *notes; size_t note_count; /* the empty statement comes as the first note */
  size_t footnote_count;          /* so many of the notes at the end are footnotes, which begin with their mark */
  enum gk_orientation orientation;
  const struct gk_page_rows *page_rows; /* or NULL */
};

/* 署名 and 成文日期. A name stamp stands beside its signer's office. */
struct gk_signature {
  enum gk_seal_kind seal;
  struct gk_inlines *signers; size_t signer_count;
  struct gk_inlines date;
};

enum gk_block_kind { GK_BLOCK_TITLE, GK_BLOCK_HEADING, GK_BLOCK_PARAGRAPH, GK_BLOCK_LIST, GK_BLOCK_TABLE, GK_BLOCK_SIGNATURE, GK_BLOCK_ATTACHMENTS,
                     GK_BLOCK_ANNEX, GK_BLOCK_BREAK /* what follows begins a page */ };
struct gk_block {
  enum gk_block_kind kind;
  const struct gk_style *style;
  unsigned level;                 /* HEADING TABLE ANNEX: 1 for what stands below no other heading; TITLE: 0, or 1 for that of a part, with
                                     its headings from 2; LIST: depth from 1 */
  uint32_t part;                  /* of a book, from 1; 0: the document's own */
  bool recto;                     /* BREAK: a right-hand page */
  struct gk_inlines content;      /* TITLE HEADING PARAGRAPH ANNEX; a heading's number is its first inline (label) */
  struct gk_inlines label;        /* ANNEX: 附件 or 附件1 */
  struct gk_list_item *items; size_t item_count; /* LIST ATTACHMENTS; the label of a single attachment is empty */
  bool labels;                    /* LIST: the labels are words, not numbers */
  enum gk_numbering numbering;    /* LIST */
  const struct gk_table *table;
  const struct gk_signature *signature;
  struct gk_place layout;
};
struct gk_list_item { struct gk_inlines label, content; };

/* 目录: what is listed follows from the blocks; where it stands only typeset knows. */
struct gk_contents {
  struct gk_inlines title;
  const struct gk_style *title_style, *styles[GK_CONTENTS_DEPTH_MOST]; /* by level, from 1 */
  unsigned depth;
  bool tables, recto;
  enum gk_folio folio;
  struct gk_place layout;
};
/* Whether a block is an entry of it. */
bool gk_contents_lists(const struct gk_contents *contents, const struct gk_block *block);

/* One use of a datum in the document, for `explain`. */
struct gk_use { const char *path; struct gk_place layout, data; const char *printed; const char *where; /* nearest section or table title */ };

/* What an archive wants to know of a document (DA/T 46-2009), by convention of the model; NULL where the data does not say. */
struct gk_archive {
  const char *date;                /* 公开日期 or 成文日期: 2022-02-18 */
  const char *unit_code;           /* 单位.代码 */
  const char *document_number, *secrecy, *retention, *fonds, *file_number; /* 归档.文号 密级 保管期限 全宗号 档号 */
  const char *keywords;            /* 归档.关键词, joined by 、 */
};

struct gk_document {
  const struct gk_layout *layout;
  const char *name, *title, *file_name; /* title and file name with figures in place */
  const char *author;              /* 单位.名称 when the model has it, or NULL */
  int64_t year;                    /* 年度 */
  int64_t date;                    /* 公开日期 or 成文日期 as days since 1970, or INT64_MIN */
  struct gk_archive archive;
  struct gk_block *blocks; size_t count;
  size_t cover_count;              /* the first of the blocks, which stand on the cover */
  const struct gk_contents *contents; /* or NULL */
  struct gk_use *uses; size_t use_count; /* EXPLAIN */
};

/* DRAFT: gaps print 【缺：…】, nothing stops the document. EXPLAIN: the same, and what each figure comes from is recorded (uses): that costs as much
 * again as binding the figures. */
enum gk_bind_mode { GK_BIND_STRICT, GK_BIND_DRAFT, GK_BIND_EXPLAIN };

/* Formulas: a field with gk_field.formula that the data leaves out takes the formula's value (and its use names the operands' places); one that
 * the data gives must equal it: otherwise bind.sum (status 1) naming the given figure, the operands, the sum and the difference:
 * “支出.合计：614.20万元，应为基本支出244.21万元＋项目支出370.00万元＝614.21万元，相差0.01万元。请核对…”. In + a BLANK operand counts as nothing
 * (all blank: BLANK); in - a BLANK operand makes the result BLANK; WITHHELD wins over all but MISSING and INVALID. */
/* The data checked against the model: aliases resolved, types and states settled. Reports model.* (status 1): unknown key with the nearest
 * name, missing is reported at use, wrong type, wrong choice, bad date, two aliases of one field … Never NULL unless memory fails.
 * The values may go when the facts are made; their source stays. */
struct gk_facts;
struct gk_facts *gk_facts_new(struct gk_arena *arena, const struct gk_model *model, const struct gk_value *data, struct gk_diag_sink *sink);
/* Root strings that choose the layout, before any model is known: canonical key 版式. NULL when absent or not a string. */
const struct gk_value *gk_data_layout_id(const struct gk_value *data);
/* The same for the layout's document: canonical key 文件. */
const struct gk_value *gk_data_document_name(const struct gk_value *data);

/* Binds one document. NULL when errors forbid it (STRICT) or memory fails. */
struct gk_document *gk_bind(struct gk_arena *arena, const struct gk_layout *layout, const struct gk_document_node *node, struct gk_facts *facts,
                            enum gk_bind_mode mode, struct gk_diag_sink *sink);

/* The canonical public data of the document that was bound from these facts, as JSON: what the document says or was decided by, the parts of
 * its sums, and nothing else, in the model's order under the model's names, figures exact, derived ones included, withheld ones as "涉密". Nothing of a field
 * with public="no". The same document comes of it again, and the same bytes. false when memory or out's limit ends. */
bool gk_facts_publish(struct gk_facts *facts, const struct gk_document *document, struct gk_buf *out, struct gk_diag_sink *sink);
/* A table as CSV (RFC 4180, UTF-8 with a mark so that spreadsheet programs read it as such): one line of heads, those above each other
 * joined by /, then a line a row; a cell over several rows is said in each of them. false as above. */
bool gk_table_csv(struct gk_arena *arena, const struct gk_table *table, struct gk_buf *out);
/* Sums down the columns of a table with page_rows, nothing at first: of the cells of a page, of all pages before. The cell of a page row as
 * it is with these sums in *out: 涉密 where a withheld figure is among them, blank where no figure is. false when memory ends. */
struct gk_page_sums;
struct gk_page_sums *gk_page_sums_new(struct gk_arena *arena, const struct gk_table *table);
void gk_page_sums_clear(struct gk_page_sums *sums);
void gk_page_sums_add(struct gk_page_sums *sums, const struct gk_cell *cell);
void gk_page_sums_join(struct gk_page_sums *sums, const struct gk_page_sums *other);
bool gk_page_cell(struct gk_arena *arena, const struct gk_table *table, const struct gk_page_sums *sums, const struct gk_cell *model, struct gk_cell *out);
/* The characters of inlines alone; "" when there are none. */
const char *gk_inlines_text(struct gk_arena *arena, struct gk_inlines inlines);

/* The value of an expression spelled out: each operand with its place and state, the result, in text lines (for `explain`). */
bool gk_explain(struct gk_arena *arena, const struct gk_layout *layout, struct gk_facts *facts, const struct gk_expr *expr, struct gk_buf *out,
                bool english, struct gk_diag_sink *sink);

#define GK_LABEL_TEXT_MAX 80
/* The label of the n-th section, item or part of a table. `depth` (from 1) settles GK_NUMBER_AUTO. "" for GK_NUMBER_NONE. Returns the length. */
size_t gk_number_label(enum gk_numbering numbering, unsigned depth, uint32_t n, char out[GK_LABEL_TEXT_MAX]);

#endif
