/* What the parts of binding share while one document is bound. */
#ifndef GK_BIND_BINDER_H
#define GK_BIND_BINDER_H

#include "bind/evaluate.h"
#include "bind/format.h"
#include "bind/messages.h"
#include "bind/pagerows.h"

struct gk_binder {
  struct gk_arena *arena;
  const struct gk_layout *layout;
  struct gk_facts *facts;
  struct gk_diag_sink *sink;
  enum gk_unit table_unit;  /* of the table being bound, or NONE */
  bool table_thousands;     /* and its style groups digits */
  int8_t decimals;          /* of amounts whose format does not say: of the style, or the table's, that is being bound */
  const char *where;        /* nearest section or table title, for uses */
  bool gathering;           /* uses are recorded: to explain, and not while titles of the file are made */
  bool cover;               /* what is bound stands on it */
  uint32_t part, parts;     /* the part of a book being bound, and how many there were */
  bool part_titled;         /* by the book: its own title is not printed */
  size_t cover_count;
  struct gk_contents *contents;
  struct gk_block *blocks; size_t block_count, block_capacity;
  struct gk_use *uses; size_t use_count, use_capacity;
};

/* ------------------------------------------------------- compose.c */

/* Inlines in the making. */
struct gk_inline_list {
  struct gk_inline *items; size_t count, capacity;
  bool break_good, break_forced; /* before the next inline */
  bool nobr, nobr_begun;         /* the next inline is in <nobr>, and not the first in it */
  enum gk_script script;         /* of the next inline, which is not parted from what stands before it */
  bool number;                   /* the last figure was a bare number … */
  uint8_t decimals;              /* … with so many decimals */
  struct gk_fact *fact;          /* … of this datum; NULL: worked out */
  bool keep;                     /* the figure itself is wanted: */
  const struct gk_addend *addend; bool several; /* the last, and that there was one before it */
};

/* Whose words a template is: the layout's, or the department's own (then text comes from the data). */
struct gk_origin { bool own_words; struct gk_place layout; };

void gk_compose(struct gk_binder *b, const struct gk_template *t, const struct gk_scope *scope, struct gk_inline_list *out);
void gk_compose_own(struct gk_binder *b, const struct gk_template *t, struct gk_place layout, struct gk_inline_list *out);
/* One expression as a figure of a cell. */
void gk_compose_value(struct gk_binder *b, const struct gk_expr *expr, enum gk_format format, const char *argument, struct gk_place layout,
                      const struct gk_scope *scope, struct gk_inline_list *out);
/* A figure that was computed elsewhere (totals). */
void gk_compose_figure(struct gk_binder *b, const struct gk_expr *expr, const struct gk_figure *figure, enum gk_format format, const char *argument,
                       struct gk_place layout, const struct gk_operands *operands, struct gk_inline_list *out);
void gk_compose_text(struct gk_binder *b, struct gk_inline_list *out, const char *text, struct gk_place layout);
/* 【缺：路径】 or 【误：路径】 for a datum that stands in the way. */
void gk_compose_gap(struct gk_binder *b, struct gk_inline_list *out, const struct gk_figure *figure, const struct gk_expr *expr, struct gk_place layout);
struct gk_inlines gk_inlines_of(const struct gk_inline_list *list);
/* The gravest state: INVALID MISSING WITHHELD NOT_APPLICABLE VALUE; BLANK when there is nothing. */
enum gk_state gk_inlines_state(struct gk_inlines inlines);

/* ------------------------------------------------------- uses.c */

void gk_uses_add(struct gk_binder *b, const struct gk_operands *operands, const char *printed, struct gk_place layout);

/* ------------------------------------------------------- parts.c */

/* A container of sections: what is counted in it. */
struct gk_level { unsigned depth; /* of numbering */ unsigned nesting; uint32_t counters[8]; };

void gk_bind_signature(struct gk_binder *b, const struct gk_node *node, const struct gk_scope *scope);
void gk_bind_attachments(struct gk_binder *b, const struct gk_node *node, const struct gk_scope *scope);
void gk_bind_annex(struct gk_binder *b, const struct gk_node *node, const struct gk_level *level, const struct gk_scope *scope);
/* When all blocks are there: numbers the annexes of each part, lists them where they are to be listed, compares where both are written. */
void gk_bind_annexes(struct gk_binder *b);

/* ------------------------------------------------------- book.c */

void gk_bind_cover(struct gk_binder *b, const struct gk_node *node);
void gk_bind_contents(struct gk_binder *b, const struct gk_node *node);
void gk_bind_include(struct gk_binder *b, const struct gk_node *node, const struct gk_scope *scope);
/* When all blocks are there: a contents without entries is none. */
void gk_bind_contents_check(struct gk_binder *b);

/* ------------------------------------------------------- blocks */

void gk_bind_nodes(struct gk_binder *b, struct gk_node *const *nodes, size_t count, struct gk_level *level, const struct gk_scope *scope);
struct gk_block *gk_block_add(struct gk_binder *b, enum gk_block_kind kind, const struct gk_style *style, struct gk_place layout);
/* A style by name; reports bind.style and takes the layout's first when there is none of that name. NULL when it has none at all. */
const struct gk_style *gk_style_for(struct gk_binder *b, const char *name, struct gk_place layout);
/* The same, and what is composed from here on is printed as it says. */
const struct gk_style *gk_style_begin(struct gk_binder *b, const char *name, struct gk_place layout);
void gk_bind_section(struct gk_binder *b, const struct gk_node *node, struct gk_level *level, const struct gk_scope *scope);
void gk_bind_paragraph(struct gk_binder *b, const struct gk_node *node, struct gk_level *level, const struct gk_scope *scope);
void gk_bind_list(struct gk_binder *b, const struct gk_node *node, const struct gk_level *level, const struct gk_scope *scope);
/* The items of a list in the making. Each gets its label, or its number when `numbering` is not NONE. */
struct gk_item_list {
  struct gk_binder *b;
  const struct gk_scope *scope;
  struct gk_list_item *items; size_t count, capacity;
  enum gk_numbering numbering;
  struct gk_place layout;
};
/* A list's own words, or its items and alternatives of items; what comes to nothing is no item. */
void gk_bind_items(struct gk_item_list *list, const struct gk_node *node);
/* ① goes no further than ㊿: reports number 51, once. */
void gk_bind_number_check(struct gk_binder *b, enum gk_numbering numbering, size_t n, struct gk_place layout);
/* The number of item n (from 1), empty when there is none. */
struct gk_inlines gk_bind_number(struct gk_binder *b, enum gk_numbering numbering, size_t n, struct gk_place layout);
void gk_bind_when(struct gk_binder *b, const struct gk_node *node, struct gk_level *level, const struct gk_scope *scope);
/* The department's own words: what a TEXT or TEXTS names, with their figures; calls add for each paragraph. */
void gk_bind_own_words(struct gk_binder *b, const struct gk_expr *of, struct gk_place layout, const struct gk_scope *scope,
                       void (*add)(void *user, struct gk_inline_list *list), void *user);
/* The list that rows= or each= names, to go through. One that is missing or invalid: a gap for it is added, and NULL. */
struct gk_fact *gk_bind_records(struct gk_binder *b, const struct gk_expr *rows, struct gk_place layout, const struct gk_scope *scope,
                                void (*add)(void *user, struct gk_inline_list *list), void *user);
/* Binds a node once, or for each record of its rows=, in the scope of the record. */
typedef void gk_bind_one(struct gk_binder *b, const struct gk_node *node, struct gk_level *level, const struct gk_scope *scope);
void gk_bind_each(struct gk_binder *b, const struct gk_node *node, struct gk_level *level, const struct gk_scope *scope, gk_bind_one *one);
/* An add for them: a paragraph in the style body. `user` is a struct gk_gap. */
struct gk_gap { struct gk_binder *b; struct gk_place layout; };
void gk_bind_gap(void *user, struct gk_inline_list *list);
struct gk_table *gk_bind_table(struct gk_binder *b, const struct gk_table_node *node, const char *id, struct gk_place layout,
                               const struct gk_scope *scope);

/* How the figures of the table being bound, or of the text, are printed. */
struct gk_formatting gk_binder_formatting(struct gk_binder *b);
struct gk_evaluation gk_binder_evaluation(struct gk_binder *b, const struct gk_scope *scope, struct gk_place layout, struct gk_operands *operands);

#endif
