/* Facts: the data as the model sees it. A tree parallel to the model, in which
 * every place of the model has a fact, given or not, that knows its state, its
 * path (政府采购[2].项目名称) and its place in the data. Absent facts are made
 * when somebody asks, so that a long list of small records stays small. */
#ifndef GK_BIND_FACTS_H
#define GK_BIND_FACTS_H

#include "bind/bind.h"

enum gk_fact_kind {
  GK_FACT_SCALAR,  /* also each paragraph of TEXTS */
  GK_FACT_GROUP,   /* GROUP, also each record of RECORDS */
  GK_FACT_LIST     /* RECORDS (children are groups), TEXTS (children are scalars) */
};

struct gk_fact {
  const struct gk_field *field;
  struct gk_fact *parent;
  uint32_t index;            /* in a list: from 1; else 0 */
  enum gk_fact_kind kind;
  enum gk_state state;       /* groups and lists: VALUE when given, else BLANK MISSING INVALID */
  bool given;                /* written in the data and sound */
  bool derived;              /* its formula was evaluated; state and number are the formula's */
  bool visiting;             /* its formula is being evaluated */
  bool reported;             /* bind.missing was said */
  bool subtotal;             /* a record of a tree of codes below whose code there are others: it adds nothing to sums */
  bool parts_used;           /* the parts of its formula are noted as used (publish.c) */
  bool used;                 /* the document says it, or was decided by it: it may be published with the document */
  struct gk_place place;     /* of the value; when absent, of what should hold it */
  const char *path;          /* made when asked for */
  const char *text;          /* TEXT CODE CHOICE DATE: characters, without line ends at the end; NUL-terminated */
  size_t size;
  struct gk_decimal number;  /* figures, YEAR */
  int64_t day;               /* DATE: days since 1970-01-01 */
  struct gk_fact **children; /* GROUP: by the field's index, NULL until asked for; LIST: items */
  size_t count;              /* LIST: items */
  const struct gk_tree *tree; /* LIST of a tree of codes: its records by code; or NULL */
};

struct gk_facts {
  struct gk_arena *arena;
  const struct gk_model *model;
  struct gk_fact *root;
  size_t unknown_keys;       /* how many were reported */
  bool secrets;              /* some figure is withheld */
  int64_t year;              /* 年度, for the tables of codes; 0: not known */
  const char **nameless; size_t nameless_count, nameless_capacity; /* codes without a name that were reported */
  struct gk_arena *scratch;  /* while the facts are made: which value each field has */
  bool noting;               /* a document is being bound: what it asks for is used */
  size_t noted;              /* facts that are used */
};

/* The fact of a field of a group or record; NULL when the field is not the group's, or memory fails. */
struct gk_fact *gk_fact_child(struct gk_facts *facts, struct gk_fact *group, const struct gk_field *field);
struct gk_fact *gk_fact_named(struct gk_facts *facts, struct gk_fact *group, const char *name);
/* The state a field of a group or record has that the data does not give. */
enum gk_state gk_fact_absent_state(const struct gk_fact *group, const struct gk_field *field);
/* 支出.合计, 政府采购[2].项目名称; "" for the root or when memory fails. Never NULL. */
const char *gk_fact_path(struct gk_facts *facts, struct gk_fact *fact);
bool gk_field_is_figure(const struct gk_field *field);
static inline void gk_fact_note(struct gk_facts *facts, struct gk_fact *fact) {
  if (!facts->noting || fact->used) return;
  fact->used = true;
  facts->noted++;
}

/* The unit all amounts of the data are in. */
enum gk_unit { GK_UNIT_NONE, GK_UNIT_YUAN, GK_UNIT_WANYUAN };
/* NULL when the model has no such field. */
struct gk_fact *gk_facts_unit_fact(struct gk_facts *facts);
enum gk_unit gk_facts_unit(struct gk_facts *facts); /* NONE when missing or invalid */
enum gk_unit gk_unit_named(const char *name);       /* 元 万元; else NONE */
const char *gk_unit_name(enum gk_unit unit);        /* "" for NONE */

/* Reports a required absent datum, once; the topmost absent group speaks for all below it. */
void gk_fact_report_missing(struct gk_facts *facts, struct gk_fact *fact, struct gk_place layout, struct gk_diag_sink *sink);
/* The same of the fact itself, also where a group around it is missing. */
void gk_fact_report_missing_alone(struct gk_facts *facts, struct gk_fact *fact, struct gk_place layout, struct gk_diag_sink *sink);

/* --- within the making of facts */

/* The buffer's text in the arena, and the buffer dropped; says so when memory failed. Never NULL. */
const char *gk_facts_take(struct gk_facts *facts, struct gk_buf *buf, struct gk_diag_sink *sink);

/* Settles a scalar (or one text of TEXTS) from its value; reports what is wrong. */
void gk_datum_settle(struct gk_facts *facts, struct gk_fact *fact, const struct gk_value *value, struct gk_diag_sink *sink);
/* Reports that a value is of the wrong type, and makes the fact INVALID. */
void gk_datum_wrong_type(struct gk_facts *facts, struct gk_fact *fact, const struct gk_value *value, struct gk_diag_sink *sink);
/* A string stands where a figure is wanted: says why it is none. */
void gk_datum_figure_text(struct gk_facts *facts, struct gk_fact *fact, const struct gk_value *value, struct gk_diag_sink *sink);
/* Splits the text of TEXTS at line ends into paragraphs, children of `list`. */
void gk_datum_paragraphs(struct gk_facts *facts, struct gk_fact *list, const struct gk_value *value, struct gk_diag_sink *sink);
/* What to write for a field, one sentence, in both languages. */
const char *gk_datum_remedy(struct gk_arena *arena, const struct gk_field *field, bool english);
/* Matches the keys of a map with the fields of `group` and reports the others. values[i]: of field i, or NULL. */
void gk_keys_match(struct gk_facts *facts, struct gk_fact *group, const struct gk_value *map, const struct gk_value **values,
                   struct gk_diag_sink *sink);
/* An absent record of the list, all blank: what a row of the code table is that has no data. */
struct gk_fact *gk_fact_blank_record(struct gk_facts *facts, struct gk_fact *list);
/* Every scalar fact that was given, in the order of the data. */
typedef void gk_fact_visitor(struct gk_facts *facts, struct gk_fact *fact, struct gk_diag_sink *sink);
void gk_facts_each_given(struct gk_facts *facts, struct gk_fact *fact, struct gk_diag_sink *sink, gk_fact_visitor *visit);
/* Amounts: at most 分; needs 金额单位, so it runs when the whole tree stands. */
void gk_amounts_check(struct gk_facts *facts, struct gk_diag_sink *sink);
/* Given figures against their formulas: bind.sum. */
void gk_sums_check(struct gk_facts *facts, struct gk_diag_sink *sink);
/* The model's own checks: model.check. */
void gk_checks_run(struct gk_facts *facts, struct gk_diag_sink *sink);

static inline const char *gk_or_empty(const char *text) { return text ? text : ""; }

#endif
