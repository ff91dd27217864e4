/* Codes of the data against the tables of codes, and records that are a tree by
 * their codes (类 款 项). */
#ifndef GK_BIND_CODES_H
#define GK_BIND_CODES_H

#include "bind/facts.h"

/* The table a CODE field's codes are from, for the data's year; NULL when there is none. */
const struct gk_code_table *gk_facts_codes(const struct gk_facts *facts, const struct gk_field *code);
/* The name of a code by the table of the year; NULL when it has none. */
const char *gk_code_name(const struct gk_facts *facts, const struct gk_field *code, const char *id, size_t n);
/* Whether no table can be asked because the data's year is missing or wrong; a missing one is reported, once. */
bool gk_codes_without_year(struct gk_facts *facts, struct gk_diag_sink *sink);
/* Gives an absent name (name-of=) that of its code. */
void gk_code_name_settle(struct gk_facts *facts, struct gk_fact *fact, struct gk_diag_sink *sink);
/* Given codes and names against the tables. */
void gk_codes_check(struct gk_facts *facts, struct gk_diag_sink *sink);

/* One record with a sound code. */
struct gk_tree_entry { const char *code; size_t size; struct gk_fact *record; };
/* The records of a list by their codes; those of one code in the order of the data. */
struct gk_tree { struct gk_tree_entry *entries; size_t count; };

/* Orders the records of every tree and marks its subtotals; reports codes that stand twice. */
void gk_trees_make(struct gk_facts *facts, struct gk_diag_sink *sink);
/* Given subtotals against what stands below them: bind.tree-sum, bind.secret-residual. */
void gk_trees_check(struct gk_facts *facts, struct gk_diag_sink *sink);
/* The first entry whose code begins with these n characters or stands after them. */
size_t gk_tree_find(const struct gk_tree *tree, const char *code, size_t n);
bool gk_code_begins(const char *code, const char *with, size_t n);

#endif
