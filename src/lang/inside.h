/* What the files of the lang room share. A struct gk_lang travels through the
 * whole of a loading: it carries the arena, the sink and whether anything was
 * wrong. Functions that return NULL have said why, or the arena has failed. */
#ifndef GK_LANG_INSIDE_H
#define GK_LANG_INSIDE_H

#include "lang/lang.h"
#include "lang/messages.h"

struct gk_lang {
  struct gk_arena *arena;
  struct gk_diag_sink *sink;
  const struct gk_field *root; /* of the model; names begin here or in the scope */
  const struct gk_model *model; /* when layouts are read: for its tables of codes */
  bool data;                   /* places are of the data, not of a layout */
  bool failed;                 /* an error was reported */
};

/* Records that a name may begin in, innermost first; NULL: the root only. */
struct gk_lang_scope { const struct gk_lang_scope *outer; const struct gk_field *record; };

/* ---- context.c: reports and places */

void gk_lang_report_args(struct gk_lang *l, const struct gk_message *message, struct gk_place place, const char *const *args);
#define gk_lang_report(l, message, place, ...) gk_lang_report_args(l, message, place, (const char *const[]){__VA_ARGS__, NULL})
/* Reports `pair` with the candidate nearest to `word`, or with a list of them; `extra` become {3} and {4}. */
void gk_lang_report_near(struct gk_lang *l, const struct gk_message_pair *pair, struct gk_place place, const char *word, const char *const *candidates,
                         size_t n, const char *extra, const char *extra_en);
/* The same with candidates as the words of one string. */
void gk_lang_report_words(struct gk_lang *l, const struct gk_message_pair *pair, struct gk_place place, const char *word, const char *words,
                          const char *extra, const char *extra_en);
const char *gk_lang_copy(struct gk_lang *l, const char *text, size_t n); /* "" when out of memory */
/* The index of `word` among the words of a string ("start center end"); -1: not there. */
int gk_lang_word(const char *words, const char *word, size_t n);
bool gk_lang_is_space(char c);
/* Length of the name at the start of text: Han, letters, digits, _; not beginning with a digit. 0: none. */
size_t gk_lang_name_size(const char *text, size_t n);
bool gk_lang_is_name(const char *text);

/* A text and where its characters stand. */
enum gk_lang_text_kind { GK_LANG_CONTENT, GK_LANG_VALUE, GK_LANG_RAW };
struct gk_lang_text {
  const char *text; size_t size;
  enum gk_lang_text_kind kind;
  struct gk_place whole;
  bool exact;                         /* bytes of text and source correspond one to one */
  struct gk_place rest; size_t done;  /* where the last place was found, so that looking on is cheap */
};
struct gk_lang_text gk_lang_text_of(const char *text, size_t n, struct gk_place whole, enum gk_lang_text_kind kind);
struct gk_place gk_lang_text_place(struct gk_lang_text *t, size_t from, size_t to);

/* ---- kind.c: what an expression comes to */

enum gk_lang_class {
  GK_CLASS_NUMBER, GK_CLASS_AMOUNT, GK_CLASS_QUANTITY, GK_CLASS_PERCENT, GK_CLASS_YEAR, GK_CLASS_DATE, GK_CLASS_TEXT, GK_CLASS_TEXTS, GK_CLASS_GROUP,
  GK_CLASS_RECORDS, GK_CLASS_TRUTH
};
enum gk_lang_class gk_lang_class_of(const struct gk_field *field);
const char *gk_lang_class_zh(enum gk_lang_class class);
const char *gk_lang_class_en(enum gk_lang_class class);
bool gk_lang_class_is_number(enum gk_lang_class class); /* takes part in arithmetic */

/* A part of an expression while it is parsed: `from` to `to` include its brackets. */
struct gk_lang_part { struct gk_expr *expr; size_t from, to; enum gk_lang_class class; };
/* The class of a op b; false after a report at `place`. */
bool gk_lang_combine(struct gk_lang *l, struct gk_lang_text *t, enum gk_operator op, const struct gk_lang_part *a, const struct gk_lang_part *b,
                     struct gk_place place, enum gk_lang_class *out);
const char *gk_lang_part_text(struct gk_lang *l, const struct gk_lang_text *t, const struct gk_lang_part *part);

/* ---- expr.c */

/* Parses one expression of t from *at to its end (stop false) or to | or } (stop true) and sets *at there. expr NULL after a report. */
struct gk_lang_part gk_lang_expr(struct gk_lang *l, struct gk_lang_text *t, size_t *at, bool stop, const struct gk_lang_scope *scope);
/* A whole attribute. */
struct gk_lang_part gk_lang_expr_value(struct gk_lang *l, const struct gk_xml_attribute *attribute, const struct gk_lang_scope *scope);
/* A condition; NULL after a report. */
struct gk_expr *gk_lang_test(struct gk_lang *l, const struct gk_xml_attribute *attribute, const struct gk_lang_scope *scope);
/* One name whose class is in the set (1u << GK_CLASS_…), described for the message; NULL after a report. */
struct gk_expr *gk_lang_path(struct gk_lang *l, const struct gk_xml_attribute *attribute, const struct gk_lang_scope *scope, unsigned classes,
                             const char *zh, const char *en);

/* ---- format.c */

/* Reads "name" or "name:argument" at t[from, to) for a value; false after a report. */
bool gk_lang_format(struct gk_lang *l, struct gk_lang_text *t, size_t from, size_t to, const struct gk_lang_part *value, enum gk_format *format,
                    const char **argument);
/* Whether the value can be printed at all; false after a report. */
bool gk_lang_printable(struct gk_lang *l, struct gk_lang_text *t, const struct gk_lang_part *value);

/* ---- template.c, inline.c */

struct gk_lang_pieces { struct gk_piece *items; size_t count, capacity; };
struct gk_piece *gk_lang_piece_add(struct gk_lang *l, struct gk_lang_pieces *pieces);
/* Whether white space at the start or end of the text goes. */
struct gk_lang_edges { bool start, end; };
void gk_lang_template_text(struct gk_lang *l, struct gk_lang_text *t, struct gk_lang_edges edges, const struct gk_lang_scope *scope,
                           struct gk_lang_pieces *pieces);
struct gk_template *gk_lang_template_of(struct gk_lang *l, const struct gk_lang_pieces *pieces, struct gk_place place);
/* An attribute as a template; NULL when there is no attribute or memory fails. A blank one is reported. */
struct gk_template *gk_lang_template_value(struct gk_lang *l, const struct gk_xml_attribute *attribute, const struct gk_lang_scope *scope);
/* Mixed content of an element; NULL when it is empty or memory fails. */
struct gk_template *gk_lang_inline(struct gk_lang *l, const struct gk_xml_node *node, const struct gk_lang_scope *scope);
/* A template of one fixed text. */
struct gk_template *gk_lang_template_fixed(struct gk_lang *l, const char *text, struct gk_place place);

/* ---- attributes.c */

/* Refuses attributes that are not among the words ("id title! rows"); those with ! must be there. */
bool gk_lang_attributes(struct gk_lang *l, const struct gk_xml_node *node, const char *words);
/* Refuses a child element: not among the words. */
void gk_lang_refuse_element(struct gk_lang *l, const struct gk_xml_node *child, const char *words);
/* Refuses a child that is text, unless it is white space only. True when it was text. */
bool gk_lang_text_child(struct gk_lang *l, const struct gk_xml_node *child);
bool gk_lang_is(const struct gk_xml_node *node, const char *name);
const char *gk_lang_string(struct gk_lang *l, const struct gk_xml_node *node, const char *name); /* NULL: absent or blank (reported) */
/* The index among the words; `otherwise` when absent or wrong (reported). */
int gk_lang_choice(struct gk_lang *l, const struct gk_xml_node *node, const char *name, const char *words, int otherwise);
bool gk_lang_yes(struct gk_lang *l, const struct gk_xml_node *node, const char *name);
unsigned gk_lang_count(struct gk_lang *l, const struct gk_xml_node *node, const char *name, unsigned least, unsigned most, unsigned otherwise);
/* An id of letters, digits, Han, _ - . ; NULL when absent or wrong (reported). */
const char *gk_lang_id(struct gk_lang *l, const struct gk_xml_node *node);
/* Words of a string separated by white space; false when out of memory. */
bool gk_lang_split(struct gk_lang *l, const char *text, const char ***words, size_t *n);

/* ---- measure.c */

/* Thousandths of a decimal ("3.5" → 3500), or of a fraction a/b; false after a report. */
bool gk_lang_milli(struct gk_lang *l, const struct gk_xml_attribute *attribute, int64_t most, int32_t *out);
/* "210mm" "2.5cm" "14pt" or a size in 号 ("小五") in mpt; false after a report. */
bool gk_lang_length(struct gk_lang *l, const struct gk_xml_attribute *attribute, int32_t *out);
bool gk_lang_size(struct gk_lang *l, const struct gk_xml_attribute *attribute, int32_t *out);

/* ---- model.c, formula.c, check.c, terms.c */

struct gk_model *gk_lang_model(struct gk_lang *l, const struct gk_xml_node *root);
/* Gives aliases to the layout's model, and the layout its phrases. */
void gk_lang_terms(struct gk_lang *l, const struct gk_xml_node *root, struct gk_layout *layout);
/* A field and its formula=, parsed when all fields are there. */
struct gk_lang_formula { struct gk_field *field; const struct gk_xml_attribute *source; };
void gk_lang_formulas(struct gk_lang *l, struct gk_lang_formula *list, size_t n);
#define GK_LANG_GROUPS_MOST 32 /* the model is nested less deep */
/* What a formula or check in `group` sees: the group, then those around it. NULL: the root only. */
const struct gk_lang_scope *gk_lang_group_scope(const struct gk_field *group, struct gk_lang_scope scopes[GK_LANG_GROUPS_MOST]);
/* A <check> and the group or records it stands in, read when all fields are there. */
struct gk_lang_check { struct gk_field *group; const struct gk_xml_node *node; };
void gk_lang_checks(struct gk_lang *l, struct gk_field *root, const struct gk_lang_check *list, size_t n);
/* Reports names and aliases that occur twice in a group, with all below it. */
void gk_lang_field_names(struct gk_lang *l, const struct gk_field *group);

/* ---- codes.c */

/* What a field says of codes, resolved when its group is complete. */
struct gk_lang_code_use { struct gk_field *field; const struct gk_xml_attribute *codes, *name_of, *tree; };
void gk_lang_codes_of_fields(struct gk_lang *l, const struct gk_lang_code_use *list, size_t n);
/* One file of common/codes into the model. */
void gk_lang_codes(struct gk_lang *l, const struct gk_xml_node *root, struct gk_model *model);
/* All files are read: every set that a field names must be there. */
void gk_lang_codes_known(struct gk_lang *l, const struct gk_model *model, const struct gk_field *group);

/* ---- styles.c */

struct gk_lang_styles { const struct gk_xml_node **sheets; size_t count, capacity; };
bool gk_lang_styles(struct gk_lang *l, const struct gk_lang_styles *sheets, struct gk_layout *layout);

/* ---- layout.c, extends.c, block.c, book.c, table.c, row.c, cell.c, side.c, form.c */

/* A layout as XML, its bases merged into it. */
struct gk_lang_layers {
  const char *dir;
  struct gk_lang_styles sheets;
  const struct gk_source **sources; size_t source_count, source_capacity;
};
#define GK_LANG_FILE_MOST ((size_t)4 << 20) /* bytes of a file of the language */
struct gk_xml_node *gk_lang_read(struct gk_lang *l, struct gk_lang_layers *layers, const char *path, const char *root_name);
/* The tables of codes, in the order of their names; a model that uses none needs no folder. false after a report, or when memory ends. */
bool gk_lang_code_files(struct gk_arena *arena, const char *dir, const char ***paths, size_t *n, struct gk_diag_sink *sink);
/* Reads layout `id`, resolves extends; the root whose documents are complete. NULL after a report. */
struct gk_xml_node *gk_lang_layers_load(struct gk_lang *l, struct gk_lang_layers *layers, const char *id);
/* Puts the changes of `child` (a layout) on the documents of `base` (NULL: none); the result stands in `child`. */
void gk_lang_extend(struct gk_lang *l, struct gk_xml_node *child, struct gk_xml_node *base);

struct gk_document_node *gk_lang_document(struct gk_lang *l, const struct gk_layout *layout, const struct gk_xml_node *node);
/* book.c: all documents are read: each <include> finds the one it names. */
void gk_lang_includes(struct gk_lang *l, const struct gk_layout *layout);
/* requires.c: fills document->requires. */
void gk_lang_requires(struct gk_lang *l, const struct gk_xml_node *xml, struct gk_document_node *document);
struct gk_table_node *gk_lang_table(struct gk_lang *l, const struct gk_layout *layout, const struct gk_xml_node *node, const struct gk_lang_scope *scope);
struct gk_table_node *gk_lang_form(struct gk_lang *l, const struct gk_layout *layout, const struct gk_xml_node *node, const struct gk_lang_scope *scope);
/* What a table and a form have around their grid: title, information line, unit, style, orientation, notes. */
void gk_lang_table_around(struct gk_lang *l, const struct gk_layout *layout, struct gk_table_node *table, const struct gk_xml_node *xml,
                          const struct gk_lang_scope *scope);

/* Where rows stand: some of the columns of a table. */
struct gk_lang_window {
  struct gk_table_node *table;
  const struct gk_xml_node *head; /* NULL: of a form */
  size_t first, width;
  const struct gk_side *side;     /* or NULL */
};
struct gk_lang_row_list { struct gk_row *items; size_t count, capacity; };
/* Parses the columns' of= over one kind of records; the first time keeps them. */
void gk_lang_columns_over(struct gk_lang *l, const struct gk_lang_window *w, const struct gk_lang_scope *records);
/* Finds the records that are listed in a table, side or band and parses the columns' of= over each of them. */
void gk_lang_records(struct gk_lang *l, const struct gk_lang_window *w, const struct gk_xml_node *node, const struct gk_lang_scope *scope);
/* Reads the rows in a table, side, band or form; the columns are known. */
struct gk_lang_row_list gk_lang_rows(struct gk_lang *l, const struct gk_lang_window *w, const struct gk_xml_node *node, const struct gk_lang_scope *scope);
/* The cells of one row against the columns. */
void gk_lang_cells(struct gk_lang *l, const struct gk_lang_window *w, const struct gk_xml_node *node, const struct gk_lang_scope *scope, struct gk_row *row);
/* The sides with their columns, and the columns' of= over the records of each. */
void gk_lang_sides(struct gk_lang *l, struct gk_table_node *table, const struct gk_xml_node *node, const struct gk_xml_node *head, const struct gk_lang_scope *scope);
/* Their rows. True when the table has sides, be they faulty. */
bool gk_lang_side_rows(struct gk_lang *l, struct gk_table_node *table, const struct gk_xml_node *node, const struct gk_xml_node *head, const struct gk_lang_scope *scope);
/* What every column has besides its value and title. */
void gk_lang_column_set(struct gk_lang *l, struct gk_column *column, const struct gk_xml_node *xml, const struct gk_lang_scope *scope);
enum gk_style_align gk_lang_align(struct gk_lang *l, const struct gk_xml_node *xml, bool *given);
/* Reads the <footnote>s of a table or form and checks that heads and cells refer to each, and to no others. */
void gk_lang_footnotes(struct gk_lang *l, struct gk_table_node *table, const struct gk_xml_node *xml, const struct gk_lang_scope *scope);
/* style= among the paragraph styles; *name NULL when absent. */
bool gk_lang_style_known(struct gk_lang *l, const struct gk_layout *layout, const struct gk_xml_node *node, const char **name);

#endif
