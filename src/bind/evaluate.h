/* Expressions over facts. */
#ifndef GK_BIND_EVALUATE_H
#define GK_BIND_EVALUATE_H

#include "bind/figure.h"

/* The records an expression stands in, innermost first. A scope over several records (subtotals, totals) gives the sum of
 * their amounts and quantities, and what the first of them says of anything else. */
struct gk_scope {
  const struct gk_scope *outer;
  struct gk_fact *record;
  struct gk_fact *const *records; size_t count; /* several: record is one like them; else NULL */
  const char *code, *code_name;  /* what the tree's code and its name are here, when no record says so; or NULL */
};

/* The data an expression used, in order; kept when `operands` is given. */
struct gk_operands { struct gk_fact **items; size_t count, capacity; };

struct gk_evaluation {
  struct gk_facts *facts;
  struct gk_diag_sink *sink;
  const struct gk_scope *scope;
  struct gk_fact *group;        /* of a formula: names begin here, or further out; else NULL */
  struct gk_operands *operands; /* or NULL */
  bool written;                 /* operands: not those that a record leaves out, which are blank */
  struct gk_place layout;       /* where the use stands; none: the expression's own place */
  bool noting_parts;            /* of a formula: its parts count as used by the document */
  bool quiet;                   /* what is missing is not reported (presence, checks) */
  const struct gk_fact *choosing; /* the record that a condition asks about: what is missing in it is not reported; or NULL */
  struct gk_fact *undecided;    /* what is missing around that record, so that nothing can be said; or NULL */
  unsigned depth;
};

struct gk_figure gk_evaluate(struct gk_evaluation *e, const struct gk_expr *expr);
/* Whether a test holds. *known is false when it hangs on what is missing or invalid (reported). */
bool gk_evaluate_test(struct gk_evaluation *e, const struct gk_expr *expr, bool *known, struct gk_figure *figure);
/* The fact a PATH names; for a path through records, the records. NULL after bind.path or when memory fails. */
struct gk_fact *gk_evaluate_path(struct gk_evaluation *e, const struct gk_expr *expr, size_t *used);
/* The list that rows=, of= or <total of=> name; a derived or missing one is reported. NULL when it is none. */
struct gk_fact *gk_evaluate_list(struct gk_evaluation *e, const struct gk_expr *expr);
/* Whether a record fulfils a condition over it (NULL: none, true). What is missing in it counts as not fulfilled; what is
 * missing around it is reported. */
bool gk_evaluate_selects(struct gk_evaluation *e, const struct gk_expr *condition, struct gk_fact *record);
/* Gives an absent figure with a formula its value. Idempotent. */
void gk_formula_settle(struct gk_facts *facts, struct gk_fact *fact, unsigned depth, struct gk_diag_sink *sink);
/* Reports what is missing for a fact: itself, or what its formula wants. */
void gk_formula_report_missing(struct gk_facts *facts, struct gk_fact *fact, struct gk_place layout, struct gk_diag_sink *sink);
/* The data the formula of a fact uses, in order (those of sums one by one). */
struct gk_operands gk_formula_operands(struct gk_facts *facts, struct gk_fact *fact, struct gk_diag_sink *sink);
/* The fact that explains a gap: for a derived figure the operand that has the same state. */
struct gk_fact *gk_formula_cause(struct gk_facts *facts, struct gk_fact *fact, struct gk_diag_sink *sink);
/* The characters of an expression as they stand in the layout, for messages. */
const char *gk_expr_source(struct gk_arena *arena, const struct gk_expr *expr);

#endif
